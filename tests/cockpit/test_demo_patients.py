"""The forty synthetic patients of the demo, each with the outcome that a person worked out by hand.

Index date 21 November 2026. The reasons stand beside the outcomes; the numbers in brackets are rules of
the profile standard.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cockpit.demo.content import PATIENTS, first_document
from profiles.evaluation import evaluate

INDEX_DATE = date(2026, 11, 21)

# Patients without an outcome have none in the list below: they are no active patients (5.1).
NO_OUTCOME = {
    15: "died on the index date",
    17: "left the day before",
    19: "no date of enrolment (E1)",
    20: "enrols tomorrow",
}

OUTCOMES: dict[int, tuple[str, str]] = {
    1: ("in", "T90 as current course diagnosis"),
    2: ("in", "DE119 is below DE11 (6.1)"),
    3: ("in", "contact diagnosis, which has no status (E10)"),
    4: ("in", "status relevant counts like current"),
    5: ("out", "only high blood pressure"),
    6: ("out", "the course diagnosis is closed"),
    7: ("out", "turns 18 tomorrow (2.7)"),
    8: ("in", "turns 18 today"),
    9: ("unknown", "diagnosis, but no birth date (2.7)"),
    10: ("out", "no birth date, but no diagnosis either: false and unknown is false (4.1)"),
    11: ("out", "current type 1 excludes"),
    12: ("in", "type 1 is closed, so it does not exclude"),
    13: ("out", "contact diagnosis of type 1 excludes"),
    14: ("unknown", "birth date after the index date (2.7)"),
    16: ("in", "dies the day after the index date"),
    18: ("in", "leaves on the index date, which is still enrolled (5.1)"),
    21: ("out", "DE12 is not in the set"),
    22: ("out", "E119 without D is another code (D3)"),
    23: ("in", "“de 11.9 ” is DE119 after normalisation (1.4)"),
    24: ("out", "recorded the day after the index date (2.4)"),
    25: ("in", "recorded on the index date (2.3)"),
    26: ("out", "a diagnosis without its date is not selected (1.5)"),
    27: ("out", "a course diagnosis without status passes no filter on status (3.1)"),
    28: ("out", "one record carries T90 and DE109: in both sets (1.3, D1)"),
    29: ("in", "HbA1c 71"),
    30: ("in", "HbA1c 70"),
    31: ("in", "HbA1c a day too old"),
    32: ("in", "HbA1c on the first day of the window"),
    33: ("in", "two HbA1c on one day"),
    34: ("in", "HbA1c below 20"),
    35: ("in", "blood pressure 140"),
    36: ("in", "blood pressure 139"),
    37: ("in", "HbA1c above 100, and one without a date"),
    38: ("out", "insulin is no diagnosis"),
    39: ("out", "insulin is no diagnosis"),
    40: ("in", "born on a leap day, on insulin, T90"),
}

# Value, comparator, date and level of the HbA1c column.
HBA1C: dict[int, tuple[str | None, str | None, str | None, str | None]] = {
    1: ("55", None, "2026-09-01", None),
    3: (None, None, None, None),
    4: ("63.5", None, "2026-06-30", None),
    29: ("71", None, "2026-08-20", "critical"),
    30: ("70", None, "2026-08-20", None),
    31: (None, None, None, None),
    32: ("80", None, "2025-11-21", "critical"),
    33: ("75", None, "2026-07-01", "critical"),
    34: ("20", "<", "2026-07-01", None),
    37: ("100", ">", "2026-02-11", "critical"),
}
SYSTOLIC_LEVELS = {1: None, 2: None, 35: "attention", 36: None}
INSULIN_WITHOUT_DIAGNOSIS = {38}


def number(patient: str) -> int:
    return int(patient.removeprefix("TEST-"))


@pytest.fixture(scope="module")
def results() -> dict[int, dict[str, Any]]:
    found = evaluate(first_document(), PATIENTS, INDEX_DATE)
    return {number(result["patient"]): result for result in (item.to_json() for item in found)}


def test_there_are_forty_patients_and_each_is_accounted_for() -> None:
    assert set(OUTCOMES) | set(NO_OUTCOME) == set(range(1, 41))
    assert not set(OUTCOMES) & set(NO_OUTCOME)


def test_outcomes_are_the_ones_worked_out_by_hand(results: dict[int, dict[str, Any]]) -> None:
    assert {patient: result["outcome"] for patient, result in results.items()} == {
        patient: outcome for patient, (outcome, _why) in OUTCOMES.items()
    }


@pytest.mark.parametrize("patient", sorted(HBA1C))
def test_hba1c_is_the_latest_within_twelve_months(results: dict[int, dict[str, Any]], patient: int) -> None:
    column = results[patient]["columns"]["latest-hba1c"]
    shown = (column["value"], column["comparator"], column["date"], column["level"])
    assert (str(shown[0]) if shown[0] is not None else None, *shown[1:]) == HBA1C[patient]


def test_blood_pressure_is_flagged_from_140(results: dict[int, dict[str, Any]]) -> None:
    assert {
        patient: results[patient]["columns"]["latest-systolic"]["level"] for patient in SYSTOLIC_LEVELS
    } == SYSTOLIC_LEVELS


def test_insulin_without_a_diagnosis_is_found_and_changes_no_outcome(
    results: dict[int, dict[str, Any]],
) -> None:
    found = {patient for patient, result in results.items() if result["data_quality"]}
    assert found == INSULIN_WITHOUT_DIAGNOSIS
