"""The sections of a draft in the editor: their names, and which part of the document each one shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.standard.document import Document
from profiles.standard.lint import Lint
from profiles.standard.tree import nodes

from .models import Profile


@dataclass(frozen=True)
class Section:
    """``properties`` are those of the document; ``counted`` is the list whose length is shown, if any."""

    slug: str
    title: str
    properties: tuple[str, ...]
    counted: str = ""

    @property
    def route(self) -> str:
        """The name of the section's address."""
        return f"authoring:{self.slug}"

    def count(self, document: Document) -> int | None:
        return len(getattr(document, self.counted)) if self.counted else None

    def is_written(self, document: Document) -> bool:
        """Whether anything stands in the section."""
        if self.slug == "population":
            return bool(getattr(document.inclusion, "of", True))
        return any(getattr(document, each) for each in self.properties)


SECTIONS: tuple[Section, ...] = (
    Section(
        "purpose",
        "Formål og målgruppe",
        ("title", "kind", "purpose", "description", "limitations", "expected_per_thousand"),
    ),
    Section("references", "Kilder", ("references",), "references"),
    Section("population", "Population", ("inclusion", "exclusion")),
    Section("code-sets", "Kodesæt", ("code_sets",), "code_sets"),
    Section("groups", "Grupper", ("groups",), "groups"),
    Section("columns", "Kolonner", ("columns", "default_sort"), "columns"),
    Section("patient-view", "Patientvisning", ("patient_view",), "patient_view"),
    Section("actions", "Handlinger", ("actions",), "actions"),
    Section("data-quality", "Datakvalitet", ("data_quality",), "data_quality"),
    Section("parameters", "Parametre", ("parameters",), "parameters"),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
#: What a shared code set has of them, and about itself; the first is where it opens.
CODE_SETS = BY_SLUG["code-sets"]
ABOUT = Section("about", "Om kodesættet", ("title", "description", "owner"))
OF_CODE_SETS: tuple[Section, ...] = (CODE_SETS, ABOUT, BY_SLUG["references"])


def sections_of(profile: Profile) -> tuple[Section, ...]:
    """The sections of a profile, or of a shared code set."""
    return OF_CODE_SETS if profile.is_code_set else SECTIONS


def section_of(property_name: str) -> Section:
    """The section that shows a property of the document; the first one for what no section shows."""
    return next((each for each in SECTIONS if property_name in each.properties), SECTIONS[0])


def sections_of_nodes(document: Document) -> dict[str, Section]:
    """The section every id stands in; an id used in two namespaces counts where it stands last."""
    return {spot.node: section_of(spot.section) for spot in nodes(document) if spot.node}


def lints_by_node(lints: Iterable[Lint]) -> dict[str, tuple[Lint, ...]]:
    """What there is to look at, by the id it is about."""
    found: dict[str, tuple[Lint, ...]] = {}
    for lint in lints:
        if lint.node:
            found[lint.node] = (*found.get(lint.node, ()), lint)
    return found
