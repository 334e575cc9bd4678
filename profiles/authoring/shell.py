"""The frame around a section in the editor of a profile."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.permissions import Person, may_on
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, Severity

from .findings import findings
from .frame import Frame, LintLink, SectionLink
from .models import ProfileVersion
from .sections import SECTIONS, Section, sections_of_nodes
from .subjects import content_of, subject_of
from .workflow import State


@dataclass(frozen=True)
class Shell(Frame):
    """The frame around a section of a profile's draft."""

    document: Document
    catalogue: Catalogue
    section: Section


def shell(version: ProfileVersion, section: Section, person: Person) -> Shell:
    """Everything around ``section`` for this person; two queries."""
    document = version.content
    catalogue = load_catalogue(document.standard)
    found = findings(document)
    places = sections_of_nodes(document)
    slug = version.profile.slug
    return Shell(
        version=version,
        title=document.title,
        the=subject_of(version.profile).the,
        document=document,
        catalogue=catalogue,
        section=section,
        sections=tuple(_link(each, slug, document, found, places, each is section) for each in SECTIONS),
        lints=tuple(_lint_link(slug, each, places) for each in found),
        number_reasons=number_reasons(version),
        may_edit=version.state == State.DRAFT and may_on(person, ProfileRight.EDIT, version.profile),
        last_edit=version.edits.select_related("by").first(),
    )


def number_reasons(version: ProfileVersion) -> tuple[str, ...]:
    """Why the draft gets the number it gets, one sentence a reason; empty for a first version."""
    if version.base is None:
        return ()
    subject = subject_of(version.profile)
    return subject.number_reasons(content_of(version.base), content_of(version))


def _link(
    section: Section,
    slug: str,
    document: Document,
    found: tuple[Lint, ...],
    places: dict[str, Section],
    is_current: bool,
) -> SectionLink:
    counted = [each for each in found if each.severity != Severity.HINT and _place(each, places) is section]
    return SectionLink(
        section=section,
        url=reverse(section.route, args=[slug]),
        count=section.count(document),
        to_look_at=len(counted),
        is_written=section.is_written(document),
        is_current=is_current,
    )


def _place(found: Lint, places: dict[str, Section]) -> Section:
    return places.get(found.node or "", SECTIONS[0])


def _lint_link(slug: str, found: Lint, places: dict[str, Section]) -> LintLink:
    beside = _node_url(slug, found.beside, places) if found.beside else ""
    return LintLink(found, _node_url(slug, found.node, places), beside)


def _node_url(slug: str, node: str | None, places: dict[str, Section]) -> str:
    section = places.get(node or "", SECTIONS[0])
    if section.slug == "code-sets" and node:
        return reverse("authoring:code-set", args=[slug, node])
    address = reverse(section.route, args=[slug])
    return f"{address}?open={node}#node-{node}" if node else address
