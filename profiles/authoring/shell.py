"""The frame around a section in the editor of a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from accounts.permissions import Person, may_on
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, Severity

from .frame import Frame, LintLink, SectionLink
from .models import ProfileVersion
from .sections import CODE_SETS, Section, sections_of, sections_of_nodes
from .shared.links import Link, link_findings, links_of
from .subjects import content_of, subject_of
from .workflow import State


@dataclass(frozen=True)
class Shell(Frame):
    """The frame around a section of the draft of a profile or a shared code set."""

    document: Document
    catalogue: Catalogue
    section: Section
    links: Mapping[str, Link]


def shell(version: ProfileVersion, section: Section, person: Person) -> Shell:
    """Everything around ``section`` for this person."""
    document, around = version.content, sections_of(version.profile)
    catalogue = load_catalogue(document.standard)
    links = links_of(version)
    found = (*subject_of(version.profile).findings(document), *link_findings(links))
    places = sections_of_nodes(document)
    return Shell(
        version=version,
        title=document.title,
        the=subject_of(version.profile).the,
        document=document,
        catalogue=catalogue,
        section=section,
        links=links,
        sections=tuple(_link(each, version, found, places, each is section) for each in around),
        lints=tuple(_lint_link(version, each, places) for each in found),
        number_reasons=number_reasons(version),
        may_edit=version.state == State.DRAFT and may_on(person, ProfileRight.EDIT, version.profile),
        last_edit=version.edits.select_related("by").first(),
    )


def section_address(version: ProfileVersion, section: Section) -> str:
    """Where a section is read; a shared code set has its codes at once, without a list before them."""
    if section is CODE_SETS and version.profile.is_code_set:
        return reverse("authoring:code-set", args=[version.profile.slug, version.content.code_sets[0].id])
    return reverse(section.route, args=[version.profile.slug])


def number_reasons(version: ProfileVersion) -> tuple[str, ...]:
    """Why the draft gets the number it gets, one sentence a reason; empty for a first version."""
    if version.base is None:
        return ()
    subject = subject_of(version.profile)
    return subject.number_reasons(content_of(version.base), content_of(version))


def _link(
    section: Section,
    version: ProfileVersion,
    found: tuple[Lint, ...],
    places: dict[str, Section],
    is_current: bool,
) -> SectionLink:
    home = sections_of(version.profile)[0]
    grave = [each for each in found if each.severity != Severity.HINT]
    return SectionLink(
        section=section,
        url=section_address(version, section),
        count=section.count(version.content),
        to_look_at=sum(places.get(each.node or "", home) is section for each in grave),
        is_written=section.is_written(version.content),
        is_current=is_current,
    )


def _lint_link(version: ProfileVersion, found: Lint, places: dict[str, Section]) -> LintLink:
    beside = _node_url(version, found.beside, places) if found.beside else ""
    return LintLink(found, _node_url(version, found.node, places), beside)


def _node_url(version: ProfileVersion, node: str | None, places: dict[str, Section]) -> str:
    section = places.get(node or "", sections_of(version.profile)[0])
    if section is CODE_SETS and node:
        return reverse("authoring:code-set", args=[version.profile.slug, node])
    address = section_address(version, section)
    return f"{address}?open={node}#node-{node}" if node else address
