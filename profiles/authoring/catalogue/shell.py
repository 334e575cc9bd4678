"""The frame around a section in the editor of the standard."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.permissions import Person, may_on
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue
from profiles.standard.lint import Lint

from ..frame import Frame, LintLink, SectionLink
from ..models import LeastBump, ProfileVersion
from ..shell import number_reasons
from ..subjects import subject_of
from ..workflow import State
from .content import StandardChange, catalogue_changes, catalogue_findings


@dataclass(frozen=True)
class CatalogueSection:
    slug: str
    title: str

    @property
    def route(self) -> str:
        """The name of the section's address."""
        return f"authoring:standard-{self.slug}"


ELEMENTS = CatalogueSection("elements", "Elementer")
CODE_SYSTEMS = CatalogueSection("code-systems", "Kodesystemer")
NOTES = CatalogueSection("notes", "Ændringer")
SECTIONS = (ELEMENTS, CODE_SYSTEMS, NOTES)
BY_SLUG = {section.slug: section for section in SECTIONS}


@dataclass(frozen=True)
class CatalogueShell(Frame):
    """The frame around a section of the standard's draft; ``changes`` since the version it builds on."""

    catalogue: Catalogue
    section: CatalogueSection
    changes: tuple[StandardChange, ...]

    @property
    def bumps(self) -> list[tuple[str, str]]:
        """The standard has two numbers: what is not raised is as the difference asks for."""
        return [(each.value, str(each.label)) for each in (LeastBump.PATCH, LeastBump.MAJOR)]


def catalogue_shell(version: ProfileVersion, section: CatalogueSection, person: Person) -> CatalogueShell:
    """Everything around ``section`` for this person."""
    catalogue, base = version.catalogue, version.base
    found, subject = catalogue_findings(catalogue), subject_of(version.profile)
    return CatalogueShell(
        version=version,
        title=subject.title(catalogue),
        the=subject.the,
        catalogue=catalogue,
        section=section,
        changes=catalogue_changes(base.catalogue, catalogue) if base else (),
        sections=tuple(_link(each, version, found, each is section) for each in SECTIONS),
        lints=tuple(LintLink(each, _lint_url(each)) for each in found),
        number_reasons=number_reasons(version),
        may_edit=version.state == State.DRAFT and may_on(person, ProfileRight.EDIT, version.profile),
        last_edit=version.edits.select_related("by").first(),
    )


def _link(
    section: CatalogueSection, version: ProfileVersion, found: tuple[Lint, ...], is_current: bool
) -> SectionLink:
    counts = {
        ELEMENTS: len(version.catalogue.elements),
        CODE_SYSTEMS: len(version.catalogue.code_systems),
    }
    return SectionLink(
        section=section,
        url=reverse(section.route),
        count=counts.get(section),
        to_look_at=len(found) if section is ELEMENTS else 0,
        is_written=section is not NOTES or bool(version.release_notes),
        is_current=is_current,
    )


def _lint_url(found: Lint) -> str:
    address = reverse(ELEMENTS.route)
    return f"{address}?open={found.node}#node-{found.node}" if found.node else address
