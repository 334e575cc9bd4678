"""What the boundary patients reach, measured: which truths of which criterion, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.standard.document import Compare, Criterion, Exists

from ..evaluator import evaluate
from ..results import Truth
from .patients import BoundaryPatients

NEVER_UNKNOWN = "Kan aldrig være ukendt: det, der ikke er registreret, er der ikke."
OF_ITS_PARTS = "Delene kan ikke give det udfald tilsammen."
SETTLED = "Sammenligningen falder ens ud for alle værdier."
NOT_FOUND = "Ikke fundet: dele, der hænger sammen, kan udelukke hinanden."


@dataclass(frozen=True)
class Reach:
    """One truth of one criterion: ``possible`` by its form or not, and why it is not reached."""

    criterion: str
    truth: Truth
    reached: bool
    possible: bool
    reason: str = ""


@dataclass(frozen=True)
class FlagReach:
    """Whether some patient has the flag raised, or not raised, when it is asked alone."""

    column: str
    flag: int
    raised: bool
    reached: bool


@dataclass(frozen=True)
class Coverage:
    """``flags`` are those of the columns, counted from 1, each on both its sides."""

    reaches: tuple[Reach, ...]
    flags: tuple[FlagReach, ...]

    @property
    def possible(self) -> tuple[Reach, ...]:
        return tuple(each for each in self.reaches if each.possible)

    @property
    def lacking(self) -> tuple[Reach, ...]:
        """What the form allows and no patient showed."""
        return tuple(each for each in self.possible if not each.reached)

    @property
    def share(self) -> float:
        """The part of what is possible that was reached; 1 when nothing is."""
        return 1 - len(self.lacking) / len(self.possible) if self.possible else 1.0


def coverage(patients: BoundaryPatients) -> Coverage:
    """Every truth of every criterion, and both sides of every flag: reached or not, and why not."""
    search = patients.search
    reaches = [
        _reach(patients, part, truth, truth in search.reached(part))
        for part in search.criteria()
        for truth in Truth
    ]
    return Coverage(tuple(reaches), tuple(_flags(patients)))


def _flags(patients: BoundaryPatients) -> Iterator[FlagReach]:
    """A flag that is true hides those after it (E2), so each is evaluated as its column's only one."""
    document = patients.document
    for place in range(max((len(column.flags) for column in document.columns), default=0)):
        columns = tuple(
            column.model_copy(update={"flags": column.flags[place : place + 1]})
            for column in document.columns
        )
        asked = document.model_copy(update={"columns": columns, "default_sort": ()})
        results = evaluate(asked, patients.tables, patients.index_date, package=patients.search.package)
        for column in columns:
            raised = {each.columns[column.id].level is not None for each in results}
            for side in (True, False) if column.flags else ():
                yield FlagReach(column.id, place + 1, side, side in raised)


def _reach(patients: BoundaryPatients, part: Criterion, truth: Truth, reached: bool) -> Reach:
    logic = patients.search.logic
    possible = truth in logic.possible(part)
    if reached:
        return Reach(part.id, truth, True, possible)
    settled = logic.reasons.get(logic.key(part), "")
    reason = NOT_FOUND if possible else _impossible(part, truth, settled)
    return Reach(part.id, truth, False, possible, reason)


def _impossible(part: Criterion, truth: Truth, settled: str) -> str:
    if isinstance(part, Exists | Compare):
        return NEVER_UNKNOWN if truth is Truth.UNKNOWN else settled or SETTLED
    return OF_ITS_PARTS
