"""Parquet tables: the same results as CSV, and every fault of a large table named by file, row and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from profiles.evaluation import TableProblem, evaluate
from profiles.evaluation.layout import Kind, columns_of
from profiles.evaluation.opening import open_folder

from .clinic import CATALOGUE, T2D, TODAY, document

ANNA = {
    "patient_id": "anna-k",
    "birth_date": date(1970, 5, 5),
    "sex": "female",
    "enrolled_from": date(2000, 1, 1),
}
BO = {**ANNA, "patient_id": "bo"}
T90 = {"patient_id": "anna-k", "code_icpc_2_dk": "T90", "date": date(2020, 1, 1), "date_seconds": 0}
HBA1C = {
    "patient_id": "anna-k",
    "code_npu": "NPU27300",
    "date": date(2026, 1, 1),
    "date_seconds": 0,
    "value": Decimal("53.1"),
}
TYPES = {
    Kind.DATE: pa.date32(),
    Kind.MOMENT: pa.date32(),
    Kind.SECONDS: pa.int32(),
    Kind.NUMBER: pa.decimal128(28, 10),
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
}


def write(folder: Path, element: str, rows: list[dict[str, Any]], **types: Any) -> None:
    columns = {"patient_id": pa.string()}
    columns |= {each.name: TYPES[each.kind] for each in columns_of(CATALOGUE.element(element))}
    schema = pa.schema([(name, kind) for name, kind in (columns | types).items() if kind is not None])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{element}.parquet")


def problems(folder: Path, **rows: list[dict[str, Any]]) -> list[tuple[str, int | None, str | None]]:
    for element, each in {"patient": [ANNA, BO], **rows}.items():
        write(folder, element, each)
    with pytest.raises(TableProblem) as caught:
        open_folder(folder, CATALOGUE)
    return [(each.file, each.row, each.column) for each in caught.value.problems]


def test_a_document_is_run_on_parquet_as_on_csv(tmp_path: Path) -> None:
    write(tmp_path, "patient", [ANNA, BO])
    write(tmp_path, "diagnosis", [T90])
    results = evaluate(document({"id": "in", "type": "exists", "of": T2D}), tmp_path, TODAY)
    assert [(each.patient, str(each.outcome)) for each in results] == [("anna-k", "in"), ("bo", "out")]


def test_right_tables_are_opened_without_a_word(tmp_path: Path) -> None:
    write(tmp_path, "patient", [ANNA, BO])
    write(tmp_path, "measurement", [HBA1C, {**HBA1C, "comparator": "<"}])
    database, warnings = open_folder(tmp_path, CATALOGUE)
    database.close()
    assert warnings == ()


def test_an_unlisted_token_is_a_warning_where_it_stands_first(tmp_path: Path) -> None:
    write(tmp_path, "patient", [ANNA, {**BO, "sex": "kvinde"}, {**BO, "patient_id": "c", "sex": "kvinde"}])
    database, warnings = open_folder(tmp_path, CATALOGUE)
    database.close()
    assert [(each.file, each.row, each.column) for each in warnings] == [("patient.parquet", 2, "sex")]


@pytest.mark.parametrize(
    ("patients", "row"),
    [
        ([ANNA, BO, ANNA], 1),
        ([ANNA, {**BO, "patient_id": " "}], 2),
        ([ANNA, {**BO, "patient_id": None}], 2),
        ([ANNA, {**BO, "patient_id": "0101701234"}], 2),
    ],
)
def test_a_patient_stands_once_with_an_opaque_id(
    patients: list[dict[str, Any]], row: int, tmp_path: Path
) -> None:
    assert problems(tmp_path, patient=patients)[0] == ("patient.parquet", row, "patient_id")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"patient_id": "gunnar"}, "patient_id"),
        ({"code_npu": "npu27300"}, "code_npu"),
        ({"code_npu": "NPU 27300"}, "code_npu"),
        ({"code_npu": ""}, "code_npu"),
        ({"comparator": "<="}, "comparator"),
        ({"comparator": " <"}, "comparator"),
        ({"date_seconds": 90000}, "date_seconds"),
        ({"date_seconds": None}, "date_seconds"),
        ({"date": None}, "date_seconds"),
    ],
)
def test_a_fault_is_named_by_file_row_and_column(change: dict[str, Any], column: str, tmp_path: Path) -> None:
    found = problems(tmp_path, measurement=[HBA1C, HBA1C | change])
    assert found == [("measurement.parquet", 2, column)]


def test_a_cpr_number_in_a_text_is_refused_and_not_repeated(tmp_path: Path) -> None:
    contact = {"patient_id": "bo", "date": date(2026, 1, 1), "date_seconds": 0, "clinician": "010170-1234"}
    write(tmp_path, "patient", [ANNA, BO])
    write(tmp_path, "contact", [contact])
    with pytest.raises(TableProblem, match="ligner et CPR-nummer") as caught:
        open_folder(tmp_path, CATALOGUE)
    assert "010170" not in str(caught.value)


def test_columns_must_have_the_names_and_types_of_the_layout(tmp_path: Path) -> None:
    write(tmp_path, "patient", [ANNA])
    write(tmp_path, "measurement", [], value=pa.float64(), comparator=None)
    with pytest.raises(TableProblem) as caught:
        open_folder(tmp_path, CATALOGUE)
    assert {each.column for each in caught.value.problems} == {"value", "comparator"}


def test_a_file_of_something_else_a_stray_file_and_mixed_forms_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "patient", [ANNA])
    (tmp_path / "contact.parquet").write_text("not parquet")
    with pytest.raises(TableProblem, match=r"contact\.parquet: Filen kan ikke læses som Parquet"):
        open_folder(tmp_path, CATALOGUE)
    (tmp_path / "contact.parquet").rename(tmp_path / "contacts.parquet")
    with pytest.raises(TableProblem, match=r"contacts\.parquet: Standarden har intet element"):
        open_folder(tmp_path, CATALOGUE)
    (tmp_path / "contacts.parquet").rename(tmp_path / "contact.csv")
    with pytest.raises(TableProblem, match=r"både Parquet og \.csv"):
        open_folder(tmp_path, CATALOGUE)


def test_without_patients_there_is_nothing_to_open(tmp_path: Path) -> None:
    write(tmp_path, "contact", [])
    with pytest.raises(TableProblem, match=r"patient\.parquet"):
        open_folder(tmp_path, CATALOGUE)
