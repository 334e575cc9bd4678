"""Tables as JSON, and units beside the numbers: the same records, or a fault named by its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from profiles.evaluation.notices import TableProblem
from profiles.evaluation.tables import Tables, read_tables

from .clinic import CATALOGUE

ANNA: dict[str, Any] = {"patient_id": "anna-k", "birth_date": "1970-05-05", "enrolled_from": "2000-01-01"}
HBA1C: dict[str, Any] = {
    "patient_id": "anna-k",
    "code_npu": "NPU27300",
    "date": "2026-03-01",
    "value": 53.10,
}


def read(folder: Path, **files: Any) -> Tables:
    """Tables of JSON values, or of texts as they stand; the patients are Anna unless said."""
    for name, value in {"patient_json": [ANNA], **files}.items():
        name = name.replace("_", ".", 1)
        (folder / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return read_tables(folder, CATALOGUE)


def problems(folder: Path, **files: Any) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(TableProblem) as caught:
        read(folder, **files)
    return [(each.file, each.row, each.column) for each in caught.value.problems]


def test_what_is_left_out_or_null_is_missing_and_numbers_are_what_is_written(tmp_path: Path) -> None:
    tables = read(tmp_path, measurement_json='[{"patient_id": "anna-k", "value": 6.10, "comparator": null}]')
    columns = tables.by_element["measurement"].columns
    assert columns["value"] == ["6.1"]
    assert columns["comparator"] == columns["code_npu"] == columns["date"] == [None]


def test_a_number_never_passes_through_binary_fractions(tmp_path: Path) -> None:
    written = '[{"patient_id": "anna-k", "value": 123456789012345678.0123456789}]'
    tables = read(tmp_path, measurement_json=written)
    assert tables.by_element["measurement"].columns["value"] == ["123456789012345678.0123456789"]


def test_a_line_of_jsonl_is_a_record_and_its_number_its_row(tmp_path: Path) -> None:
    lines = [json.dumps(HBA1C), "", json.dumps({**HBA1C, "patient_id": "gunnar"})]
    assert problems(tmp_path, measurement_jsonl="\n".join(lines)) == [("measurement.jsonl", 2, "patient_id")]


def test_one_element_in_two_forms_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, patient_csv="patient_id\n")
    assert found == [("patient.csv", None, None), ("patient.json", None, None)]


@pytest.mark.parametrize(
    ("written", "row", "column"),
    [
        ("{", 1, None),
        ('{"patient_id": "anna-k"}', None, None),
        ('["anna-k"]', 1, None),
        ('[{"patient_id": "anna-k", "value": true}]', 1, "value"),
        ('[{"patient_id": "anna-k", "value": [1]}]', 1, "value"),
        ('[{"patient_id": "anna-k", "value": {"amount": 1}}]', 1, "value"),
        ('[{"patient_id": "anna-k", "value": NaN}]', None, None),
        ('[{"patient_id": "anna-k", "value": 1, "value": 2}]', None, "value"),
        ('[{"patient_id": "anna-k", "vaerdi": 1}]', None, "vaerdi"),
        ('[{"patient_id": "anna-k"}, {"patient_id": "gunnar"}]', 2, "patient_id"),
        ('[{"value": 1}]', 1, "patient_id"),
        ("[" * 100_000, None, None),
    ],
)
def test_a_fault_in_json_is_named_by_its_place(
    written: str, row: int | None, column: str | None, tmp_path: Path
) -> None:
    assert problems(tmp_path, measurement_json=written) == [("measurement.json", row, column)]


def test_a_patient_stands_once_in_json_too(tmp_path: Path) -> None:
    assert problems(tmp_path, patient_json=[ANNA, ANNA]) == [("patient.json", 2, "patient_id")]


def test_an_impossible_date_and_an_unknown_token_are_warnings_with_their_row(tmp_path: Path) -> None:
    odd = {**ANNA, "patient_id": "bo", "birth_date": "1970-02-30", "sex": "kvinde"}
    tables = read(tmp_path, patient_json=[ANNA, odd])
    assert [(each.row, each.column) for each in tables.warnings] == [(2, "birth_date"), (2, "sex")]


# --- units --------------------------------------------------------------------------------------


def measured(*units: str | None, code: str = "NPU27300") -> list[dict[str, Any]]:
    return [{**HBA1C, "code_npu": code, "unit": unit} for unit in units]


def test_a_unit_may_stand_beside_every_number(tmp_path: Path) -> None:
    records = [*measured("mmol/mol", None, " mmol/mol "), *measured("%", code="NPU03835")]
    tables = read(tmp_path, measurement_json=records)
    assert len(tables.by_element["measurement"].patients) == 4
    assert "unit" not in tables.by_element["measurement"].columns


def test_two_units_for_one_code_are_refused_where_the_second_stands(tmp_path: Path) -> None:
    records = [*measured("mmol/mol"), *measured("%", code="npu 27300"), *measured("mmol/mol")]
    assert problems(tmp_path, measurement_json=records) == [("measurement.json", 2, "unit")]


def test_only_measurements_have_units(tmp_path: Path) -> None:
    service = [{"patient_id": "anna-k", "code_ydelse": "80-0101", "date": "2026-01-01", "unit": "%"}]
    assert problems(tmp_path, service_json=service) == [("service.json", None, "unit")]
