"""Codes that two rules disagree about, told with both sides, so that a person can keep one (D2)."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.document import Rule
from profiles.terminology.models import Concept
from profiles.terminology.tree import concepts_of

from .asked import joined
from .bench import Bench
from .rows import row_id


@dataclass(frozen=True)
class Side:
    """One of the rules: what a form sends to keep it."""

    rule: Rule
    keeps: str


@dataclass(frozen=True)
class Conflict:
    concept: Concept | None
    written: str
    row: str
    sides: tuple[Side, ...]


def conflicts(bench: Bench) -> list[Conflict]:
    """The conflicts of a set, in the order of its rules."""
    known = concepts_of(bench.book.conflicts, bench.releases) if bench.book.conflicts else {}
    return [
        Conflict(
            concept=known.get(code),
            written=code[1],
            row=row_id(code),
            sides=tuple(
                Side(rule, f"keep|{joined(code)}|{place}") for place, rule in enumerate(bench.own(code))
            ),
        )
        for code in bench.book.conflicts
    ]
