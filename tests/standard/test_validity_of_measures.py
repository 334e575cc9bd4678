"""Conformance: A5, C2, C9, C11, D6, E5 – what measures take and where they stand."""

from __future__ import annotations

import pytest

from .examples import (
    DIAGNOSIS,
    EMPTY,
    HBA1C,
    LATEST_HBA1C,
    SMOKING,
    comparing,
    is_valid,
    places,
    problems,
    showing,
)

CONTACT = {"element": "contact"}
MEASURE = "/columns/0/measure"
CHOOSING = ["latest", "earliest", "highest", "lowest"]


@pytest.mark.parametrize("type_", CHOOSING)
def test_a5_without_a_field_the_value_is_read(type_):
    assert is_valid(showing({"type": type_, "of": HBA1C}))


@pytest.mark.parametrize("type_", CHOOSING)
def test_a5_where_there_is_no_value_the_field_must_be_given(type_):
    assert places(showing({"type": type_, "of": DIAGNOSIS})) == [MEASURE]
    assert is_valid(showing({"type": type_, "of": DIAGNOSIS, "field": "date"}))


@pytest.mark.parametrize("type_", ["count", "count_days", "exists", "average", "days_since"])
def test_a5_no_other_measure_takes_a_field(type_):
    assert f"{MEASURE}/field" in places(showing({"type": type_, "of": HBA1C, "field": "value"}))


def test_a5_the_largest_share_must_have_a_field():
    assert places(showing({"type": "largest_share", "of": CONTACT})) == [f"{MEASURE}/field"]


def test_a20_a_measured_field_is_one_that_the_element_has():
    (problem,) = problems(showing({"type": "latest", "of": DIAGNOSIS, "field": "value"}))
    assert (problem.place, problem.message) == (f"{MEASURE}/field", "»Diagnose« har ikke feltet »value«.")


@pytest.mark.parametrize("type_", ["highest", "lowest"])
@pytest.mark.parametrize(
    ("selection", "field"),
    [(DIAGNOSIS, "status"), (DIAGNOSIS, "code"), (CONTACT, "clinician"), (SMOKING, "value")],
)
def test_c2_extremes_are_of_numbers_and_dates(type_, selection, field):
    assert places(showing({"type": type_, "of": selection, "field": field})) == [MEASURE]
    assert is_valid(showing({"type": "latest", "of": selection, "field": field}))


def test_c2_an_average_is_of_quantities():
    assert is_valid(showing({"type": "average", "of": HBA1C}))
    for selection in (DIAGNOSIS, SMOKING):
        assert places(showing({"type": "average", "of": selection})) == [MEASURE]


@pytest.mark.parametrize("field", ["clinician", "kind"])
def test_c2_the_largest_share_is_of_tokens_or_texts(field):
    assert is_valid(showing({"type": "largest_share", "of": CONTACT, "field": field}))


@pytest.mark.parametrize(("selection", "field"), [(CONTACT, "date"), (DIAGNOSIS, "code"), (HBA1C, "value")])
def test_c2_the_largest_share_is_of_nothing_else(selection, field):
    assert places(showing({"type": "largest_share", "of": selection, "field": field})) == [f"{MEASURE}/field"]


def test_c9_a_coding_may_be_shown_but_not_compared():
    latest = {"type": "latest", "of": DIAGNOSIS, "field": "code"}
    assert is_valid(showing(latest))
    assert places(comparing(latest, "equal", "T90")) == ["/inclusion/operator"]


def test_c11_holds_is_a_measure_of_columns_and_items():
    holds = {"type": "holds", "of": {"id": "held", **EMPTY}}
    assert is_valid(showing(holds))
    assert places(comparing(holds, "equal", True)) == ["/inclusion/measure"]


def test_e5_exists_is_not_compared_in_a_criterion():
    exists = {"type": "exists", "of": DIAGNOSIS}
    assert places(comparing(exists, "equal", True)) == ["/inclusion/measure"]
    flag = {"level": "ok", "text": "Ja", "operator": "equal", "value": True}
    assert is_valid(showing(exists, flag))


@pytest.mark.parametrize("type_", [*CHOOSING, "average"])
def test_d6_a_value_is_measured_only_with_exactly_one_code_set(type_):
    assert places(showing({"type": type_, "of": {"element": "measurement"}})) == [MEASURE]
    both = {"element": "measurement", "where": [{"field": "code", "in": name} for name in ("hba1c", "ldl")]}
    assert places(showing({"type": type_, "of": both})) == [MEASURE]


def test_d6_the_date_of_a_measurement_needs_no_code_set():
    assert is_valid(showing({"type": "latest", "of": {"element": "measurement"}, "field": "date"}))


def test_a21_the_value_of_a_finding_is_measured_only_below_a_topic():
    assert places(showing({"type": "latest", "of": {"element": "finding"}})) == [MEASURE]
    assert is_valid(showing({"type": "latest", "of": SMOKING}))


def test_a20_the_field_of_a_share_is_one_that_the_element_has():
    assert places(showing({"type": "largest_share", "of": CONTACT, "field": "colour"})) == [
        f"{MEASURE}/field"
    ]


def test_a21_the_share_of_a_finding_is_taken_only_below_a_topic():
    share = {"type": "largest_share", "field": "value"}
    assert places(showing({**share, "of": {"element": "finding"}})) == [MEASURE]
    assert is_valid(showing({**share, "of": SMOKING}))


def test_an_unknown_measure_is_refused_in_danish():
    (problem,) = problems(showing({**LATEST_HBA1C, "type": "newest"}))
    assert problem.place == f"{MEASURE}/type"
    assert problem.message == "»type« er en slags, som standarden ikke kender her."
