"""How long it takes to lint a large profile, in processor time, beside writing its canonical bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import lint
from profiles.standard.reading import read_json
from tests.bench.timing import processor_seconds as seconds
from tests.standard.examples import Json, profile

pytestmark = pytest.mark.bench

MEASURES: list[Callable[[Json], tuple[Json, str]]] = [
    lambda of: ({"type": "count", "of": of}, "at_least"),
    lambda of: ({"type": "days_since", "of": of}, "at_most"),
    lambda of: ({"type": "count_days", "of": of}, "greater_than"),
    lambda _: ({"type": "age"}, "at_least"),
]


def code_sets(sets: int, codes: int) -> list[Json]:
    """Sets of codes of one system, none the same."""
    return [
        {
            "id": f"set-{number}",
            "title": f"Sæt {number}",
            "rules": [
                {"system": "sks", "code": f"D{chr(65 + number % 26)}{number:02}{code:02}", "include": True}
                for code in range(codes)
            ],
        }
        for number in range(sets)
    ]


def criterion(number: int) -> Json:
    of = {
        "element": "diagnosis",
        "where": [{"field": "code", "in": f"set-{number % 100}"}],
        "window": {"from": f"-P{number % 24 + 1}M"},
    }
    if number % 5 == 4:
        return {"id": f"c{number}", "type": "exists", "of": of}
    measure, operator = MEASURES[number % 5](of)
    return {
        "id": f"c{number}",
        "type": "compare",
        "measure": measure,
        "operator": operator,
        "value": number % 90 + 1,
    }


def large(criteria: int, **more: Any) -> Document:
    """Ten groups of alternatives that all must hold, on a hundred sets of fifty codes."""
    groups = [
        {"id": f"g{group}", "type": "any", "of": [criterion(each) for each in range(group, criteria, 10)]}
        for group in range(10)
    ]
    inclusion = {"id": "in", "type": "all", "of": groups}
    empty: Json = {"references": [], "parameters": []}
    return read_json(profile(code_sets=code_sets(100, 50), inclusion=inclusion, **empty, **more))


def test_three_hundred_criteria_and_five_thousand_codes_are_linted_fast() -> None:
    document, catalogue = large(300), load_catalogue()
    linting = seconds(lambda: lint(document, catalogue))
    writing = seconds(lambda: canonical_bytes(document))
    print(
        f"\n300 criteria, 5,000 codes: linted in {linting * 1000:.0f} ms, "
        f"{linting / writing:.1f} times writing their bytes"
    )
    assert linting < 3 * writing


def test_ten_thousand_criteria_are_linted_within_patience() -> None:
    document, catalogue = large(10_000), load_catalogue()
    linting = seconds(lambda: lint(document, catalogue), times=1)
    writing = seconds(lambda: canonical_bytes(document), times=1)
    said = "all compared"
    if any(found.code == "not-compared" for found in lint(document, catalogue)):
        said = "not all compared, and said so"
    print(f"\n10,000 criteria: linted in {linting:.2f} s, {linting / writing:.1f} times their bytes, {said}")
    assert linting < 40 * writing
