"""Case files are read strictly, filled up as promised, and compared with what an implementation says."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from profiles.evaluation.cases import (
    CaseProblem,
    EvaluationCase,
    disagreements,
    filled,
    load_cases,
    rows_of,
    write_tables,
)
from profiles.evaluation.cases.filling import shared_code_sets
from profiles.evaluation.cases.loading import read_cases
from profiles.standard.catalogue import load_catalogue
from profiles.standard.reading import read_json

Json = dict[str, Any]

PATIENT: Json = {"id": "anna", "title": "Anna", "expected": {"outcome": "in"}}
CASE: Json = {
    "id": "case",
    "rules": ["2.3"],
    "title": "Et eksempel",
    "explanation": "Forklaret.",
    "index_date": "2026-11-21",
    "patients": [PATIENT],
}


def written(folder: Path, content: object) -> Path:
    path = folder / "1.0" / "cases.json"
    path.parent.mkdir()
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def case_of(folder: Path, **more: Any) -> EvaluationCase:
    (case,) = read_cases(written(folder, [{**CASE, **more}]), "1.0")
    assert isinstance(case, EvaluationCase)
    return case


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("[", "1.0/cases.json: "),
        ({"id": "case"}, "1.0/cases.json: "),
        ([CASE, "text"], "1.0/cases.json/1: "),
        ([{**CASE, "comment": "?"}], "1.0/cases.json/0/comment (case): "),
        ([{**CASE, "rules": ["2.x"]}], "1.0/cases.json/0/rules/0 (case): "),
        ([{**CASE, "rules": []}], "1.0/cases.json/0/rules (case): "),
        ([{**CASE, "id": "Case 1"}], "1.0/cases.json/0/id (Case 1): "),
        ([{**CASE, "index_date": "i dag"}], "1.0/cases.json/0/index_date (case): "),
        ([{**CASE, "patients": []}], "1.0/cases.json/0/patients (case): "),
        ([{**CASE, "patients": [PATIENT, PATIENT]}], "1.0/cases.json/0 (case): "),
        (
            [{**CASE, "patients": [{**PATIENT, "expected": {"outcome": "maybe"}}]}],
            "1.0/cases.json/0/patients/0/expected/outcome (case): ",
        ),
        ([{**CASE, "type": "poem"}], "1.0/cases.json/0 (case): "),
    ],
)
def test_a_fault_is_named_by_file_and_place(tmp_path: Path, content: object, place: str) -> None:
    with pytest.raises(CaseProblem) as refused:
        read_cases(written(tmp_path, content), "1.0")
    assert str(refused.value).startswith(place)


def test_a_number_is_read_as_it_is_written(tmp_path: Path) -> None:
    text = json.dumps([CASE]).replace(
        '"outcome": "in"', '"columns": {"a": {"value": 0.10000000000000000001}}'
    )
    (case,) = read_cases(written(tmp_path, text), "1.0")
    assert isinstance(case, EvaluationCase)
    assert case.patients[0].expected.columns["a"].value == Decimal("0.10000000000000000001")


def test_a_document_is_filled_with_what_a_new_profile_has_and_the_code_sets_it_names(tmp_path: Path) -> None:
    asked = {"element": "diagnosis", "where": [{"field": "code", "in": "copd"}]}
    case = case_of(tmp_path, document={"inclusion": {"id": "in", "type": "exists", "of": asked}})
    document = filled(case).document
    assert (document["profile"], document["title"], document["standard"]) == ("case", "Et eksempel", "1.0")
    assert [each["id"] for each in document["code_sets"]] == ["copd"]
    assert read_json(document).inclusion.id == "in"


def test_a_code_set_that_a_case_defines_itself_is_its_own(tmp_path: Path) -> None:
    own = {"id": "copd", "title": "Egen", "rules": [{"system": "sks", "code": "DJ44", "include": True}]}
    asked = {"element": "diagnosis", "where": [{"field": "code", "in": "copd"}]}
    case = case_of(
        tmp_path, document={"code_sets": [own], "inclusion": {"id": "in", "type": "exists", "of": asked}}
    )
    assert filled(case).document["code_sets"] == [own]


def test_every_shared_code_set_is_used_by_a_case() -> None:
    used = {
        each["id"] for case in load_cases() if isinstance(case, EvaluationCase) for each in _code_sets(case)
    }
    assert shared_code_sets().keys() <= used


def _code_sets(case: EvaluationCase) -> list[Json]:
    whole = filled(case)
    return [each for document in (whole.document, *whole.package.values()) for each in document["code_sets"]]


def test_what_is_not_said_of_a_patient_is_ordinary(tmp_path: Path) -> None:
    patients = [{**PATIENT, "row": {"sex": "male"}, "records": {"contact": [{"date": "2026-01-01"}]}}]
    case = case_of(tmp_path, patients=patients)
    assert rows_of(case) == {
        "patient": [
            {
                "patient_id": "anna",
                "birth_date": "1970-05-05",
                "sex": "male",
                "enrolled_from": "2000-01-01",
            }
        ],
        "contact": [{"patient_id": "anna", "date": "2026-01-01"}],
    }
    folder = tmp_path / "tables"
    folder.mkdir()
    write_tables(case, folder)
    with (folder / "contact.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [
            {"patient_id": "anna", "kind": "", "date": "2026-01-01", "clinician": ""}
        ]


def test_every_heading_of_every_case_is_one_of_the_catalogue() -> None:
    for case in load_cases():
        if isinstance(case, EvaluationCase):
            catalogue = load_catalogue(case.standard)
            assert rows_of(case).keys() <= {element.id for element in catalogue.elements}, case.id


# --- comparing ----------------------------------------------------------------------------------

RESULT: Json = {
    "patient": "anna",
    "outcome": "in",
    "groups": ["high"],
    "columns": {"a": {"value": 47.545, "unit": "mmol/mol", "date": "2026-01-01", "level": None}},
    "actions": [],
    "data_quality": [],
    "why": {"in": {"truth": "true", "records": [{"value": 1}, {"value": 1}, {"value": 2}]}},
}


def differences(folder: Path, expected: Json, result: Json | None = RESULT) -> list[str]:
    case = case_of(folder, patients=[{**PATIENT, "expected": expected}])
    results = {} if result is None else {"anna": result}
    return disagreements(case, results, {"anna": {"in": "true"}})


@pytest.mark.parametrize(
    "expected",
    [
        {"outcome": "in"},
        {"truths": {"in": "true"}},
        {"groups": ["high"], "actions": []},
        {"columns": {"a": {"value": 47.545, "unit": "mmol/mol"}}},
        {"columns": {"a": {"level": None, "date": "2026-01-01"}}},
        {"why": {"in": [{"value": 2}, {"value": 1}, {"value": 1}], "out": None}},
    ],
)
def test_an_implementation_that_says_the_same_agrees(tmp_path: Path, expected: Json) -> None:
    assert differences(tmp_path, expected) == []


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ({"outcome": "out"}, "case, anna: outcome: ventede out, fik in"),
        ({"outcome": "absent"}, "case, anna: outcome: ventede absent, fik in"),
        ({"truths": {"in": "unknown"}}, "case, anna: in: ventede unknown, fik true"),
        ({"truths": {"other": "true"}}, "case, anna: other: ventede true, fik None"),
        ({"groups": []}, "case, anna: groups: ventede [], fik ['high']"),
        ({"columns": {"a": {"value": None}}}, "case, anna: a, value: ventede None, fik 47.545"),
        ({"columns": {"a": {"value": 47.5}}}, "case, anna: a, value: ventede 47.5, fik 47.545"),
        ({"columns": {"b": {"value": 1}}}, "case, anna: b, value: ventede 1, fik None"),
        (
            {"why": {"in": [{"value": 1}, {"value": 2}, {"value": 2}]}},
            "case, anna: why, in: ventede [{'value': 1}, {'value': 2}, {'value': 2}], "
            "fik [{'value': 1}, {'value': 1}, {'value': 2}]",
        ),
    ],
)
def test_every_disagreement_is_told(tmp_path: Path, expected: Json, line: str) -> None:
    assert differences(tmp_path, expected) == [line]


def test_a_patient_who_is_not_in_the_result_is_absent(tmp_path: Path) -> None:
    assert differences(tmp_path, {"outcome": "absent"}, None) == []


def test_a_missing_patient_is_told(tmp_path: Path) -> None:
    assert differences(tmp_path, {"outcome": "in"}, None) == ["case, anna: outcome: ventede in, fik absent"]


@pytest.mark.parametrize(("found", "agrees"), [(True, True), (1, False), (False, False)])
def test_yes_is_no_number(tmp_path: Path, found: object, agrees: bool) -> None:
    result = {**RESULT, "columns": {"a": {"value": found}}}
    assert (differences(tmp_path, {"columns": {"a": {"value": True}}}, result) == []) is agrees


def test_a_number_is_exact_whatever_kind_of_number_it_is(tmp_path: Path) -> None:
    for number, agrees in [(Fraction(1, 10), True), (0.1, True), (Decimal("0.10"), True), (0.11, False)]:
        folder = tmp_path / str(number).replace("/", "-")
        folder.mkdir()
        result = {**RESULT, "columns": {"a": {"value": number}}}
        assert (differences(folder, {"columns": {"a": {"value": 0.1}}}, result) == []) is agrees
