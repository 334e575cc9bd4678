"""What stands around a section in the editor: the sections, what to look at, and the number it will get."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.permissions import Person, may_on
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, Severity
from profiles.standard.version import required_bump

from .findings import findings
from .models import Edit, LeastBump, ProfileVersion
from .sections import SECTIONS, Section, sections_of_nodes
from .workflow import State


@dataclass(frozen=True)
class SectionLink:
    """A section in the list; ``to_look_at`` counts errors and warnings, not hints."""

    section: Section
    url: str
    count: int | None
    to_look_at: int
    is_written: bool
    is_current: bool

    @property
    def is_ready(self) -> bool:
        return self.is_written and not self.to_look_at


@dataclass(frozen=True)
class LintLink:
    """Something to look at, where it can be put right, and where that stands which it is held up against."""

    lint: Lint
    url: str
    beside_url: str = ""

    @property
    def fix_words(self) -> str:
        """What the button of its fix says; empty without one."""
        title = self.lint.fix.title if self.lint.fix else ""
        return f"Ret: {title[0].lower()}{title[1:]}" if title else ""


@dataclass(frozen=True)
class Shell:
    version: ProfileVersion
    document: Document
    catalogue: Catalogue
    section: Section
    sections: tuple[SectionLink, ...]
    lints: tuple[LintLink, ...]
    number_reasons: tuple[str, ...]
    may_edit: bool
    last_edit: Edit | None

    @property
    def to_look_at(self) -> int:
        return sum(link.to_look_at for link in self.sections)

    @property
    def bumps(self) -> list[tuple[str, str]]:
        """How far the number can be raised."""
        return [(bump.value, bump.label) for bump in LeastBump]

    @property
    def has_errors(self) -> bool:
        """Whether something must be put right before the draft can be sent to review."""
        return any(link.lint.severity == Severity.ERROR for link in self.lints)

    @property
    def ready(self) -> int:
        return sum(link.is_ready for link in self.sections)

    @property
    def may_undo(self) -> bool:
        return self.may_edit and self.version.revision > 1


def shell(version: ProfileVersion, section: Section, person: Person) -> Shell:
    """Everything around ``section`` for this person; two queries."""
    document = version.content
    catalogue = load_catalogue(document.standard)
    found = findings(document)
    places = sections_of_nodes(document)
    slug = version.profile.slug
    return Shell(
        version=version,
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
    return tuple(required_bump(version.base.content, version.content)[1])


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
