"""What the boundary patients reach, measured: which truths of which criterion, and why not the others."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.document import Compare, Criterion, Exists

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
class Coverage:
    reaches: tuple[Reach, ...]

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
    """Every truth of every criterion: reached or not, and why not."""
    search = patients.search
    return Coverage(
        tuple(
            _reach(patients, part, truth, truth in search.reached(part))
            for part in search.criteria()
            for truth in Truth
        )
    )


def _reach(patients: BoundaryPatients, part: Criterion, truth: Truth, reached: bool) -> Reach:
    logic = patients.search.logic
    possible = truth in logic.possible(part)
    if reached:
        return Reach(part.id, truth, True, possible)
    reason = NOT_FOUND if possible else logic.reasons.get(logic.key(part)) or _impossible(part, truth)
    return Reach(part.id, truth, False, possible, reason)


def _impossible(part: Criterion, truth: Truth) -> str:
    if isinstance(part, Exists) or (isinstance(part, Compare) and truth is Truth.UNKNOWN):
        return NEVER_UNKNOWN
    return SETTLED if isinstance(part, Compare) else OF_ITS_PARTS
