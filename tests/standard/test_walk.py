"""Going through a document: every part once, each with its place, its owner and its way up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from profiles.standard.reading import read_json
from profiles.standard.surgery import at
from profiles.standard.walk import criteria, walk

from .examples import AGE, DIAGNOSIS, column, profile, selecting
from .strategies import documents


@settings(max_examples=25, deadline=None)
@given(documents())
def test_every_part_stands_where_its_path_says_and_below_its_parent(document):
    for spot in walk(document):
        assert at(document, spot.path) is spot.part
        if spot.parent is not None:
            assert at(document, spot.above().path) is spot.parent


def test_a_part_without_an_id_is_pointed_at_through_its_nearest_owner():
    value = selecting("diagnosis", window={"anchor": {"type": "latest", "of": DIAGNOSIS}})
    inner = [spot for spot in walk(read_json(value)) if spot.pointer == "/inclusion/of/window/anchor/of"]
    assert [(spot.node, spot.owner, spot.section) for spot in inner] == [("it", "it", "inclusion")]


def test_criteria_are_found_wherever_they_stand():
    flag = {"level": "ok", "text": "T", "when": {"id": "flagged", "type": "exists", "of": DIAGNOSIS}}
    holds = {"type": "holds", "of": {"id": "held", "type": "all", "of": []}}
    document = read_json(profile(columns=[column(holds), column(AGE, flag, id="other")]))
    assert [spot.part.id for spot in criteria(document)] == ["in", "held", "flagged"]


def test_nothing_stands_above_the_document():
    with pytest.raises(LookupError):
        next(iter(walk(read_json(profile())))).above()
