"""Boundary patients: on every bound of a document, and measured to be where they say they are."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from cockpit.demo.content import first_document
from profiles.evaluation import truths
from profiles.evaluation.boundary import BoundaryPatients, Coverage, boundary_patients, coverage
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.results import Truth
from profiles.evaluation.tables import read_tables
from profiles.standard.cpr import cpr_like
from profiles.standard.document import Document, MemberOf
from profiles.standard.problem import InvalidDocument
from profiles.standard.walk import walk
from tests.standard.strategies import documents

from .clinic import CATALOGUE, HBA1C, T2D, TODAY, Json, document, write_tables

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
LEAP_DAY = date(2024, 2, 29)
# More documents for a long run: EVALUATION_DOCUMENTS=100.
DOCUMENTS = int(os.environ.get("EVALUATION_DOCUMENTS", "3"))
IN_A_YEAR = {**HBA1C, "window": {"from": "-P12M"}}


@cache
def diabetes() -> BoundaryPatients:
    return boundary_patients(first_document(), TODAY)


def made(criterion: Json, **sections: Any) -> BoundaryPatients:
    return boundary_patients(document({"id": "asked", **criterion}, **sections), TODAY)


def reached(criterion: Json, **sections: Any) -> set[Truth]:
    return {each.truth for each in coverage(made(criterion, **sections)).reaches if each.reached}


def reason(covered: Coverage, truth: Truth, criterion: str = "asked") -> str:
    return next(each.reason for each in covered.reaches if (each.criterion, each.truth) == (criterion, truth))


def compare(measure: Json, operator: str, value: Any) -> Json:
    return {"type": "compare", "measure": measure, "operator": operator, "value": value}


# --- the whole profile --------------------------------------------------------------------------


def test_type_2_diabetes_is_reached_in_every_truth_that_its_form_allows() -> None:
    covered = coverage(diabetes())
    assert covered.lacking == ()
    assert covered.share == 1
    assert {each.truth for each in covered.possible if each.criterion == "inclusion"} == set(Truth)


def test_what_is_not_reached_has_a_reason_and_what_is_reached_needs_none() -> None:
    for each in coverage(diabetes()).reaches:
        assert bool(each.reason) is not each.reached, each
        assert each.possible or not each.reached, each


def test_every_purpose_is_true_when_the_patients_are_evaluated_again() -> None:
    patients = diabetes()
    found = truths(first_document(), patients.tables, TODAY)
    checked = [each for each in patients.purposes if each.truth is not None]
    assert len(checked) > 200
    for each in checked:
        assert found[each.patient][each.node or ""] is each.truth, each.sentence


def test_written_as_csv_and_read_again_the_patients_are_the_same(tmp_path: Path) -> None:
    odd = compare({"type": "latest", "of": HBA1C}, "at_least", 53)
    for patients in (diabetes(), made(odd)):
        write_tables(tmp_path, patients.rows)
        read = read_tables(tmp_path, CATALOGUE)
        assert truths(patients.document, read, TODAY) == truths(patients.document, patients.tables, TODAY)


def test_every_patient_tells_in_danish_what_it_was_made_for() -> None:
    patients = diabetes()
    told = {each.patient for each in patients.purposes}
    assert told == {row["patient_id"] for row in patients.patients}
    assert all(each.sentence.endswith(".") for each in patients.purposes)
    assert any("dør dagen efter opgørelsesdagen" in each.sentence for each in patients.purposes)


def test_death_and_leaving_on_the_index_date_decide_who_has_an_outcome() -> None:
    patients = diabetes()
    active = truths(first_document(), patients.tables, TODAY).keys()
    for each in patients.purposes:
        if each.node is None:
            assert (each.patient in active) is not each.sentence.endswith("intet udfald."), each.sentence


def test_columns_with_flags_have_patients_on_both_sides_of_their_bounds() -> None:
    values = {row.get("value") for row in diabetes().rows["measurement"] if row.get("code_npu") == "NPU27300"}
    assert {"70", "70.0000000001", "69.9999999999", "71"} <= values


def test_every_flag_of_a_column_is_raised_for_some_and_not_for_others() -> None:
    flags = coverage(diabetes()).flags
    assert {(each.column, each.raised) for each in flags} == {
        (column, raised) for column in ("latest-hba1c", "latest-systolic") for raised in (True, False)
    }
    assert all(each.reached for each in flags)


def test_a_flag_behind_another_is_asked_alone() -> None:
    flags = [
        {"level": "missing", "text": "Ikke målt", "when": "missing"},
        {"level": "critical", "text": "Højt", "operator": "greater_than", "value": 70},
        {"level": "attention", "text": "Også højt", "operator": "greater_than", "value": 71},
    ]
    column = {"id": "seen", "title": "HbA1c", "measure": {"type": "latest", "of": HBA1C}, "flags": flags}
    covered = coverage(boundary_patients(document(columns=[column]), TODAY))
    assert [(each.flag, each.raised) for each in covered.flags] == [
        (flag, raised) for flag in (1, 2, 3) for raised in (True, False)
    ]
    assert all(each.reached for each in covered.flags)


def test_no_boundary_patient_is_named_by_something_like_a_cpr_number() -> None:
    assert not [row for row in diabetes().patients if cpr_like(row["patient_id"])]


def test_the_same_document_gives_the_same_patients() -> None:
    again = boundary_patients(first_document(), TODAY)
    assert again.rows == diabetes().rows
    assert again.purposes == diabetes().purposes


# --- one criterion at a time --------------------------------------------------------------------


SELECTIONS: dict[str, Json] = {
    "no window": T2D,
    "a year back": IN_A_YEAR,
    "one-sided": {**HBA1C, "window": {"to": "-P6M"}},
    "to come": {"element": "appointment", "window": {"from": "P1D", "to": "P6M"}},
    "a running period": {"element": "medication", "window": {"from": "P0D"}},
    "an ended period": {"element": "plan", "window": {"from": "-P1Y", "on": "end"}},
    "a status": {"element": "diagnosis", "where": [{"field": "status", "one_of": ["current", "relevant"]}]},
    "no status": {"element": "diagnosis", "where": [{"field": "status", "missing": True}]},
    "a date compared": {
        "element": "diagnosis",
        "where": [{"field": "debut", "operator": "at_most", "value": {"offset": "-P12W"}}],
    },
    "a value compared": {
        **HBA1C,
        "where": [*HBA1C["where"], {"field": "value", "operator": "between", "value": [48, 53]}],
    },
    "a finding": {
        "element": "finding",
        "where": [{"field": "topic", "is": "smoking"}, {"field": "value", "is": "current"}],
    },
    "anchored": {**HBA1C, "window": {"anchor": {"type": "latest", "of": HBA1C}, "to": "-P84D"}},
    "after an anchor": {
        **HBA1C,
        "where": [*HBA1C["where"], {"field": "date", "operator": "at_most", "value": {"offset": "P0D"}}],
        "window": {"anchor": {"type": "earliest", "of": T2D}, "from": "P1D", "to": "P100Y"},
    },
    "an anchor of an anchor": {
        **HBA1C,
        "window": {
            "from": "P0D",
            "to": "P1Y",
            "anchor": {
                "type": "latest",
                "of": {**T2D, "window": {"from": "-P1Y", "anchor": {"type": "latest", "of": HBA1C}}},
            },
        },
    },
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_selection_is_found_and_missed(name: str) -> None:
    assert reached({"type": "exists", "of": SELECTIONS[name]}) == {TRUE, FALSE}


COMPARISONS: dict[str, tuple[Json, set[Truth]]] = {
    "age": (compare({"type": "age"}, "at_least", 18), set(Truth)),
    "sex": (compare({"type": "sex"}, "equal", "female"), set(Truth)),
    "latest": (compare({"type": "latest", "of": IN_A_YEAR}, "greater_than", 70), set(Truth)),
    "highest between": (compare({"type": "highest", "of": HBA1C}, "between", [48, 53]), set(Truth)),
    "average": (compare({"type": "average", "of": HBA1C}, "equal", 52.5), set(Truth)),
    "count": (compare({"type": "count", "of": HBA1C}, "at_least", 4), {TRUE, FALSE}),
    "count_days": (compare({"type": "count_days", "of": IN_A_YEAR}, "equal", 3), {TRUE, FALSE}),
    "days_since": (compare({"type": "days_since", "of": T2D}, "less_than", 365), set(Truth)),
    "share": (
        compare(
            {"type": "largest_share", "of": {"element": "contact"}, "field": "clinician"}, "at_most", 0.5
        ),
        set(Truth),
    ),
    "a date": (
        compare({"type": "latest", "of": T2D, "field": "debut"}, "at_least", {"offset": "-P1Y"}),
        set(Truth),
    ),
    "a token": (
        compare({"type": "latest", "of": {"element": "plan"}, "field": "status"}, "equal", "active"),
        set(Truth),
    ),
}


@pytest.mark.parametrize("name", COMPARISONS)
def test_a_comparison_is_reached_on_every_side_it_has(name: str) -> None:
    criterion, sides = COMPARISONS[name]
    assert reached(criterion) == sides


@pytest.mark.parametrize(
    ("measure", "operator", "value"),
    [("weighted_sum", "at_least", 100), ("change", "greater_than", 10), ("change", "equal", 0)],
)
def test_the_measures_of_1_1_are_reached_too(measure: str, operator: str, value: int) -> None:
    of = {**HBA1C, "window": {"from": "-P24M"}}
    assert reached(compare({"type": measure, "of": of}, operator, value), standard="1.1") == set(Truth)


def test_bounds_are_met_to_the_day_and_to_the_finest_step() -> None:
    patients = made(compare({"type": "latest", "of": IN_A_YEAR}, "at_least", 53))
    days = {row.get("date", "")[:10] for row in patients.rows["measurement"]}
    assert {"2025-11-20", "2025-11-21", "2025-11-22", "2026-11-20", "2026-11-21", "2026-11-22"} <= days
    values = {(row.get("comparator", ""), row.get("value")) for row in patients.rows["measurement"]}
    assert {("", "53"), ("", "52.9999999999"), ("<", "53"), (">", "53"), ("<", "53.0000000001")} <= values


def test_codes_are_tried_a_sign_longer_and_shorter_and_where_they_are_excluded() -> None:
    rules = [
        {"system": "sks", "code": "DE11", "descendants": True, "include": True},
        {"system": "sks", "code": "DE112", "include": False},
    ]
    patients = made(
        {"type": "exists", "of": {"element": "diagnosis", "where": [{"field": "code", "in": "dx"}]}},
        code_sets=[{"id": "dx", "title": "Diabetes", "rules": rules}],
    )
    codes = {row.get("code_sks") for row in patients.rows["diagnosis"]}
    assert {"DE11", "DE1", "DE110", "DE12", "E11", "DE112", "DE1120"} <= codes


def test_a_converted_code_set_is_met_on_the_converted_bound() -> None:
    rule = {"system": "npu", "code": "NPU03835", "include": True, "factor": 1000, "offset": -10}
    criterion = compare({"type": "latest", "of": HBA1C}, "equal", 53)
    sets = [{"id": "hba1c", "title": "HbA1c", "unit": "mmol/mol", "rules": [rule]}]
    assert reached(criterion, code_sets=sets) == set(Truth)
    assert "0.063" in {row.get("value") for row in made(criterion, code_sets=sets).rows["measurement"]}


def test_a_birthday_on_a_leap_day_is_among_the_ages() -> None:
    births = {row["birth_date"] for row in made(compare({"type": "age"}, "at_least", 18)).patients}
    assert {"2008-11-20", "2008-11-21", "2008-11-22", "2008-02-29"} <= births


# --- wholes -------------------------------------------------------------------------------------


def leaf(identifier: str, value: int) -> Json:
    return {"id": identifier, **compare({"type": "latest", "of": HBA1C}, "at_least", value)}


ADULT = {"id": "adult", **compare({"type": "age"}, "at_least", 18)}
CODED = {"id": "coded", "type": "exists", "of": T2D}


@pytest.mark.parametrize(
    "whole",
    [
        {"type": "all", "of": [ADULT, CODED, leaf("high", 70)]},
        {"type": "any", "of": [ADULT, leaf("high", 70)]},
        {"type": "at_least", "n": 2, "of": [ADULT, CODED, leaf("high", 70)]},
        {"type": "not", "of": {"id": "both", "type": "all", "of": [ADULT, leaf("high", 70)]}},
    ],
    ids=lambda whole: whole["type"],
)
def test_a_whole_is_reached_in_all_three_truths(whole: Json) -> None:
    assert reached(whole) == set(Truth)


def test_another_profile_is_reached_by_its_own_patients() -> None:
    other = document({"id": "other", "type": "all", "of": [ADULT, leaf("high", 70)]}, profile="andet")
    member = document({"id": "asked", "type": "member_of", "profile": "andet", "version": "1.0.0"})
    patients = boundary_patients(member, TODAY, package={"andet@1.0.0": other})
    assert coverage(patients).lacking == ()
    assert len(coverage(patients).possible) == len(Truth)


def test_another_profile_that_is_not_there_is_refused() -> None:
    member = document({"id": "asked", "type": "member_of", "profile": "andet", "version": "1.0.0"})
    with pytest.raises(PackageProblem):
        boundary_patients(member, TODAY)


# --- what cannot be reached ---------------------------------------------------------------------


def test_an_exists_is_never_unknown_and_says_so() -> None:
    assert "aldrig være ukendt" in reason(coverage(made({"type": "exists", "of": T2D})), UNKNOWN)


TWO_STATUSES = [{"field": "status", "is": "current"}, {"field": "status", "is": "closed"}]
LOW_AND_HIGH = [
    *HBA1C["where"],
    {"field": "value", "operator": "less_than", "value": 5},
    {"field": "value", "operator": "greater_than", "value": 6},
]
UNSATISFIABLE: dict[str, tuple[Json, str]] = {
    "a reversed window": ({**HBA1C, "window": {"from": "P0D", "to": "-P1D"}}, "efter at det er slut"),
    "two statuses at once": ({"element": "diagnosis", "where": TWO_STATUSES}, "Ingen værdi af status"),
    "a value below and above": ({**HBA1C, "where": LOW_AND_HIGH}, "Ingen værdi af"),
    "an anchor that is never there": (
        {
            **HBA1C,
            "window": {"anchor": {"type": "latest", "of": {"element": "diagnosis", "where": TWO_STATUSES}}},
        },
        "Ingen værdi af status",
    ),
}


@pytest.mark.parametrize("name", UNSATISFIABLE)
def test_a_selection_that_is_always_empty_is_not_possible_to_reach(name: str) -> None:
    selection, why = UNSATISFIABLE[name]
    covered = coverage(made({"type": "exists", "of": selection}))
    assert {each.truth for each in covered.possible} == {FALSE}
    assert why in reason(covered, TRUE)
    assert "aldrig være ukendt" in reason(covered, UNKNOWN)
    assert covered.share == 1


def test_a_comparison_that_holds_for_no_value_is_not_possible_to_reach() -> None:
    covered = coverage(made(compare({"type": "count", "of": HBA1C}, "less_than", 0)))
    assert {each.truth for each in covered.possible} == {FALSE}
    assert reason(covered, TRUE)


def test_parts_that_exclude_each_other_are_told_apart_from_what_is_impossible() -> None:
    both = {"id": "not-coded", "type": "not", "of": {**CODED, "id": "again"}}
    covered = coverage(made({"type": "all", "of": [CODED, both]}))
    assert [each.truth for each in covered.lacking] == [TRUE]
    assert "Ikke fundet" in reason(covered, TRUE)
    assert covered.share < 1


def test_a_text_that_is_no_valid_document_is_refused() -> None:
    wrong = first_document().model_copy(update={"code_sets": ()})
    with pytest.raises(InvalidDocument):
        boundary_patients(wrong, TODAY)


# --- any document -------------------------------------------------------------------------------


def test_any_document_has_patients_that_are_where_they_say() -> None:
    possible: list[int] = []
    lacking: list[int] = []

    @seed(20261121)
    @settings(
        max_examples=DOCUMENTS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(members=False))
    def are_where_they_say(wanted: Document) -> None:
        if not any(isinstance(spot.part, MemberOf) for spot in walk(wanted)):
            covered = checked(wanted)
            possible.append(len(covered.possible))
            lacking.append(len(covered.lacking))

    are_where_they_say()
    share = 1 - sum(lacking) / sum(possible)
    print(f"{share:.1%} of the {sum(possible)} truths that the form of the documents allows")  # noqa: T201
    assert share > 0.8


def checked(wanted: Document) -> Coverage:
    patients = boundary_patients(wanted, LEAP_DAY)
    found = truths(wanted, patients.tables, LEAP_DAY)
    for each in patients.purposes:
        assert each.truth is None or found[each.patient][each.node or ""] is each.truth, each.sentence
    covered = coverage(patients)
    assert not [each for each in covered.reaches if each.reached and not each.possible]
    return covered
