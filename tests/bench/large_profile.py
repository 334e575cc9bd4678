"""A profile of hundreds of criteria and thousands of codes, as large as one may become."""

from __future__ import annotations

from profiles.standard.document import Document
from profiles.standard.reading import read_json
from tests.standard.examples import Json, profile


def large_profile(*, criteria: int, sets: int, codes: int) -> Document:
    """Criteria in groups of thirty over ``sets`` code sets of ``codes`` codes, some included, some not."""
    parts = [_criterion(number, sets) for number in range(criteria)]
    groups = [
        {"id": f"group-{start}", "type": "any", "of": parts[start : start + 30]}
        for start in range(0, criteria, 30)
    ]
    population = {"id": "population", "type": "all", "of": groups}
    return read_json(
        profile(inclusion=population, code_sets=[_code_set(number, codes) for number in range(sets)])
    )


def _code_set(number: int, codes: int) -> Json:
    rules = [
        {
            "system": "sks",
            "code": f"D{chr(65 + number % 26)}{number:02}{code:02}",
            "descendants": code % 2 == 0,
            "include": code % 7 > 0,
        }
        for code in range(codes)
    ]
    return {"id": f"set-{number}", "title": f"Sæt {number}", "rules": rules}


def _criterion(number: int, sets: int) -> Json:
    of = {
        "element": "diagnosis",
        "where": [{"field": "code", "in": f"set-{number % sets}"}],
        "window": {"from": f"-P{1 + number // sets}Y"},
    }
    counted: list[Json] = [
        {"type": "exists", "of": of},
        {"type": "compare", "measure": {"type": "count", "of": of}, "operator": "at_least", "value": 2},
        {"type": "compare", "measure": {"type": "days_since", "of": of}, "operator": "at_most", "value": 400},
    ]
    return {"id": f"c{number}", **counted[number % 3]}
