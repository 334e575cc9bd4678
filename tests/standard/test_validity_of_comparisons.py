"""Conformance: A8, A9, A10, D5, E5 – operators, values, units and parameters."""

from __future__ import annotations

import pytest

from .examples import (
    AGE,
    DIAGNOSIS,
    EMPTY,
    HBA1C,
    LATEST_HBA1C,
    comparing,
    is_valid,
    places,
    problems,
    profile,
    selecting,
    showing,
    viewing,
)

SEX = {"type": "sex"}
DATE = {"type": "latest", "of": DIAGNOSIS, "field": "date"}
STATUS = {"type": "latest", "of": DIAGNOSIS, "field": "status"}
CLINICIAN = {"type": "latest", "of": {"element": "contact"}, "field": "clinician"}
ORDERED = ["less_than", "at_most", "greater_than", "at_least"]
SINGLE = ["equal", "not_equal", *ORDERED]
VALUE = "/inclusion/value"


@pytest.mark.parametrize("operator", SINGLE)
@pytest.mark.parametrize(("measure", "value"), [(AGE, 18), (LATEST_HBA1C, 53.5), (DATE, "2026-11-21")])
def test_a8_numbers_quantities_and_dates_take_every_operator(measure, operator, value):
    assert is_valid(comparing(measure, operator, value))


@pytest.mark.parametrize(("measure", "low", "high"), [(AGE, 18, 65), (DATE, "2025-01-01", "2026-01-01")])
def test_a8_between_takes_two_with_the_lower_first(measure, low, high):
    assert is_valid(comparing(measure, "between", [low, high]))
    assert is_valid(comparing(measure, "between", [low, low]))
    assert places(comparing(measure, "between", [high, low])) == [VALUE]


@pytest.mark.parametrize("value", [18, [18], [18, 20, 22], []])
def test_a8_between_takes_nothing_else(value):
    assert places(comparing(AGE, "between", value)) == [VALUE]


def test_a8_between_two_offsets_has_the_earlier_first():
    early, late = {"offset": "-P2Y"}, {"offset": "-P12M"}
    assert is_valid(comparing(DATE, "between", [early, late]))
    assert places(comparing(DATE, "between", [late, early])) == [VALUE]


def test_a8_one_of_takes_at_least_one():
    assert is_valid(comparing(AGE, "one_of", [18]))
    assert places(comparing(AGE, "one_of", [])) == [VALUE]
    assert places(comparing(AGE, "one_of", 18)) == [VALUE]


@pytest.mark.parametrize("operator", SINGLE)
def test_a8_the_other_operators_take_no_list(operator):
    assert places(comparing(AGE, operator, [18])) == [VALUE]


@pytest.mark.parametrize("measure", [SEX, STATUS])
@pytest.mark.parametrize("operator", [*ORDERED, "between"])
def test_a8_tokens_have_no_order(measure, operator):
    assert places(comparing(measure, operator, "female")) == ["/inclusion/operator"]


def test_a8_a_compared_token_is_listed():
    assert is_valid(comparing(SEX, "equal", "female"))
    assert is_valid(comparing(STATUS, "one_of", ["current", "relevant"]))
    assert places(comparing(SEX, "not_equal", "woman")) == [VALUE]
    assert places(comparing(STATUS, "one_of", ["current", "gone"])) == [f"{VALUE}/1"]


@pytest.mark.parametrize("operator", [*SINGLE, "one_of", "between"])
def test_a8_a11_texts_are_not_compared(operator):
    assert places(comparing(CLINICIAN, operator, ["a", "b"])) == ["/inclusion/operator"]


@pytest.mark.parametrize("value", ["18", "2026-11-21", True, {"offset": "-P1Y"}])
def test_a8_a_number_is_compared_with_a_number(value):
    (problem,) = problems(comparing(AGE, "equal", value))
    assert (problem.place, problem.message) == (VALUE, "Værdien skal være et tal.")


@pytest.mark.parametrize(
    "value", [2026, "i går", "2026-02-30", "2026-1-1", "20261121", "2026-11-21T10:00", True]
)
def test_a8_a_date_is_compared_with_a_real_date_or_an_offset(value):
    assert places(comparing(DATE, "equal", value)) == [VALUE]
    where = {"field": "date", "operator": "equal", "value": value}
    assert places(selecting("diagnosis", where)) == ["/inclusion/of/where/0/value"]


def test_a8_a_date_is_compared_with_an_offset_from_the_index_date():
    assert is_valid(comparing(DATE, "at_least", {"offset": "-P12W"}))


def test_a8_a_token_is_compared_with_a_token():
    assert places(comparing(SEX, "equal", 1)) == [VALUE]


YES = {"level": "ok", "text": "Ja", "operator": "equal", "value": True}


@pytest.mark.parametrize(
    "measure", [{"type": "exists", "of": DIAGNOSIS}, {"type": "holds", "of": {"id": "h", **EMPTY}}]
)
def test_e5_yes_and_no_are_compared_in_flags_with_equal_and_not_equal(measure):
    assert is_valid(showing(measure, YES, {**YES, "operator": "not_equal"}))
    assert places(showing(measure, {**YES, "operator": "at_least"})) == ["/columns/0/flags/0/operator"]
    assert places(showing(measure, {**YES, "value": 1})) == ["/columns/0/flags/0/value"]


def test_a8_a_value_of_no_known_form_is_refused():
    (problem,) = problems(comparing(AGE, "equal", {"years": 18}))
    assert problem.message == "»value« har ikke en form, som standarden kender her."


# --- A9 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, -0.0, 999999999999999, -999999999999999, 0.1, 1e-10, 123456.789, 1e14])
def test_a9_numbers_within_bounds_are_read(number):
    assert is_valid(comparing(AGE, "equal", number))


@pytest.mark.parametrize("number", [10**15, -(10**15), 1e300, 1e-11, 1234567890.1234567, 0.12345678901])
def test_a9_numbers_beyond_bounds_are_refused(number):
    assert places(comparing(AGE, "equal", number)) == [VALUE]


# --- D5 -----------------------------------------------------------------------------------------


def test_d5_the_unit_is_optional_and_otherwise_the_code_sets():
    assert is_valid(comparing(LATEST_HBA1C, "at_least", 53))
    assert is_valid(comparing(LATEST_HBA1C, "at_least", 53, unit="mmol/mol"))


@pytest.mark.parametrize("unit", ["MMOL/MOL", "mmol/l", "%", "mmol/mol "])
def test_d5_another_unit_is_an_error_wherever_it_stands(unit):
    assert places(comparing(LATEST_HBA1C, "at_least", 53, unit=unit)) == ["/inclusion/unit"]
    over = {"field": "value", "operator": "at_least", "value": 53, "unit": unit}
    assert places(selecting("measurement", *HBA1C["where"], over)) == ["/inclusion/of/where/1/unit"]
    flag = {"level": "ok", "text": "Ja", "operator": "at_least", "value": 53, "unit": unit}
    assert places(showing(LATEST_HBA1C, flag)) == ["/columns/0/flags/0/unit"]


@pytest.mark.parametrize(("measure", "value"), [(AGE, 18), (DATE, "2026-01-01"), (SEX, "male")])
def test_d5_what_is_no_quantity_takes_no_unit(measure, value):
    assert places(comparing(measure, "equal", value, unit="1")) == ["/inclusion/unit"]


# --- A10 ----------------------------------------------------------------------------------------

LIMIT = {"parameter": "limit"}
OVER = {"id": "over", "type": "compare", "measure": AGE, "operator": "at_least", "value": LIMIT}
FLAG = {"level": "critical", "text": "Høj", "operator": "at_least", "value": LIMIT}
FLAG_WHEN = {"level": "critical", "text": "Høj", "when": OVER}
FILTERED = {
    "element": "measurement",
    "where": [*HBA1C["where"], {"field": "value", "operator": "at_least", "value": LIMIT}],
}


@pytest.mark.parametrize(
    "document",
    [
        profile(groups=[{"id": "g", "title": "G", "level": "ok", "when": OVER}]),
        profile(actions=[{"id": "a", "title": "A", "kind": "recall", "when": OVER, "text": "Indkald"}]),
        showing(AGE, FLAG),
        showing(AGE, FLAG_WHEN),
        showing({"type": "count", "of": FILTERED}),
        showing({"type": "holds", "of": OVER}),
        viewing(type="item", title="I", measure=AGE, flags=[FLAG]),
        viewing(type="item", title="I", measure=AGE, flags=[FLAG_WHEN]),
    ],
)
def test_a10_parameters_stand_in_groups_columns_flags_and_actions(document):
    assert is_valid(document)


@pytest.mark.parametrize(
    "document",
    [
        profile(inclusion=OVER),
        profile(exclusion=OVER),
        profile(data_quality=[{"id": "q", "title": "Q", "why": "W", "when": OVER, "correction": "C"}]),
        viewing(type="item", title="I", measure={"type": "holds", "of": OVER}),
        viewing(type="item", title="I", measure={"type": "count", "of": FILTERED}),
        viewing(type="table", title="T", of=FILTERED, fields=["date"], limit=5),
        viewing(type="trend", title="T", of=FILTERED, months=12),
    ],
)
def test_a10_parameters_stand_nowhere_else(document):
    assert [problem.message for problem in problems(document)] == [
        "En lokal grænse kan kun bruges i grupper, kolonner, flag og handlinger."
    ]


def test_a10_a_parameter_is_a_number_and_stands_only_for_one():
    assert places(showing(DATE, FLAG)) == ["/columns/0/flags/0/value"]
    assert is_valid(showing(AGE, {**FLAG, "operator": "between", "value": [10, LIMIT]}))


def test_a10_a_parameter_does_not_stand_for_n_or_an_offset():
    assert not is_valid(profile(inclusion={"id": "n", "type": "at_least", "n": LIMIT, "of": []}))
    assert not is_valid(selecting("diagnosis", window={"from": LIMIT}))
