"""The JSON Schema says of a document what can be said without the catalogue."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from profiles.standard.reading import InvalidDocument, read_json
from profiles.standard.schema import DIALECT, TITLES, json_schema

from .examples import (
    AGE,
    DIAGNOSIS,
    EMPTY,
    comparing,
    including,
    places,
    profile,
    selecting,
    showing,
    viewing,
)
from .newer_examples import CHANGE, OMEQ, as_older, newer_showing
from .newer_strategies import newer_document_values
from .strategies import document_values

SCHEMA = json_schema()
NEWER = json_schema(standard="1.1")
VALIDATOR = Draft202012Validator(SCHEMA)
NEWER_VALIDATOR = Draft202012Validator(NEWER)
FLAG = {"level": "ok", "text": "T"}

MALFORMED = [
    profile(colour="red"),
    profile(description=None),
    profile(kind="syndrome"),
    profile(version="1.0"),
    profile(inclusion={"type": "all", "of": []}),
    including(type="none", of=[]),
    including(**EMPTY, label=None),
    selecting("diagnosis", {"field": "kind"}),
    selecting("diagnosis", {"field": "kind", "is": "course", "missing": False}),
    selecting("diagnosis", {"field": "date", "operator": "at_least"}),
    selecting("diagnosis", {"field": "kind", "is": "course", "unit": "1"}),
    selecting("diagnosis", window={}),
    selecting("diagnosis", window={"from": "P1Y2M"}),
    selecting("diagnosis", where=[]),
    comparing(AGE, "between", 18),
    comparing(AGE, "between", [18]),
    comparing(AGE, "one_of", []),
    comparing(AGE, "at_least", [18]),
    comparing(AGE, "at_least", 10**15),
    comparing(AGE, "at_least", {"years": 18}),
    comparing({"type": "latest"}, "at_least", 18),
    showing(AGE, FLAG),
    showing(AGE, {**FLAG, "when": "missing", "operator": "equal", "value": 1}),
    showing(AGE, {**FLAG, "when": "always"}),
    viewing(type="trend", title="T", of=DIAGNOSIS, months=0),
]


MALFORMED_MEASURES = [
    {"type": "weighted_sum"},
    {"type": "change", "of": []},
    {**OMEQ, "unit": "mg"},
    {**OMEQ, "factor": 2},
    {**CHANGE, "field": ""},
    {**CHANGE, "field": None},
    {**CHANGE, "previous": True},
]


@settings(max_examples=25, deadline=None)
@given(document_values())
def test_every_valid_document_fits_the_schema(value):
    assert list(VALIDATOR.iter_errors(value)) == []


@settings(max_examples=15, deadline=None)
@given(newer_document_values())
def test_every_valid_document_of_1_1_fits_the_schema_of_1_1_alone(value):
    assert list(NEWER_VALIDATOR.iter_errors(value)) == []
    assert not VALIDATOR.is_valid(value)


@pytest.mark.parametrize("measure", [OMEQ, CHANGE])
def test_the_schema_of_a_standard_knows_the_measures_of_that_standard(measure):
    assert NEWER_VALIDATOR.is_valid(newer_showing(measure))
    assert not VALIDATOR.is_valid(as_older(newer_showing(measure)))


@pytest.mark.parametrize("value", [{**each, "standard": "1.1"} for each in MALFORMED])
def test_what_is_malformed_in_1_0_is_malformed_in_1_1(value):
    assert not NEWER_VALIDATOR.is_valid(value)
    with pytest.raises(InvalidDocument):
        read_json(value)


@pytest.mark.parametrize("measure", MALFORMED_MEASURES)
def test_a_malformed_measure_of_1_1_neither_fits_the_schema_nor_is_read(measure):
    assert not NEWER_VALIDATOR.is_valid(newer_showing(measure))
    with pytest.raises(InvalidDocument):
        read_json(newer_showing(measure))


@pytest.mark.parametrize("value", MALFORMED)
def test_what_is_malformed_neither_fits_the_schema_nor_is_read(value):
    assert not VALIDATOR.is_valid(value)
    with pytest.raises(InvalidDocument):
        read_json(value)


def test_what_needs_the_catalogue_is_left_to_reading():
    value = selecting("diagnosis", {"field": "colour", "is": "red"})
    assert VALIDATOR.is_valid(value)
    assert places(value) == ["/inclusion/of/where/0/field"]


def test_the_schema_is_a_schema_of_its_dialect():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT


def test_the_schema_has_the_address_that_it_is_given():
    assert json_schema("https://example.org/schema/1.0")["$id"] == "https://example.org/schema/1.0"
    assert "$id" not in SCHEMA


def test_every_part_has_a_danish_title_and_no_title_is_left_over():
    assert SCHEMA["title"] == "Profildokument, profilstandard 1.0"
    assert {name: part["title"] for name, part in NEWER["$defs"].items()} == TITLES
    assert TITLES.keys() - SCHEMA["$defs"].keys() == {"ChangeMeasure", "WeightedSumMeasure"}


def test_the_schema_never_allows_null_and_is_plain_json():
    assert '"null"' not in json.dumps(SCHEMA)
    assert ": null" not in json.dumps(SCHEMA)


def test_the_same_schema_is_made_every_time():
    assert json_schema() == SCHEMA
