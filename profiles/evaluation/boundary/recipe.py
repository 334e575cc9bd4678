"""What a boundary patient is made of: some records, some facts about the patient, and why.

Cells are texts as in the CSV tables, so that a patient can be read, written to a kit and evaluated alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Record:
    """A record of an element; cells that are not named are missing."""

    element: str
    cells: Cells

    def but(self, cells: Cells) -> Record:
        return Record(self.element, {**self.cells, **cells})


@dataclass(frozen=True)
class Recipe:
    """``facts`` are cells of the patient's own row that are not as an ordinary patient's.

    ``words`` tell in Danish what is special, as the end of a sentence that says whom it happens to.
    """

    words: str
    records: tuple[Record, ...] = ()
    facts: Cells = field(default_factory=dict)

    def and_(self, other: Recipe) -> Recipe:
        """Both patients in one. Where they disagree on a fact, the other decides."""
        words = "; ".join(dict.fromkeys(each for each in (self.words, other.words) if each))
        return Recipe(words, self.records + other.records, {**self.facts, **other.facts})

    def without(self, element: str) -> Recipe:
        return replace(self, records=tuple(each for each in self.records if each.element != element))


NOTHING = Recipe("patienten har ingen poster")


def distinct(recipes: Iterable[Recipe]) -> list[Recipe]:
    """Recipes in order, those that give the same patient once."""
    found: dict[object, Recipe] = {}
    for recipe in recipes:
        found.setdefault(_contents(recipe), recipe)
    return list(found.values())


def _contents(recipe: Recipe) -> object:
    records = tuple((each.element, tuple(sorted(each.cells.items()))) for each in recipe.records)
    return records, tuple(sorted(recipe.facts.items()))
