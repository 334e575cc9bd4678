"""Enormous documents: each is refused in words, or finishes inside the limits (10.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from profiles.evaluation import evaluate
from profiles.evaluation.attrition import attrition
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.limits import TooLarge
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument

from .clinic import CODE_SETS, HBA1C, T2D, TODAY, Json, document, hba1c, one_patient

LATEST = {"type": "latest", "of": HBA1C}


def alike(number: int) -> Document:
    """So many criteria that all ask the same."""
    parts = [{"id": f"part-{at}", "type": "exists", "of": T2D} for at in range(number)]
    return document({"id": "in", "type": "any", "of": parts})


def deep(number: int, beside: int = 0) -> Document:
    part: Json = {"id": "deepest", "type": "exists", "of": T2D}
    for level in range(number):
        part = {"id": f"level-{level}", "type": "not", "of": part}
    more = [{"id": f"part-{at}", "type": "exists", "of": T2D} for at in range(beside)]
    return document({"id": "in", "type": "any", "of": [part, *more]})


def coded(number: int) -> Document:
    rules = [
        {"system": "sks", "code": f"DA{at:05}", "descendants": at % 2 == 0, "include": at % 3 > 0}
        for at in range(number)
    ]
    many = {"id": "many", "title": "Mange", "rules": rules}
    of = {"element": "diagnosis", "where": [{"field": "code", "in": "many"}]}
    return document({"id": "in", "type": "exists", "of": of}, code_sets=[*CODE_SETS, many])


def listed(number: int) -> Document:
    measure = {"type": "age"}
    ages = list(range(number))
    return document({"id": "in", "type": "compare", "measure": measure, "operator": "one_of", "value": ages})


def shown(number: int) -> Document:
    """So many columns, no two alike."""
    columns = [
        {
            "id": f"column-{at}",
            "title": "HbA1c",
            "measure": {"type": "latest", "of": {**HBA1C, "window": {"from": f"-P{at + 1}D"}}},
        }
        for at in range(number)
    ]
    return document(columns=columns)


def measured(number: int) -> Document:
    """So many criteria on a measured value, no two alike."""
    parts = [
        {
            "id": f"part-{at}",
            "type": "compare",
            "measure": {"type": "latest", "of": {**HBA1C, "window": {"from": f"-P{at + 1}D"}}},
            "operator": "at_least",
            "value": 48,
            "unit": "mmol/mol",
        }
        for at in range(number)
    ]
    return document({"id": "in", "type": "any", "of": parts})


def anchored(number: int) -> Document:
    of: Json = T2D
    for _ in range(number):
        of = {"element": "diagnosis", "window": {"from": "-P1Y", "anchor": {"type": "latest", "of": of}}}
    return document({"id": "in", "type": "exists", "of": of})


Make = Callable[[], Document]
FINISHED: dict[str, Make] = {
    "300 criteria": lambda: alike(300),
    "50 levels": lambda: deep(50),
    "1,000 codes": lambda: coded(1_000),
    "a list of 500 values": lambda: listed(500),
    "10 columns": lambda: shown(10),
    "12 anchors": lambda: anchored(12),
}
# The same at the size that is still allowed, or that the standard allows; for a quiet machine.
LARGE: dict[str, Make] = {
    "3,000 criteria": lambda: alike(3_000),
    "190 levels": lambda: deep(190),
    "50,000 codes": lambda: coded(50_000),
    "a list of 10,000 values": lambda: listed(10_000),
    "60 columns": lambda: shown(60),
    "115 measures of one record": lambda: measured(115),
    "60 anchors": lambda: anchored(60),
}
REFUSED: dict[str, tuple[Make, str]] = {
    "10,000 criteria": (lambda: alike(10_000), "10002 kriterier og udfald"),
    "1,000 columns": (lambda: shown(1_000), "udvalg og mål"),
    "300 measures of one record": (lambda: measured(300), "270000 forskellige mål gange målte værdier"),
    "many criteria beside many levels": (lambda: deep(150, beside=1_500), "gange niveauer"),
}


@pytest.mark.parametrize("make", FINISHED.values(), ids=FINISHED.keys())
def test_a_large_document_finishes_inside_the_limits(make: Make) -> None:
    assert_finishes(make())


def assert_finishes(asked: Document) -> None:
    tables = one_patient(measurement=[hba1c("2026-11-01", "60")])
    with Database(tables) as database:
        assert len(evaluate(asked, database, TODAY)) == 1
        assert attrition(asked, database, TODAY).patients == 1


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_an_enormous_document_is_refused_in_words_before_it_runs(make: Make, words: str) -> None:
    asked = make()
    with pytest.raises(TooLarge, match=words):
        compile_document(asked, TODAY)


def test_two_hundred_levels_are_refused_when_they_are_read() -> None:
    with pytest.raises(InvalidDocument, match="200 niveauer"):
        deep(200)
