"""Conformance: A13, A14, A15, A19, A21 – columns, flags, the patient view, actions and data quality."""

from __future__ import annotations

import pytest

from .examples import (
    AGE,
    DIAGNOSIS,
    EMPTY,
    HBA1C,
    LATEST_HBA1C,
    SMOKING,
    is_valid,
    places,
    profile,
    showing,
    viewing,
)

FLAG = {"level": "critical", "text": "Høj"}
OVER = {"operator": "at_least", "value": 70}
WHEN = {"id": "held", **EMPTY}
FIRST_FLAG = "/columns/0/flags/0"


@pytest.mark.parametrize("form", [{"when": "missing"}, {"when": WHEN}, OVER])
def test_a13_a_flag_has_one_of_three_forms(form):
    assert is_valid(showing(AGE, {**FLAG, **form}))


@pytest.mark.parametrize("form", [{}, {"when": "missing", **OVER}, {"when": WHEN, **OVER}])
def test_a13_a_flag_has_exactly_one_form(form):
    assert places(showing(AGE, {**FLAG, **form})) == [FIRST_FLAG]


@pytest.mark.parametrize("form", [{"operator": "at_least"}, {"when": "missing", "value": 70}])
def test_a13_operator_and_value_belong_together(form):
    assert places(showing(AGE, {**FLAG, **form})) == [FIRST_FLAG]


def test_a13_a_unit_belongs_to_a_comparison():
    assert f"{FIRST_FLAG}/unit" in places(
        showing(LATEST_HBA1C, {**FLAG, "when": "missing", "unit": "mmol/mol"})
    )


def test_a13_a_flag_has_words():
    assert places(showing(AGE, {"level": "ok", "when": "missing"})) == [f"{FIRST_FLAG}/text"]


@pytest.mark.parametrize("level", ["ok", "attention", "critical", "missing"])
def test_a13_a_flag_has_one_of_four_levels(level):
    assert is_valid(showing(AGE, {"level": level, "text": "T", "when": "missing"}))


def test_a13_a_group_cannot_be_missing():
    assert places(profile(groups=[{"id": "g", "title": "G", "level": "missing", "when": WHEN}])) == [
        "/groups/0/level"
    ]


@pytest.mark.parametrize(
    ("decimals", "allowed"), [(0, True), (6, True), (7, False), (-1, False), (1.5, False)]
)
def test_a13_a_format_has_up_to_six_decimals(decimals, allowed):
    document = showing(AGE)
    document["columns"][0]["format"] = {"decimals": decimals, "percent": True}
    assert is_valid(document) is allowed


def test_a14_a_trend_is_of_measurements_without_a_window():
    trend = {"type": "trend", "title": "Forløb", "months": 24}
    assert is_valid(viewing(**trend, of=HBA1C))
    assert places(viewing(**trend, of=DIAGNOSIS)) == ["/patient_view/0/entries/0/of/element"]
    assert places(viewing(**trend, of={**HBA1C, "window": {"from": "-P1Y"}})) == [
        "/patient_view/0/entries/0/of/window"
    ]


def test_d6_a_trend_is_read_in_the_unit_of_one_code_set():
    document = viewing(type="trend", title="Forløb", months=24, of={"element": "measurement"})
    assert places(document) == ["/patient_view/0/entries/0/of"]


def test_a14_a_table_shows_fields_that_the_element_has():
    table = {"type": "table", "title": "Diagnoser", "of": DIAGNOSIS, "limit": 5}
    assert is_valid(viewing(**table, fields=["date", "code"]))
    assert places(viewing(**table, fields=["date", "value"])) == ["/patient_view/0/entries/0/fields/1"]


def test_a21_a_table_shows_the_value_of_a_finding_only_below_a_topic():
    table = {"type": "table", "title": "Fund", "limit": 5, "fields": ["date", "value"]}
    assert is_valid(viewing(**table, of=SMOKING))
    assert places(viewing(**table, of={"element": "finding"})) == ["/patient_view/0/entries/0/fields/1"]


def test_a14_a_text_is_an_entry_of_its_own():
    assert is_valid(viewing(type="text", text="Husk fodstatus."))


def test_a14_there_is_no_other_kind_of_entry():
    assert places(viewing(type="widget", title="W")) == ["/patient_view/0/entries/0/type"]


def test_a15_a_data_quality_query_has_a_reason_and_a_correction():
    query = {"id": "q", "title": "Q", "why": "W", "when": WHEN, "correction": "C"}
    assert is_valid(profile(data_quality=[query]))
    del query["correction"]
    assert places(profile(data_quality=[query])) == ["/data_quality/0/correction"]


def test_a15_an_action_is_of_a_known_kind():
    action = {"id": "a", "title": "A", "kind": "prescribe", "when": WHEN, "text": "T"}
    assert places(profile(actions=[action])) == ["/actions/0/kind"]
    assert is_valid(profile(actions=[{**action, "kind": "recall"}]))


@pytest.mark.parametrize("name", [name for name in profile() if name != "parameters"])
def test_a19_every_property_without_a_question_mark_is_required(name):
    document = profile()
    del document[name]
    assert f"/{name}" in places(document)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("profile", "Type 2"),
        ("profile", ""),
        ("version", "1.0"),
        ("version", "1.0.0-draft"),
        ("version", "01.0.0"),
        ("kind", "syndrome"),
        ("title", 5),
        ("groups", {}),
        ("colour", "red"),
    ],
)
def test_a19_properties_have_their_forms(name, value):
    assert places(profile(**{name: value})) == [f"/{name}"]
