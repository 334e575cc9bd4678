"""Measures: one value from a selection, its order, its ties, its rounding (3.3-3.5, Annex B.C)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from .clinic import HBA1C, T2D, Json, Row, cell, cells, hba1c, one_patient

DAY = "2026-11-01"


def of(kind: str, selection: Json = HBA1C, **more: Any) -> Json:
    return {"type": kind, "of": selection, **more}


def shown(measure: Json, **records: Sequence[Row]) -> Any:
    return cell(measure, one_patient(None, **records)).value


def test_3_3_exists_count_and_count_days_of_nothing_are_known_and_all_others_missing() -> None:
    known: dict[str, Any] = {"exists": False, "count": 0, "count_days": 0}
    missing = ["latest", "earliest", "highest", "lowest", "average", "days_since", "largest_share"]
    measures = {kind: of(kind) for kind in [*known, *missing]}
    measures["largest_share"] = of("largest_share", {"element": "contact"}, field="clinician")
    found = {kind: each.value for kind, each in cells(measures, one_patient()).items()}
    assert found == {**known, **dict.fromkeys(missing)}


def test_c1_identical_records_are_counted_one_by_one_and_days_once() -> None:
    twice = [hba1c(DAY, "50"), hba1c(DAY, "50"), hba1c(f"{DAY}T12:00", "51")]
    assert shown(of("count"), measurement=twice) == 3
    assert shown(of("count_days"), measurement=twice) == 1


ORDER: list[tuple[list[Row], str]] = [
    ([hba1c("2026-10-01", "60"), hba1c("2026-11-01", "50")], "50"),  # key date first
    ([hba1c(f"{DAY}T10:00", "50"), hba1c(DAY, "60")], "50"),  # no time is midnight
    ([hba1c(f"{DAY}T10:00", "50"), hba1c(f"{DAY}T10:00:00", "60")], "60"),  # T10:00 is T10:00:00 (B12)
    ([hba1c(DAY, "50"), hba1c(DAY, "60")], "60"),  # then the value
    ([hba1c(DAY, "50", code_local="B"), hba1c(DAY, "60", code_local="A")], "60"),  # before the code
    ([hba1c(DAY, "9"), hba1c(DAY, "10")], "10"),  # as numbers, not as texts
    ([hba1c(DAY, "50", "<"), hba1c(DAY, "50")], "50"),  # <50 is just before 50
    ([hba1c(DAY, "50", ">"), hba1c(DAY, "50")], ">50"),  # >50 is just after 50
    ([hba1c(DAY, "50", ">"), hba1c(DAY, "50.0000000001")], "50.0000000001"),
    ([hba1c(DAY, ""), hba1c("2026-10-01", "50")], "50"),  # without the asked-for field: no part
]


@pytest.mark.parametrize(("records", "latest"), ORDER)
def test_3_4_latest_is_the_greatest_in_the_order(records: list[Row], latest: str) -> None:
    for given in (records, records[::-1]):
        found = cell(of("latest"), one_patient(measurement=given))
        assert f"{found.comparator or ''}{found.value}" == latest


def test_3_4_earliest_is_the_smallest_in_the_same_order() -> None:
    records = [hba1c(DAY, "50"), hba1c(DAY, "50", "<"), hba1c(f"{DAY}T08:00", "40")]
    found = cell(of("earliest"), one_patient(measurement=records))
    assert (found.value, found.comparator) == (50, "<")


def test_c5_codes_break_ties_in_the_order_of_systems_and_missing_comes_first() -> None:
    latest = of("latest", {"element": "diagnosis"}, field="code")
    records = [
        {"date": DAY, "code_sks": "DZ99"},
        {"date": DAY, "code_icpc_2_dk": "A01", "code_sks": "DE11"},
        {"date": DAY, "code_icpc_2_dk": "A01"},
    ]
    assert shown(latest, diagnosis=records) == {"icpc-2-dk": "A01", "sks": "DE11"}
    assert shown({**latest, "type": "earliest"}, diagnosis=records) == {"sks": "DZ99"}


def test_c5_a_comparator_says_nothing_between_missing_values() -> None:
    records = [hba1c(DAY, "", "<", code_local="B"), hba1c(DAY, "", code_local="A")]
    latest = of("latest", field="code")
    assert shown(latest, measurement=records) == {"npu": "NPU27300", "local": "B"}


def test_c6_the_remaining_fields_in_catalogue_order_decide_what_is_left() -> None:
    latest = of("latest", {"element": "diagnosis"}, field="kind")
    same = {"date": DAY, "code_sks": "DE11"}
    assert shown(latest, diagnosis=[{**same, "kind": "course"}, {**same, "kind": "contact"}]) == "course"
    by_debut = [{**same, "kind": "course"}, {**same, "kind": "contact", "debut": "2020-01-01"}]
    assert shown(latest, diagnosis=by_debut) == "contact"


def test_c5_texts_are_ordered_by_code_point_and_no_locale() -> None:
    latest = of("latest", {"element": "contact"}, field="clinician")
    names = ["Zoe", "anna", "Ærø", "Åse", "\U0001d11e", "\uffee"]
    assert shown(latest, contact=[{"date": DAY, "clinician": name} for name in names]) == "\U0001d11e"
    assert (
        shown({**latest, "type": "earliest"}, contact=[{"date": DAY, "clinician": n} for n in names]) == "Zoe"
    )


def test_3_5_highest_and_lowest_take_the_later_of_equals() -> None:
    records = [
        hba1c("2026-09-01", "70"),
        hba1c("2026-10-01", "70"),
        hba1c("2026-11-01", "60"),
        hba1c("2026-08-01", "60"),
    ]
    tables = one_patient(measurement=records)
    assert cell(of("highest"), tables).date == date(2026, 10, 1)
    assert cell(of("lowest"), tables).date == date(2026, 11, 1)


def test_c8_the_highest_of_more_than_90_and_95_is_95() -> None:
    tables = one_patient(measurement=[hba1c("2026-11-01", "90", ">"), hba1c("2026-10-01", "95")])
    found = cell(of("highest"), tables)
    assert (found.value, found.comparator, found.date) == (95, None, date(2026, 10, 1))


def test_c7_measurements_without_a_value_are_records_all_the_same() -> None:
    records = [hba1c("2026-11-01", ""), hba1c("2026-10-01", "50")]
    assert shown(of("count"), measurement=records) == 2
    assert shown(of("days_since"), measurement=records) == 20
    assert shown(of("lowest"), measurement=records) == 50


def test_c2_highest_of_a_date_is_the_latest_date_wherever_it_stands() -> None:
    records = [{"start": "2026-01-01", "end": "2026-02-01"}, {"start": "2025-01-01", "end": "2026-12-01"}]
    ends = {"element": "medication"}
    assert shown(of("highest", ends, field="end"), medication=records) == date(2026, 12, 1)
    assert shown(of("latest", ends, field="end"), medication=records) == date(2026, 2, 1)  # C3


def test_c3_periods_of_one_day_are_ordered_by_the_time_they_started() -> None:
    records = [
        {"start": f"{DAY}T10:00", "end": "2026-11-20", "form": "injection"},
        {"start": f"{DAY}T09:00", "end": "2026-11-20T23:00", "form": "other"},
    ]
    assert shown(of("latest", {"element": "medication"}, field="form"), medication=records) == "injection"


def test_c4_days_since_a_record_after_the_index_date_is_negative() -> None:
    booked = {"element": "appointment", "window": {"to": "P1M"}}
    assert shown(of("days_since", booked), appointment=[{"date": "2026-11-24"}]) == -3


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (["1", "2"], "1.5"),
        (["0.000001", "0.000002"], "0.000002"),  # 0.0000015: half to even
        (["0.000002", "0.000003"], "0.000002"),  # 0.0000025: half to even
        (["-0.000001", "-0.000002"], "-0.000002"),
        (["-0.000002", "-0.000003"], "-0.000002"),
        (["0.0000025"], "0.000002"),
        (["0.0000025000", "0.0000025002"], "0.000003"),
        (["1", "1", "2"], "1.333333"),
        (["2", "2", "1"], "1.666667"),
        (["99999999999999999", "99999999999999999"], "99999999999999999"),
        (["50", "<40", "", "60"], "55"),
        (["-5", "5"], "0"),
    ],
)
def test_3_5_and_c12_average_is_exact_and_rounded_half_even_once(values: list[str], mean: str) -> None:
    records = [hba1c(DAY, value.lstrip("<"), "<" * value.startswith("<")) for value in values]
    assert shown(of("average"), measurement=records) == Decimal(mean)


def test_c12_average_is_missing_when_every_record_is_censored_or_empty() -> None:
    assert shown(of("average"), measurement=[hba1c(DAY, "5", "<"), hba1c(DAY, "")]) is None


@pytest.mark.parametrize(
    ("clinicians", "share"),
    [
        (["Anna", "Anna", "Bo"], "0.666667"),
        (["Anna", "Bo", "Eva"], "0.333333"),
        (["Anna", ""], "1"),
        (["", ""], None),
    ],
)
def test_c10_largest_share_leaves_records_without_the_field_out(
    clinicians: list[str], share: str | None
) -> None:
    records = [{"date": DAY, "clinician": name} for name in clinicians]
    found = shown(of("largest_share", {"element": "contact"}, field="clinician"), contact=records)
    assert found == (None if share is None else Decimal(share))


def test_c9_latest_of_a_coding_is_its_normalised_codes_by_system() -> None:
    records = [{"date": DAY, "code_icpc_2_dk": "t 90", "code_sks": "de11.9"}]
    found = cell(of("latest", T2D, field="code"), one_patient(diagnosis=records))
    assert found.value == {"icpc-2-dk": "T90", "sks": "DE119"}
    assert found.date == date(2026, 11, 1)


def test_c13_which_measures_have_a_date() -> None:
    tables = one_patient(measurement=[hba1c(f"{DAY}T10:00", "50")])
    dated = ["latest", "earliest", "highest", "lowest", "days_since"]
    undated = ["exists", "count", "count_days", "average"]
    found = cells({kind: of(kind) for kind in [*dated, *undated]}, tables)
    assert {kind: each.date for kind, each in found.items()} == {
        **dict.fromkeys(dated, date(2026, 11, 1)),
        **dict.fromkeys(undated),
    }


def test_c11_holds_is_the_truth_of_a_criterion_and_missing_when_unknown() -> None:
    high = {"id": "high", "type": "compare", "measure": of("latest"), "operator": "at_least", "value": 53}
    holds = {"type": "holds", "of": high}
    assert shown(holds, measurement=[hba1c(DAY, "53")]) is True
    assert shown(holds, measurement=[hba1c(DAY, "52")]) is False
    assert shown(holds) is None


def test_3_2_a_filter_on_a_missing_field_does_not_hold() -> None:
    filters: list[Json] = [
        {"field": "status", "is": "current"},
        {"field": "status", "missing": True},
        {"field": "status", "missing": False},
        {"field": "debut", "operator": "not_equal", "value": "2020-01-01"},
        {"field": "code", "missing": False},
    ]
    asked = {
        f"filter-{number}": of("count", {"element": "diagnosis", "where": [each]})
        for number, each in enumerate(filters)
    }
    found = cells(asked, one_patient(diagnosis=[{"date": DAY, "code_sks": "DE11"}]))
    assert [each.value for each in found.values()] == [0, 1, 0, 0, 1]
