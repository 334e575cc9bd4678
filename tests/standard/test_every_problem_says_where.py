"""A1–A23: what is wrong with a document of either standard is said in Danish, at its place and its node."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from profiles.standard.json_values import nearest_id
from profiles.standard.problem import Path, Problem

from .edits import places, put
from .examples import problems
from .newer_strategies import newer_document_values
from .selection_strategies import Json
from .strategies import document_values

EDITIONS = {"1.0": document_values(), "1.1": newer_document_values()}
# What may stand where something else should: of every JSON type, and near to what is right.
WRONG: list[Any] = [
    None, True, -1, 0.5, 10**15, "", "x", "2026-02-30", "P1Y2M", "010190-1234", "A\u0007", [], {}, ["x"],
    {"offset": "P9999Y"}, {"parameter": "unknown"}, {"id": "x"}, "weighted_sum", "between", "patient",
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(input|should|must|valid|expected|required|extra|permitted|error|string|integer|boolean|list of|"
    r"dictionary|unable|not allowed|the|type=)\b",
    re.IGNORECASE,
)


@st.composite
def broken(draw: Any, documents: st.SearchStrategy[Json]) -> Json:
    """A valid document with one value exchanged, left out, or put where nothing should be."""
    value = draw(documents)
    place, found = draw(st.sampled_from([each for each in places(value) if each[0]]))
    way = draw(st.sampled_from(["exchange", "exchange", "leave out", "put in"]))
    if way == "put in" and isinstance(found, dict):
        return put(value, place, {**found, "colour": "red"})
    *above, last = place
    owner = next(each for where, each in places(value) if where == tuple(above))
    if way == "leave out" and isinstance(owner, dict):
        return put(value, tuple(above), {name: below for name, below in owner.items() if name != last})
    return put(value, place, draw(st.sampled_from(WRONG)))


@pytest.mark.parametrize("standard", EDITIONS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_problem_is_danish_and_at_the_node_around_its_place(standard: str, data: Any):
    value = data.draw(broken(EDITIONS[standard]))
    found = problems(value)
    assume(found)
    for problem in found:
        assert_said_well(problem)
        assert_placed(problem, value)


def assert_said_well(problem: Problem) -> None:
    assert problem.message.endswith((".", "?")), problem
    assert problem.message[0].isupper() or problem.message.startswith("»"), problem
    assert not ENGLISH.search(re.sub("»[^«]*«", "", problem.message)), problem


def assert_placed(problem: Problem, value: Json) -> None:
    """The place is there, or one step below what is there; the node is the nearest id around it."""
    path = path_of(problem.place, value)
    assert path is not None, problem
    nearest = nearest_id(value)(path)
    around = nearest_id(value)(path[:-1])
    assert problem.node in (nearest, around), problem


def path_of(place: str, value: Any) -> Path | None:
    path: list[int | str] = []
    steps = place.split("/")[1:]
    for number, written in enumerate(steps):
        step: int | str = written.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and written.isdigit():
            step = int(written)
        last = number == len(steps) - 1
        path.append(step)
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return tuple(path) if last else None
    return tuple(path)
