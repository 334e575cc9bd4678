"""Attrition: how many of a clinic's patients each criterion lets through, and why some cannot be told.

A population is read as a clinician reads it: the inclusion from top to bottom, then the exclusion. Where the
inclusion is ``all`` its parts are the steps, and where the exclusion is ``any`` its parts are; else the whole
is one step. Every step must hold, so the outcome of all steps is the outcome of the document (5.2).
Everything is counted by the engine in one query; no patient leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import AtLeast, Compare, Criterion, Document, Group, MemberOf, Not

from .compiler import active_patients
from .criteria import Criteria, Package
from .engine import SECONDS, Database
from .evaluator import refuse_invalid
from .measure import age_of
from .plan import Plan
from .scope import Scope, parameters_of
from .sql import all_of, choice, column, number_of, summed

BAND = 10
OLDEST_BAND = 90
FEMALE, MALE = "female", "male"


@dataclass(frozen=True)
class Counts:
    """Patients for whom something is true, false and unknown."""

    true: int
    false: int
    unknown: int


@dataclass(frozen=True)
class Step:
    """A criterion that everybody in the population must pass; an exclusion is passed by not fulfilling it.

    ``alone`` counts those who pass, do not pass and cannot be told by this step by itself. In order, ``lost``
    are those whom no earlier step had stopped and this one does, ``uncertain`` those who had passed
    everything and cannot be told here, and ``left`` those who have passed this step and all before it.
    """

    node: str
    is_exclusion: bool
    alone: Counts
    left: int
    lost: int
    uncertain: int


@dataclass(frozen=True)
class Reason:
    """A criterion that leaves ``patients`` of the unknown unknown: it and all that it is a part of are."""

    node: str
    patients: int


@dataclass(frozen=True)
class Band:
    """Patients of the population aged ``youngest`` and the nine years after; None for an unknown age."""

    youngest: int | None
    women: int
    men: int
    others: int


@dataclass(frozen=True)
class Attrition:
    """``outcome`` is in, out and unknown; ``criteria`` counts each criterion of the population by id."""

    patients: int
    outcome: Counts
    steps: tuple[Step, ...]
    criteria: Mapping[str, Counts]
    reasons: tuple[Reason, ...]
    pyramid: tuple[Band, ...]


def attrition(
    document: Document,
    database: Database,
    index_date: date,
    *,
    package: Package | None = None,
    seconds: float = SECONDS,
) -> Attrition:
    """Count a document's population among the active patients.

    Raises ``InvalidDocument``, ``NotSupported``, ``PackageProblem`` and ``DateOutOfRange`` for the document,
    and ``EvaluationStopped``.
    """
    for each in (document, *(package or {}).values()):
        refuse_invalid(each)
    counting = _Counting(document, index_date, package or {})
    return counting.read(database.rows(counting.sql, seconds=seconds))


class _Counting:
    """The query, and how its rows are read: one per group of patients who stop at the same step."""

    def __init__(self, document: Document, index_date: date, package: Package) -> None:
        scope = Scope(document, load_catalogue(document.standard), index_date, parameters_of(document, None))
        plan = Plan(active_patients(index_date))
        criteria = Criteria(document, package, plan)
        self._outcome = criteria.outcome(scope).expression
        self._truths = criteria.truths
        self._steps = _steps(document)
        self._causes = [(leaf, path) for root in _roots(document) for leaf, path in _leaves(root, ())]
        age, sex = plan.fact(age_of(scope)), plan.fact(column("p", "sex"))
        self.sql = plan.counts(self._groups(age, sex), self._sums())

    def _groups(self, age: str, sex: str) -> list[tuple[str, str]]:
        """Where a patient is stopped, where a patient cannot be told; and age and sex of those who are in."""
        passed = [self._passed(step) for step in self._steps]
        is_in = f"{self._outcome} = 1"
        return [
            ("stopped_at", _first(passed, "= 0")),
            ("uncertain_at", _first(passed, "IS NULL")),
            ("band", choice([(is_in, _band(age))])),
            ("sex", choice([(is_in, sex)])),
        ]

    def _passed(self, step: tuple[Criterion, bool]) -> str:
        criterion, is_exclusion = step
        truth = self._truths[criterion.id].expression
        return f"1 - {truth}" if is_exclusion else truth

    def _sums(self) -> Iterator[tuple[str, str]]:
        """A truth is 1, 0 or NULL, so its sum counts the true and its number those who can be told."""
        yield "patients", number_of("*")
        for at, truth in enumerate(self._truths.values()):
            yield f"true_{at}", summed(truth.expression)
            yield f"told_{at}", number_of(truth.expression)
        for at, (_, path) in enumerate(self._causes):
            unknown = (f"{self._truths[each].expression} IS NULL" for each in path)
            cause = choice([(all_of([f"{self._outcome} IS NULL", *unknown]), "1")])
            yield f"cause_{at}", number_of(cause)

    # --- reading --------------------------------------------------------------------------------

    def read(self, rows: list[dict[str, Any]]) -> Attrition:
        patients = _total(rows, "patients")
        criteria = {
            identifier: _counts(patients, _total(rows, f"true_{at}"), patients - _total(rows, f"told_{at}"))
            for at, identifier in enumerate(self._truths)
        }
        steps = tuple(
            self._read_step(at, step, criteria[step[0].id], rows)
            for at, step in enumerate(self._steps, start=1)
        )
        left = steps[-1].left
        unknown = sum(row["patients"] for row in rows if row["stopped_at"] > len(steps)) - left
        reasons = (Reason(leaf.id, _total(rows, f"cause_{at}")) for at, (leaf, _) in enumerate(self._causes))
        return Attrition(
            patients=patients,
            outcome=_counts(patients, left, unknown),
            steps=steps,
            criteria=criteria,
            reasons=tuple(reason for reason in reasons if reason.patients),
            pyramid=_pyramid([row for row in rows if _has_passed(row, len(steps))]),
        )

    def _read_step(
        self, at: int, step: tuple[Criterion, bool], counts: Counts, rows: list[dict[str, Any]]
    ) -> Step:
        criterion, is_exclusion = step
        return Step(
            node=criterion.id,
            is_exclusion=is_exclusion,
            alone=Counts(counts.false, counts.true, counts.unknown) if is_exclusion else counts,
            left=sum(row["patients"] for row in rows if _has_passed(row, at)),
            lost=sum(row["patients"] for row in rows if row["stopped_at"] == at),
            uncertain=sum(
                row["patients"] for row in rows if row["uncertain_at"] == at and row["stopped_at"] > at
            ),
        )


# --- the parts of a population --------------------------------------------------------------------


def _roots(document: Document) -> list[Criterion]:
    return [each for each in (document.inclusion, document.exclusion) if each is not None]


def _steps(document: Document) -> list[tuple[Criterion, bool]]:
    steps = [(each, False) for each in _parts(document.inclusion, "all")]
    return steps + [(each, True) for each in _parts(document.exclusion, "any")]


def _parts(criterion: Criterion | None, kind: str) -> Iterable[Criterion]:
    if criterion is None:
        return ()
    if isinstance(criterion, Group) and criterion.type == kind and criterion.of:
        return criterion.of
    return (criterion,)


def _leaves(criterion: Criterion, above: tuple[str, ...]) -> Iterator[tuple[Criterion, tuple[str, ...]]]:
    """Criteria that can be unknown by themselves, each with the ids from the whole down to itself."""
    path = (*above, criterion.id)
    match criterion:
        case Group() | AtLeast():
            for part in criterion.of:
                yield from _leaves(part, path)
        case Not():
            yield from _leaves(criterion.of, path)
        case Compare() | MemberOf():
            yield criterion, path


# --- expressions and sums -------------------------------------------------------------------------


def _first(passed: list[str], said: str) -> str:
    """The position of the first step of which something is said, counted from 1; one after the last."""
    branches = ((f"{each} {said}", str(at)) for at, each in enumerate(passed, start=1))
    return choice(branches, str(len(passed) + 1))


def _band(age: str) -> str:
    young = ((f"{age} < {top}", str(top - BAND)) for top in range(BAND, OLDEST_BAND + 1, BAND))
    return choice([(f"{age} IS NULL", "NULL"), *young], str(OLDEST_BAND))


def _total(rows: list[dict[str, Any]], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)


def _counts(patients: int, true: int, unknown: int) -> Counts:
    return Counts(true, patients - true - unknown, unknown)


def _has_passed(row: dict[str, Any], at: int) -> bool:
    return bool(row["stopped_at"] > at and row["uncertain_at"] > at)


def _pyramid(rows: list[dict[str, Any]]) -> tuple[Band, ...]:
    """Every band from the youngest age to the oldest, also empty ones; those of unknown age last."""
    bands: list[int | None] = [*range(0, OLDEST_BAND + 1, BAND)]
    if any(row["band"] is None for row in rows):
        bands.append(None)
    return tuple(_band_of(youngest, [row for row in rows if row["band"] == youngest]) for youngest in bands)


def _band_of(youngest: int | None, rows: list[dict[str, Any]]) -> Band:
    women, men = (sum(row["patients"] for row in rows if row["sex"] == sex) for sex in (FEMALE, MALE))
    return Band(youngest, women, men, sum(row["patients"] for row in rows) - women - men)
