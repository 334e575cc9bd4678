"""The population and what is delivered beside it: outcome, groups, columns, flags (5, 7, E, F)."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from profiles.evaluation import evaluate, json_text
from profiles.evaluation.scope import ParameterProblem

from .clinic import HBA1C, ORDINARY, TODAY, Json, cell, cells, document, hba1c, one_patient, tables_of

LATEST = {"type": "latest", "of": HBA1C}
TRUE: Json = {"type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18}
FALSE: Json = {**TRUE, "operator": "less_than"}
UNKNOWN: Json = {"type": "compare", "measure": LATEST, "operator": "at_least", "value": 53}
BY_WORD = {"true": TRUE, "false": FALSE, "unknown": UNKNOWN}


@pytest.mark.parametrize(
    ("row", "active"),
    [
        ({}, True),
        ({"enrolled_from": "2026-11-21"}, True),
        ({"enrolled_from": "2026-11-22"}, False),
        ({"enrolled_from": ""}, False),
        ({"enrolled_from": "i går"}, False),
        ({"enrolled_to": "2026-11-21"}, True),
        ({"enrolled_to": "2026-11-20"}, False),
        ({"deceased_date": "2026-11-21"}, False),
        ({"deceased_date": "2026-11-22"}, True),
    ],
)
def test_5_1_and_e1_only_active_patients_have_an_outcome(row: dict[str, str], active: bool) -> None:
    assert len(evaluate(document(), one_patient(row), TODAY)) == active


OUTCOMES = {
    ("true", None): "in",
    ("false", None): "out",
    ("unknown", None): "unknown",
    ("true", "false"): "in",
    ("true", "true"): "out",
    ("true", "unknown"): "unknown",
    ("false", "false"): "out",
    ("false", "true"): "out",
    ("false", "unknown"): "out",
    ("unknown", "false"): "unknown",
    ("unknown", "true"): "out",
    ("unknown", "unknown"): "unknown",
}


@pytest.mark.parametrize(("inclusion", "exclusion"), list(product(BY_WORD, [None, *BY_WORD])))
def test_5_2_and_e6_the_outcome(inclusion: str, exclusion: str | None) -> None:
    sections = {} if exclusion is None else {"exclusion": {**BY_WORD[exclusion], "id": "ex"}}
    (result,) = evaluate(document({**BY_WORD[inclusion], "id": "in"}, **sections), one_patient(), TODAY)
    assert result.outcome == OUTCOMES[inclusion, exclusion]


def test_e3_and_f1_what_is_true_is_delivered_in_document_order_whatever_the_outcome() -> None:
    words = ["unknown", "true", "false", "true"]
    whens = [{**BY_WORD[word], "id": f"{word}-{number}"} for number, word in enumerate(words)]

    def parts(name: str, **more: Any) -> list[Json]:
        return [
            {"id": f"{name}-{number}", "title": name, "when": {**when, "id": f"{name}-{when['id']}"}, **more}
            for number, when in enumerate(whens)
        ]

    asked = document(
        {**FALSE, "id": "in"},
        groups=parts("group", level="ok"),
        actions=parts("action", kind="recall", text="Ring"),
        data_quality=parts("query", why="fordi", correction="ret"),
    )
    (result,) = evaluate(asked, one_patient(), TODAY)
    assert result.to_json() == {
        "patient": "anna-k",
        "outcome": "out",
        "groups": ["group-1", "group-3"],
        "columns": {},
        "actions": ["action-1", "action-3"],
        "data_quality": ["query-1", "query-3"],
    }


FLAGS = [
    {"level": "missing", "when": "missing", "text": "Ikke målt"},
    {"level": "critical", "operator": "greater_than", "value": 70, "text": "Over 70"},
    {"level": "attention", "operator": "greater_than", "value": 53, "text": "Over 53"},
    {"level": "ok", "when": {**TRUE, "id": "grown"}, "text": "Voksen"},
]


@pytest.mark.parametrize(
    ("value", "level", "text"),
    [
        ("71", "critical", "Over 70"),
        ("70", "attention", "Over 53"),
        ("53", "ok", "Voksen"),
        (">70", "critical", "Over 70"),
        (">60", "attention", "Over 53"),
        ("<71", "ok", "Voksen"),
        ("", "missing", "Ikke målt"),
    ],
)
def test_e2_and_f2_the_first_flag_that_is_true_gives_level_and_text(
    value: str, level: str, text: str
) -> None:
    comparator = value[:1] if value[:1] in "<>" else ""
    records = [hba1c("2026-11-01", value.lstrip("<>"), comparator)] if value else []
    found = cell(LATEST, one_patient(measurement=records), flags=FLAGS)
    assert (found.level, found.text) == (level, text)


def test_e2_without_a_true_flag_there_is_no_level() -> None:
    found = cell(LATEST, one_patient(measurement=[hba1c("2026-11-01", "40")]), flags=FLAGS[:3])
    assert (found.level, found.text) == (None, None)


def test_e5_yes_no_columns_may_be_compared_in_flags() -> None:
    flag = {"level": "attention", "operator": "equal", "value": False, "text": "Ingen"}
    assert cell({"type": "exists", "of": HBA1C}, one_patient(), flags=[flag]).text == "Ingen"
    tables = one_patient(measurement=[hba1c("2026-11-01", "40")])
    assert cell({"type": "exists", "of": HBA1C}, tables, flags=[flag]).text is None


def test_f3_a_missing_column_is_null_in_every_part() -> None:
    nothing = dict.fromkeys(["value", "unit", "date", "comparator", "level", "text"])
    assert cell(LATEST, one_patient()).to_json() == nothing


def test_f3_a_found_column_has_unit_date_and_comparator() -> None:
    tables = one_patient(measurement=[hba1c("2026-11-01T09:30", "47.50", "<")])
    assert cell(LATEST, tables).to_json() == {
        "value": 47.5,
        "unit": "mmol/mol",
        "date": "2026-11-01",
        "comparator": "<",
        "level": None,
        "text": None,
    }


def test_f3_only_quantities_have_a_unit() -> None:
    tables = one_patient(measurement=[hba1c("2026-11-01", "47.50")])
    measures = {kind: {"type": kind, "of": HBA1C} for kind in ("average", "count", "days_since")}
    assert {kind: each.unit for kind, each in cells(measures, tables).items()} == {
        "average": "mmol/mol",
        "count": None,
        "days_since": None,
    }


def test_f3_numbers_are_written_exactly_without_exponent_or_trailing_zeros() -> None:
    values = ["0.0000000001", "123456789012345678", "50.50", "-0.0"]
    patients = [{"patient_id": f"p{number}", **ORDINARY} for number in range(4)]
    rows = [{"patient_id": f"p{number}", **hba1c("2026-11-01", value)} for number, value in enumerate(values)]
    asked = document(columns=[{"id": "a1c", "title": "HbA1c", "measure": LATEST}])
    written = json_text(evaluate(asked, tables_of({"patient": patients, "measurement": rows}), TODAY))
    for numeral in ("0.0000000001", "123456789012345678", "50.5", "0"):
        assert f'"value": {numeral}, ' in written
    exact = [each["columns"]["a1c"]["value"] for each in json.loads(written, parse_float=Decimal)]
    assert exact == [Decimal(value) for value in values]


def test_f7_results_are_ordered_by_patient_whatever_the_order_of_the_rows() -> None:
    names = ["b", "Å", "a", "B", "10", "9"]
    tables = tables_of({"patient": [{"patient_id": name, **ORDINARY} for name in names]})
    assert [result.patient for result in evaluate(document(), tables, TODAY)] == sorted(names)


# --- parameters: 5.4, A10 -----------------------------------------------------------------------


def with_parameter() -> dict[str, Any]:
    high = {**UNKNOWN, "id": "high-value", "value": {"parameter": "limit"}}
    return {
        "parameters": [{"id": "limit", "title": "Grænse", "default": 70, "minimum": 40, "maximum": 100}],
        "groups": [{"id": "high", "title": "Høj", "level": "critical", "when": high}],
    }


def test_a10_the_clinics_own_value_counts_and_otherwise_the_default() -> None:
    asked, tables = document(**with_parameter()), one_patient(measurement=[hba1c("2026-11-01", "60")])
    assert evaluate(asked, tables, TODAY)[0].groups == ()
    assert evaluate(asked, tables, TODAY, parameters={"limit": Decimal("59.5")})[0].groups == ("high",)


@pytest.mark.parametrize(
    "given", [{"other": 1}, {"limit": 39}, {"limit": 101}, {"limit": Decimal("50.12345678901")}]
)
def test_a10_a_parameter_that_is_unknown_or_out_of_bounds_is_refused(given: dict[str, Decimal | int]) -> None:
    with pytest.raises(ParameterProblem):
        evaluate(document(**with_parameter()), one_patient(), TODAY, parameters=given)
