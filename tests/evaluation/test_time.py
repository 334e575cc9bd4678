"""Index date, offsets, windows, anchors, periods and age, rule by rule (section 2, Annex B.B)."""

from __future__ import annotations

from datetime import date

import pytest

from profiles.evaluation import evaluate
from profiles.evaluation.dates import DateOutOfRange, shifted

from .clinic import (
    HBA1C,
    ORDINARY,
    T2D,
    TODAY,
    Json,
    cell,
    count,
    document,
    hba1c,
    one_patient,
    tables_of,
    truth,
)

LEAP_DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("day", "offset", "expected"),
    [
        ("2026-03-31", "-P1M", "2026-02-28"),
        ("2024-03-31", "-P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "-P4Y", "2020-02-29"),
        ("2024-02-29", "P12M", "2025-02-28"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-11-21", "P6W", "2027-01-02"),
        ("2026-11-21", "-P90D", "2026-08-23"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2026-11-21", "P0D", "2026-11-21"),
    ],
)
def test_2_2_a_day_that_does_not_exist_becomes_the_last_of_its_month(
    day: str, offset: str, expected: str
) -> None:
    assert shifted(date.fromisoformat(day), offset) == date.fromisoformat(expected)


def test_2_2_an_offset_out_of_the_calendar_is_refused_by_name() -> None:
    with pytest.raises(DateOutOfRange, match="uden for kalenderen"):
        shifted(date(100, 1, 1), "-P200Y")


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2025-11-20", 0), ("2025-11-21", 1), ("2026-11-21", 1), ("2026-11-22", 0)],
)
def test_2_3_the_last_twelve_months_include_both_days(day: str, inside: int) -> None:
    last_year = {**HBA1C, "window": {"from": "-P12M"}}
    assert count(last_year, one_patient(measurement=[hba1c(day, "50")])) == inside


def test_2_3_no_window_is_everything_up_to_and_including_the_index_date() -> None:
    days = ["1900-01-01", "2026-11-21", "2026-11-22"]
    assert count(HBA1C, one_patient(measurement=[hba1c(day, "50") for day in days])) == 2


def test_2_3_a_missing_from_is_no_lower_bound() -> None:
    old = {**HBA1C, "window": {"to": "-P12M"}}
    days = ["1900-01-01", "2025-11-21", "2025-11-22"]
    assert count(old, one_patient(measurement=[hba1c(day, "50") for day in days])) == 2


def test_2_3_months_in_a_window_end_on_the_last_day_of_a_short_month() -> None:
    month = {**HBA1C, "window": {"from": "-P1M"}}
    tables = one_patient(measurement=[hba1c("2026-02-27", "50"), hba1c("2026-02-28", "50")])
    assert count(month, tables, today=date(2026, 3, 31)) == 1


def test_2_4_records_after_the_index_date_are_seen_only_when_the_window_reaches_them() -> None:
    booked = {"element": "appointment", "where": [{"field": "status", "is": "booked"}]}
    tables = one_patient(appointment=[{"date": "2026-12-01", "status": "booked"}])
    assert count(booked, tables) == 0
    assert count({**booked, "window": {"from": "P1D", "to": "P1M"}}, tables) == 1


def test_2_5_a_window_may_count_from_the_latest_record_of_another_selection() -> None:
    before_latest: Json = {
        **HBA1C,
        "window": {"anchor": {"type": "latest", "of": HBA1C}, "from": "-P3M", "to": "-P1D"},
    }
    days = ["2026-01-31", "2026-02-28", "2026-05-30", "2026-05-31"]
    tables = one_patient(measurement=[hba1c(day, "50") for day in days])
    assert count(before_latest, tables) == 2  # 31 May less three months is 28 February (2.2)


def test_2_5_without_an_anchor_record_the_selection_is_empty() -> None:
    since_diagnosis: Json = {**HBA1C, "window": {"anchor": {"type": "earliest", "of": T2D}, "to": "P100Y"}}
    assert count(since_diagnosis, one_patient(measurement=[hba1c("2026-01-01", "50")])) == 0


def test_b3_an_anchor_may_have_an_anchor_of_its_own() -> None:
    first = {"type": "earliest", "of": T2D}
    later = {"type": "earliest", "of": {**HBA1C, "window": {"anchor": first, "from": "P1D", "to": "P100Y"}}}
    asked: Json = {"element": "contact", "window": {"anchor": later, "from": "P0D", "to": "P0D"}}
    tables = one_patient(
        diagnosis=[{"code_sks": "DE11", "date": "2026-01-10"}],
        measurement=[hba1c("2026-01-10", "50"), hba1c("2026-02-01", "50"), hba1c("2026-03-01", "50")],
        contact=[{"date": "2026-02-01"}, {"date": "2026-01-10"}],
    )
    assert count(asked, tables) == 1


def test_b5_an_anchored_window_is_not_clamped_to_the_index_date() -> None:
    after = {**HBA1C, "window": {"anchor": {"type": "latest", "of": T2D}, "from": "P1D", "to": "P100Y"}}
    tables = one_patient(
        diagnosis=[{"code_sks": "DE11", "date": "2026-01-10"}],
        measurement=[hba1c("2026-11-21", "50"), hba1c("2027-01-01", "50")],
    )
    assert count(after, tables) == 2
    until_today = {"field": "date", "operator": "at_most", "value": {"offset": "P0D"}}
    assert count({**after, "where": [*after["where"], until_today]}, tables) == 1  # B6


def test_b7_an_offset_in_a_filter_counts_from_the_index_date_also_under_an_anchor() -> None:
    recent = {"field": "date", "operator": "at_least", "value": {"offset": "-P1M"}}
    asked: Json = {
        "element": "measurement",
        "where": [*HBA1C["where"], recent],
        "window": {"anchor": {"type": "latest", "of": T2D}, "to": "P100Y"},
    }
    tables = one_patient(
        diagnosis=[{"code_sks": "DE11", "date": "2026-01-10"}],
        measurement=[hba1c("2026-10-20", "50"), hba1c("2026-10-21", "50")],
    )
    assert count(asked, tables) == 1


def test_b11_the_anchor_record_itself_is_inside_a_window_without_to() -> None:
    asked: Json = {**HBA1C, "window": {"anchor": {"type": "latest", "of": HBA1C}, "from": "P0D"}}
    assert count(asked, one_patient(measurement=[hba1c("2026-10-20", "50"), hba1c("2026-10-21", "51")])) == 1


PERIODS: list[tuple[str, str, int]] = [
    ("2026-11-21", "", 1),
    ("2026-11-22", "", 0),
    ("2020-01-01", "2026-11-21", 1),
    ("2020-01-01", "2026-11-20", 0),
    ("", "", 0),
    ("", "2027-01-01", 0),
]


@pytest.mark.parametrize(("start", "end", "active"), PERIODS)
def test_2_6_active_on_the_index_date_is_a_window_from_today(start: str, end: str, active: int) -> None:
    asked = {"element": "medication", "window": {"from": "P0D"}}
    tables = one_patient(medication=[{"code_atc": "A10BA02", "start": start, "end": end}])
    assert count(asked, tables) == active


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"from": "-P1M", "on": "start"}, ["late"]),
        ({"from": "-P1M", "on": "end"}, ["early"]),
        ({"from": "-P1M"}, ["early", "late", "long"]),
        ({"to": "-P1Y"}, ["early", "long", "over"]),
        ({"on": "end"}, ["early", "over"]),
    ],
)
def test_2_6_and_b2_which_periods_a_window_selects(window: Json, expected: list[str]) -> None:
    periods = {
        "early": ("2025-01-01", "2026-11-01"),
        "late": ("2026-11-01", ""),
        "long": ("2025-01-01", ""),
        "over": ("2025-01-01", "2025-06-01"),
        "never": ("", "2026-11-01"),
    }
    patients = [{"patient_id": name, **ORDINARY} for name in periods]
    rows = [{"patient_id": name, "start": start, "end": end} for name, (start, end) in periods.items()]
    asked = {"id": "in", "type": "exists", "of": {"element": "medication", "window": window}}
    results = evaluate(document(asked), tables_of({"patient": patients, "medication": rows}), TODAY)
    assert [each.patient for each in results if each.outcome == "in"] == expected


def test_b2_a_period_that_ends_before_it_starts_gets_no_special_treatment() -> None:
    tables = one_patient(medication=[{"start": "2026-11-01", "end": "2026-10-01"}])
    assert count({"element": "medication", "window": {"from": "-P2M"}}, tables) == 1
    assert count({"element": "medication", "window": {"from": "P0D"}}, tables) == 0


def test_b4_a_reversed_window_is_empty_for_periods_too() -> None:
    reversed_window = {"from": "-P1M", "to": "-P2M"}
    tables = one_patient(medication=[{"start": "2000-01-01", "end": ""}], contact=[{"date": "2026-10-01"}])
    assert count({"element": "medication", "window": reversed_window}, tables) == 0
    assert count({"element": "contact", "window": reversed_window}, tables) == 0


def test_b4_a_window_reversed_by_its_anchor_is_empty_for_periods() -> None:
    anchor = {"type": "latest", "of": {"element": "contact"}}
    asked: Json = {"element": "medication", "window": {"anchor": anchor, "from": "P1D"}}
    tables = one_patient(medication=[{"start": "2000-01-01", "end": ""}], contact=[{"date": "2026-10-01"}])
    assert count(asked, tables) == 0


def test_1_5_a_record_without_its_key_date_is_selected_by_nothing() -> None:
    assert count(HBA1C, one_patient(measurement=[hba1c("", "50"), hba1c("2026-13-01", "50")])) == 0


def test_b12_the_time_of_day_does_not_move_a_record_out_of_its_window() -> None:
    asked = {**HBA1C, "window": {"from": "P0D"}}
    tables = one_patient(measurement=[hba1c("2026-11-21T23:59:59", "50")])
    assert count(asked, tables) == 1
    assert cell({"type": "days_since", "of": asked}, tables).value == 0


AGES = [
    ("2008-11-21", "2026-11-21", 18),
    ("2008-11-22", "2026-11-21", 17),
    ("2008-02-29", "2026-02-28", 17),
    ("2008-02-29", "2026-03-01", 18),
    ("2008-02-29", "2024-02-29", 16),
    ("2006-02-28", "2024-02-29", 18),
    ("2006-03-01", "2024-02-29", 17),
    ("2026-11-21", "2026-11-21", 0),
]


@pytest.mark.parametrize(("born", "today", "age"), AGES)
def test_2_7_age_is_the_largest_number_of_whole_years(born: str, today: str, age: int) -> None:
    tables = one_patient({"birth_date": born})
    assert cell({"type": "age"}, tables, today=date.fromisoformat(today)).value == age


@pytest.mark.parametrize("born", ["", "2026-11-22", "1970-02-30"])
def test_2_7_a_missing_or_future_birth_date_makes_age_unknown(born: str) -> None:
    adult = {"type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18}
    tables = one_patient({"birth_date": born})
    assert truth(adult, tables) == "unknown"
    assert cell({"type": "age"}, tables).value is None
