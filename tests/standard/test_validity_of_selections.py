"""Conformance: A6–A8, A11, A12, A20, A21, B1, D6 – what a selection may ask for."""

from __future__ import annotations

import pytest

from .examples import DIAGNOSIS, is_valid, places, problems, selecting

WHERE = "/inclusion/of/where/0"


def test_a20_the_element_is_one_of_the_catalogues():
    assert places(selecting("allergy")) == ["/inclusion/of/element"]


def test_a12_the_patient_is_no_selection():
    assert places(selecting("patient")) == ["/inclusion/of/element"]


def test_a20_a_filter_asks_for_a_field_that_the_element_has():
    (problem,) = problems(selecting("diagnosis", {"field": "colour", "is": "red"}))
    assert problem.place == f"{WHERE}/field"
    assert problem.message == "»Diagnose« har ikke feltet »colour«."


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"is": "course", "one_of": ["contact"]},
        {"is": "course", "missing": False},
        {"missing": True, "operator": "equal", "value": "2026-01-01"},
    ],
)
def test_a6_a_filter_makes_exactly_one_demand(asked):
    assert WHERE in places(selecting("diagnosis", {"field": "kind", **asked}))


@pytest.mark.parametrize("asked", [{"operator": "at_least"}, {"value": "2026-01-01"}])
def test_a6_operator_and_value_belong_together(asked):
    assert WHERE in places(selecting("diagnosis", {"field": "date", **asked}))


def test_a6_a_unit_belongs_to_a_comparison():
    asked = {"field": "kind", "is": "course", "unit": "1"}
    assert f"{WHERE}/unit" in places(selecting("diagnosis", asked))


def test_a_selection_with_an_empty_list_of_filters_is_refused():
    assert places(selecting("diagnosis", where=[])) == ["/inclusion/of/where"]


@pytest.mark.parametrize("field", ["kind", "date"])
def test_a6_only_codings_are_looked_up_in_a_code_set(field):
    assert places(selecting("diagnosis", {"field": field, "in": "t2d"})) == [f"{WHERE}/in"]


@pytest.mark.parametrize(
    ("element", "field"), [("diagnosis", "date"), ("diagnosis", "code"), ("contact", "clinician")]
)
def test_a6_a11_only_token_fields_take_tokens(element, field):
    assert places(selecting(element, {"field": field, "is": "x"})) == [f"{WHERE}/is"]
    assert places(selecting(element, {"field": field, "one_of": ["x"]})) == [f"{WHERE}/one_of"]


@pytest.mark.parametrize(
    ("element", "field"), [("diagnosis", "kind"), ("diagnosis", "code"), ("contact", "clinician")]
)
def test_a6_a11_only_numbers_and_dates_are_compared_in_a_filter(element, field):
    assert places(selecting(element, {"field": field, "operator": "equal", "value": "x"})) == [
        f"{WHERE}/operator"
    ]


def test_a11_a_text_may_be_asked_for_being_missing():
    assert is_valid(selecting("contact", {"field": "clinician", "missing": True}))


def test_a8_a_token_that_is_asked_for_is_listed():
    assert places(selecting("diagnosis", {"field": "status", "is": "gone"})) == [f"{WHERE}/is"]
    one_of = {"field": "status", "one_of": ["current", "gone"]}
    assert places(selecting("diagnosis", one_of)) == [f"{WHERE}/one_of/1"]


def test_a8_a_list_of_tokens_has_at_least_one():
    (problem,) = problems(selecting("diagnosis", {"field": "status", "one_of": []}))
    assert problem.message == "»one_of« skal have mindst 1 i listen."


def test_a21_a_finding_is_read_only_below_a_topic():
    value = {"field": "value", "is": "current"}
    assert places(selecting("finding", value)) == [f"{WHERE}/field"]
    assert is_valid(selecting("finding", {"field": "topic", "is": "smoking"}, value))


def test_a21_the_tokens_are_those_of_the_topic():
    value = {"field": "value", "is": "hfref"}
    assert places(selecting("finding", {"field": "topic", "is": "smoking"}, value)) == [
        "/inclusion/of/where/1/is"
    ]
    assert is_valid(selecting("finding", {"field": "topic", "one_of": ["smoking", "ef-group"]}, value))


def test_a21_a_topic_that_is_said_to_be_missing_is_no_topic():
    missing = {"field": "topic", "missing": False}
    assert not is_valid(selecting("finding", missing, {"field": "value", "missing": False}))


OVER_70 = {"field": "value", "operator": "greater_than", "value": 70}


def test_d6_a_measured_value_is_filtered_only_with_exactly_one_code_set():
    code, other = {"field": "code", "in": "hba1c"}, {"field": "code", "in": "ldl"}
    assert is_valid(selecting("measurement", code, OVER_70))
    assert places(selecting("measurement", OVER_70)) == [f"{WHERE}/field"]
    assert places(selecting("measurement", code, other, OVER_70)) == ["/inclusion/of/where/2/field"]


def test_d6_the_code_set_must_have_a_unit():
    value = selecting("measurement", {"field": "code", "in": "empty"}, OVER_70)
    value["code_sets"].append({"id": "empty", "title": "Tomt", "rules": []})
    assert places(value) == ["/inclusion/of/where/1/field"]


def test_d6_two_code_sets_may_be_asked_for_when_no_value_is_read():
    sets = [{"field": "code", "in": name} for name in ("hba1c", "ldl")]
    assert is_valid(selecting("measurement", *sets))


def test_a7_a_window_has_at_least_one_property():
    assert places(selecting("diagnosis", window={})) == ["/inclusion/of/window"]


def test_a7_on_is_for_periods():
    assert places(selecting("diagnosis", window={"on": "start"})) == ["/inclusion/of/window/on"]
    assert is_valid(selecting("medication", window={"on": "start"}))


def test_a7_an_anchor_is_the_latest_or_the_earliest_of_a_selection():
    assert is_valid(selecting("diagnosis", window={"anchor": {"type": "latest", "of": DIAGNOSIS}}))
    wrong = {"anchor": {"type": "highest", "of": DIAGNOSIS}}
    (problem,) = problems(selecting("diagnosis", window=wrong))
    assert problem.place == "/inclusion/of/window/anchor/type"
    assert problem.message == "»type« skal være »latest« eller »earliest«."


def test_the_selection_of_an_anchor_is_judged_too():
    window = {"anchor": {"type": "latest", "of": {"element": "patient"}}}
    assert places(selecting("diagnosis", window=window)) == ["/inclusion/of/window/anchor/of/element"]


@pytest.mark.parametrize("offset", ["P200Y", "-P2400M", "P10435W", "-P73048D", "P0D"])
def test_b1_an_offset_spans_at_most_200_years(offset):
    assert is_valid(selecting("diagnosis", window={"to": offset}))


@pytest.mark.parametrize("offset", ["P201Y", "-P2401M", "P10436W", "-P73049D"])
def test_b1_a_longer_offset_is_an_error(offset):
    assert places(selecting("diagnosis", window={"from": offset})) == ["/inclusion/of/window/from"]
    date = {"field": "date", "operator": "at_least", "value": {"offset": offset}}
    assert places(selecting("diagnosis", date)) == [f"{WHERE}/value/offset"]


@pytest.mark.parametrize(
    "offset", ["P1Y2M", "P0M", "-P0D", "P01D", "P1", "1Y", "PT1H", "p1d", "P100000D", "P1D\n"]
)
def test_b1_an_offset_has_one_form(offset):
    assert "/inclusion/of/window/from" in places(selecting("diagnosis", window={"from": offset}))
