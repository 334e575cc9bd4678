"""Standard 1.1: what weighted sums and changes are, by hand (9.5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from profiles.evaluation import evaluate, explain
from profiles.standard.reading import read_json

from .clinic import HBA1C, TODAY, one_patient
from .newer_clinic import NEWER, OMEQ, TAKEN, newer_document, shown, taken

CHANGE = {"type": "change", "of": HBA1C}
BED_DAYS = {
    "type": "weighted_sum",
    "of": {"element": "hospital_contact", "where": [{"field": "code", "in": "stays"}]},
    "field": "bed_days",
}


def measured(day: str, value: str, comparator: str = "", code: str = "NPU27300") -> dict[str, str]:
    return {"code_npu": code, "date": day, "value": value, "comparator": comparator}


def stay(code: str, days: str) -> dict[str, str]:
    return {"code_sks": code, "start": "2026-03-01", "end": "2026-03-05", "bed_days": days}


# --- weighted_sum -------------------------------------------------------------------------------


def test_each_record_counts_with_the_factor_of_its_own_code():
    found = shown(
        OMEQ, medication=[taken("N02AA01", "60"), taken("N02AX02", "200"), taken("N02AA05", "40.5")]
    )
    assert (found.value, found.unit, found.date) == (Decimal("150.75"), "mg", None)


def test_6_1_the_most_specific_rule_decides_the_factor_and_who_is_in():
    found = shown(OMEQ, medication=[taken("N02AX0299", "100"), taken("N02AE01", "10")])
    assert found.value == Decimal(100)


def test_equal_records_are_two_records():
    assert shown(OMEQ, medication=[taken("N02AA01", "30")] * 2).value == Decimal(60)


def test_a_single_record_and_a_dose_of_nought_are_sums_too():
    assert shown(OMEQ, medication=[taken("N02AA01", "0")]).value == Decimal(0)


def test_an_empty_selection_has_no_sum():
    found = shown(OMEQ, medication=[taken("A10BA02", "1000")])
    assert (found.value, found.unit) == (None, None)
    assert shown(OMEQ).value is None


@pytest.mark.parametrize("dose", ["", "ukendt", "1,5"])
def test_a_record_without_the_number_leaves_no_sum(dose):
    assert shown(OMEQ, medication=[taken("N02AA01", "60"), taken("N02AX02", dose)]).value is None


def test_a_record_outside_the_selection_without_the_number_plays_no_part():
    ended = taken("N02AX02", "", end="2026-02-01")
    assert shown(OMEQ, medication=[taken("N02AA01", "60"), ended, taken("A10", "")]).value == Decimal(60)


@pytest.mark.parametrize("comparator", ["<", ">", " < "])
def test_a_censored_value_leaves_no_sum(comparator):
    total = {
        "type": "weighted_sum",
        "of": {"element": "measurement", "where": [{"field": "code", "in": "plain"}]},
    }
    plain = newer_document().to_json()
    code_set = {
        "id": "plain",
        "title": "Målt",
        "unit": "g",
        "rules": [{"system": "npu", "code": "NPU27300", "include": True}],
    }
    read = read_json(
        {
            **plain,
            "code_sets": [*plain["code_sets"], code_set],
            "columns": [{"id": "shown", "title": "Vist", "measure": total}],
        }
    )
    records = [measured("2026-03-01", "5"), measured("2026-04-01", "6")]
    (found,) = evaluate(read, one_patient(catalogue=NEWER, measurement=records), TODAY)
    assert found.columns["shown"].value == Decimal(11)
    censored = [*records, measured("2026-05-01", "7", comparator)]
    (found,) = evaluate(read, one_patient(catalogue=NEWER, measurement=censored), TODAY)
    assert found.columns["shown"].value is None


def test_whole_numbers_are_weighed_too():
    found = shown(BED_DAYS, hospital_contact=[stay("DI509", "5"), stay("DI500", "2"), stay("DJ44", "9")])
    assert (found.value, found.unit) == (Decimal("3.5"), "dage")


def test_g7_sums_are_exact():
    tiny = [taken("N02AX02", "0.0000000001"), taken("N02AX02", "123456789012345.6789")]
    assert shown(OMEQ, medication=tiny).value == Decimal("18518518351851.851835000015")


def test_a_dose_is_read_in_the_unit_of_its_set_wherever_it_is_read():
    highest = {"type": "highest", "of": TAKEN, "field": "daily_dose"}
    found = shown(highest, medication=[taken("N02AX02", "200"), taken("N02AA05", "30")])
    assert (found.value, found.unit) == (Decimal(45), "mg")
    filtered = {"field": "daily_dose", "operator": "greater_than", "value": 40}
    count = {"type": "count", "of": {**TAKEN, "where": [*TAKEN["where"], filtered]}}
    assert shown(count, medication=[taken("N02AX02", "200"), taken("N02AA05", "30")]).value == Decimal(1)


# --- change -------------------------------------------------------------------------------------


def test_the_latest_minus_the_one_before_it():
    records = [measured("2026-01-01", "80"), measured("2026-05-01", "58.5"), measured("2026-03-01", "53")]
    found = shown(CHANGE, measurement=records)
    assert (found.value, found.unit, found.date) == (Decimal("5.5"), "mmol/mol", date(2026, 5, 1))


def test_a_fall_is_negative_and_no_change_is_nought():
    assert (
        shown(CHANGE, measurement=[measured("2026-01-01", "80"), measured("2026-05-01", "70")]).value == -10
    )
    assert (
        shown(CHANGE, measurement=[measured("2026-01-01", "80"), measured("2026-05-01", "80.0")]).value == 0
    )


def test_converted_values_are_compared_exactly():
    records = [measured("2026-01-01", "6.5", code="NPU03835"), measured("2026-05-01", "53")]
    assert shown(CHANGE, measurement=records).value == Decimal("53") - Decimal("47.545")


def test_3_4_the_order_of_one_day_goes_by_time_and_then_by_value():
    records = [measured("2026-05-01T10:00", "50"), measured("2026-05-01", "80"), measured("2026-05-01", "70")]
    assert shown(CHANGE, measurement=records).value == Decimal(-30)


@pytest.mark.parametrize(
    "records",
    [
        [],
        [measured("2026-05-01", "80")],
        [measured("2026-05-01", "80"), measured("2026-06-01", "")],
        [measured("2026-05-01", "80"), measured("", "70")],
        [measured("2026-05-01", "80", "<"), measured("2026-06-01", "70")],
        [measured("2026-05-01", "80"), measured("2026-06-01", "70", ">")],
    ],
)
def test_fewer_than_two_and_censored_ones_have_no_change(records):
    found = shown(CHANGE, measurement=records)
    assert (found.value, found.unit, found.date) == (None, None, None)


def test_c7_records_without_the_number_are_passed_over():
    records = [measured("2026-01-01", "80"), measured("2026-03-01", ""), measured("2026-05-01", "70")]
    assert shown(CHANGE, measurement=records).value == Decimal(-10)


def test_an_older_censored_value_plays_no_part():
    records = [measured("2026-01-01", "5", "<"), measured("2026-03-01", "60"), measured("2026-05-01", "70")]
    assert shown(CHANGE, measurement=records).value == Decimal(10)


def test_a_change_of_whole_numbers_has_no_unit_and_no_factor():
    change = {"type": "change", "of": {"element": "prescription"}, "field": "packages"}
    records = [
        {"code_atc": "N02AA01", "date": "2026-01-01", "packages": "1"},
        {"code_atc": "N02AX02", "date": "2026-05-01", "packages": "3"},
    ]
    found = shown(change, prescription=records)
    assert (found.value, found.unit, found.date) == (Decimal(2), None, date(2026, 5, 1))


# --- in criteria and in why ---------------------------------------------------------------------


def truth(measure: dict[str, Any], operator: str, value: Any, **records: Any) -> str:
    criterion = {"id": "in", "type": "compare", "measure": measure, "operator": operator, "value": value}
    (found,) = evaluate(newer_document(inclusion=criterion), one_patient(catalogue=NEWER, **records), TODAY)
    return str(found.outcome)


def test_4_2_a_missing_sum_or_change_is_unknown():
    incomplete = [taken("N02AA01", "120"), taken("N02AX02", "")]
    assert truth(OMEQ, "greater_than", 100, medication=incomplete) == "unknown"
    assert truth(OMEQ, "greater_than", 100, medication=[taken("N02AA01", "100")]) == "out"
    assert truth(OMEQ, "at_least", 100, medication=[taken("N02AA01", "100")]) == "in"
    assert truth(CHANGE, "less_than", 0) == "unknown"


def why(measure: dict[str, Any], **records: Any) -> list[dict[str, Any]]:
    criterion = {"id": "in", "type": "compare", "measure": measure, "operator": "at_least", "value": 1}
    patient = one_patient(catalogue=NEWER, **records)
    return list(explain(newer_document(inclusion=criterion), patient, TODAY)["anna-k"]["in"].records)


def test_f4_every_selected_record_decides_a_sum_also_the_one_that_lacks_its_number():
    records = [taken("N02AA01", "60"), taken("N02AX02", ""), taken("A10", "1")]
    assert [each["code"]["atc"] for each in why(OMEQ, medication=records)] == ["N02AA01", "N02AX02"]


def test_f4_the_two_records_decide_a_change_and_are_shown_as_recorded():
    records = [
        measured("2026-01-01", "80"),
        measured("2026-03-01", "6.5", code="NPU03835"),
        measured("2026-04-01", ""),
        measured("2026-05-01", "70"),
    ]
    found = why(CHANGE, measurement=records)
    assert [(each["date"], Decimal(str(each["value"]))) for each in found] == [
        ("2026-03-01", Decimal("6.5")),
        ("2026-05-01", Decimal(70)),
    ]
