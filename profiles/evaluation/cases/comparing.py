"""What an implementation says of the patients of a case, held against what the case expects.

It takes results as plain JSON of 8.4, so that any implementation can be asked: the reference evaluator, the
tests' oracle, a vendor's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .case import EvaluationCase, Expected, ExpectedCell, TestPatient

Json = Mapping[str, Any]
LISTS = ("groups", "actions", "data_quality")


def disagreements(
    case: EvaluationCase, results: Mapping[str, Json], truths: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """One Danish line for everything that is not as expected; empty when the implementation agrees.

    ``results`` are by patient id, ``truths`` by patient and criterion id. Numbers may be any kind of number
    that is exact; ``why`` is compared where the results have it, whatever the order of its records.
    """
    return [
        f"{case.id}, {patient.id}: {line}"
        for patient in case.patients
        for line in _of_patient(patient, results.get(patient.id), truths.get(patient.id, {}))
    ]


def _of_patient(patient: TestPatient, result: Json | None, truths: Mapping[str, str]) -> Iterator[str]:
    expected = patient.expected
    if result is None or expected.outcome == "absent":
        found = "absent" if result is None else result["outcome"]
        yield from _difference("outcome", expected.outcome, found)
        return
    if expected.outcome is not None:
        yield from _difference("outcome", expected.outcome, result["outcome"])
    for criterion, truth in expected.truths.items():
        yield from _difference(criterion, truth, truths.get(criterion))
    yield from _of_lists(expected, result)
    for column, cell in expected.columns.items():
        yield from _of_cell(column, cell, result["columns"].get(column, {}))
    yield from _of_why(expected, result)


def _of_lists(expected: Expected, result: Json) -> Iterator[str]:
    for name in LISTS:
        wanted = getattr(expected, name)
        if wanted is not None:
            yield from _difference(name, list(wanted), list(result[name]))


def _of_cell(column: str, expected: ExpectedCell, found: Json) -> Iterator[str]:
    for name, wanted in expected.asked().items():
        yield from _difference(f"{column}, {name}", wanted, _plain(found.get(name)))


def _of_why(expected: Expected, result: Json) -> Iterator[str]:
    for criterion, wanted in expected.why.items() if "why" in result else ():
        said = result["why"].get(criterion)
        found = None if said is None else said["records"]
        if wanted is None or found is None or not _are_the_same(wanted, found):
            yield from _difference(f"why, {criterion}", wanted and list(wanted), found)


def _are_the_same(wanted: Sequence[Json], found: Sequence[Json]) -> bool:
    """Whether two lists hold the same records, repeated ones as often, in any order (F5)."""
    left = [{name: _plain(each) for name, each in record.items()} for record in found]
    for record in wanted:
        if record not in left:
            return False
        left.remove(dict(record))
    return not left


def _plain(value: object) -> object:
    """A float is the numeral it is written as; every other number compares exactly as it is."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def _difference(what: str, wanted: object, found: object) -> Iterator[str]:
    if wanted != found or isinstance(wanted, bool) is not isinstance(found, bool):
        yield f"{what}: ventede {wanted}, fik {found}"
