"""Random edits of a document, as an author makes them: a few moves, removals, renamings and changed words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from profiles.standard.document import Document
from profiles.standard.reading import InvalidDocument, read_json

Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value inside a JSON value, with the way to it."""
    yield here, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in below:
        yield from places(inner, (*here, step))


def put(value: Any, place: Place, new: Any) -> Any:
    """The JSON value with another value at a place."""
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {name: put(below, rest, new) if name == step else below for name, below in value.items()}
    return [put(below, rest, new) if index == step else below for index, below in enumerate(value)]


def _shuffled(draw: Any, value: Any) -> Any:
    lists = [(where, found) for where, found in places(value) if isinstance(found, list) and len(found) > 1]
    if not lists:
        return value
    where, found = draw(st.sampled_from(lists))
    return put(value, where, draw(st.permutations(found)))


def _shortened(draw: Any, value: Any) -> Any:
    lists = [(where, found) for where, found in places(value) if isinstance(found, list) and found]
    where, found = draw(st.sampled_from(lists))
    gone = draw(st.integers(0, len(found) - 1))
    return put(value, where, [each for index, each in enumerate(found) if index != gone])


def _renamed(draw: Any, value: Any) -> Any:
    named = [where for where, _ in places(value) if where and where[-1] in ("id", "title", "label")]
    return put(value, draw(st.sampled_from(named)), draw(st.sampled_from(["nyt-navn", "andet-navn"])))


def _wrapped(draw: Any, value: Any) -> Any:
    kinds = ("all", "any", "at_least", "not", "exists", "compare", "member_of")
    found = [
        (where, each) for where, each in places(value) if isinstance(each, dict) and each.get("type") in kinds
    ]
    criteria = [(where, each) for where, each in found if "id" in each]
    where, criterion = draw(st.sampled_from(criteria))
    name = f"hylster-{draw(st.integers(1, 99))}"
    return put(value, where, {"id": name, "type": draw(st.sampled_from(["all", "any"])), "of": [criterion]})


def _moved_to(draw: Any, value: Any) -> Any:
    lists = [
        (where, found)
        for where, found in places(value)
        if where and where[-1] == "of" and isinstance(found, list)
    ]
    full = [(where, found) for where, found in lists if found]
    if not full:
        return value
    where, found = draw(st.sampled_from(full))
    taken = put(value, where, found[1:])
    homes = [
        (place, row) for place, row in places(taken) if place and place[-1] == "of" and isinstance(row, list)
    ]
    home, row = draw(st.sampled_from(homes))
    return put(taken, home, [*row, found[0]])


EDITS = (_shuffled, _shortened, _renamed, _wrapped, _moved_to)


@st.composite
def edited(draw: Any, document: Document) -> Document:
    """The document after one to four edits; an edit that makes it invalid is not made."""
    current = document
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4)):
        try:
            current = read_json(edit(draw, current.to_json()))
        except InvalidDocument:
            continue
    return current
