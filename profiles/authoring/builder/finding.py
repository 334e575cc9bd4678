"""Codes found by words or by their beginning, each with how it stands in the set already."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.document import Filter, Rule, Selection
from profiles.standard.walk import walk
from profiles.terminology.search import Allowed, Found, SearchBox, find_codes
from profiles.terminology.search import Asked as Sought
from profiles.terminology.search import Hit as FoundCode

from .bench import Bench
from .rows import Row, row_of

MOST = 8
DOES_NOT_FIT = "passer ikke, hvor kodesættet bruges"


@dataclass(frozen=True)
class Told:
    """``row`` says how a found code stands; ``take`` is what a press on *Tag med* does."""

    row: Row
    take: str


def found(bench: Bench, limit: int = MOST) -> Found:
    """The codes that the words of the address find; those of a system that does not fit cannot be taken."""
    systems = [each.id for each in bench.systems]
    sought = Sought(bench.asked.words, systems, exact=bench.asked.exact, limit=limit)
    fitting = fitting_systems(bench)
    return find_codes(sought, Allowed(fitting, DOES_NOT_FIT) if fitting else Allowed())


def search_box(bench: Bench, action: str) -> SearchBox:
    """The box beside the tree, with what the address has sought already."""
    return SearchBox(
        action=action,
        found=found(bench),
        name="words",
        id="code-words",
        cell="authoring/editor/code_set/_hit.html",
        after="authoring/editor/code_set/_all_hits.html",
        tell=lambda hit: told_of(bench, hit),
        keep={},
    )


def told_of(bench: Bench, hit: FoundCode) -> Told:
    """How a found code stands in the set, and what is done when it is taken."""
    code = (hit.concept.system_id, hit.concept.key)
    row = row_of(bench, code, hit.concept, below=hit.below)
    return Told(row, "with-below" if bench.is_tree(code[0]) else "alone")


def fitting_systems(bench: Bench) -> frozenset[str]:
    """The systems that every field the set is used on can hold (D4); empty while nothing uses it."""
    catalogue = bench.setting.catalogue
    fields = [
        catalogue.element(spot.parent.element).field(spot.part.field)
        for spot in walk(bench.setting.document, without=(Rule,))
        if isinstance(spot.part, Filter) and spot.part.in_ == bench.code_set.id
        if isinstance(spot.parent, Selection)
    ]
    held = [frozenset(field.systems) for field in fields]
    return held[0].intersection(*held[1:]) if held else frozenset()
