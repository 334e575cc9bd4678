"""Reading tables: what is refused, what is missing, and what the person is told (1.4, 1.5, B8, D10, 10.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiles.evaluation.notices import Notice, TableProblem
from profiles.evaluation.tables import Tables, read_tables

from .clinic import CATALOGUE, hba1c, one_patient, write_tables

PATIENT_HEADINGS = "patient_id,birth_date,sex,deceased_date,enrolled_from,enrolled_to"
ANNA = "anna-k,1970-05-05,female,,2000-01-01,"
DIAGNOSIS_HEADINGS = "patient_id,code_icpc_2_dk,code_sks,date,debut,end,kind,status"


def read(folder: Path, **files: str) -> Tables:
    """Tables of the files' texts; an ordinary ``patient.csv`` unless one is given."""
    for name, text in {"patient": f"{PATIENT_HEADINGS}\n{ANNA}\n", **files}.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return read_tables(folder, CATALOGUE)


def problems(folder: Path, **files: str) -> list[tuple[str, int | None, str | None]]:
    """Where the problems are: file, row and column."""
    with pytest.raises(TableProblem) as caught:
        read(folder, **files)
    return [(each.file, each.row, each.column) for each in caught.value.problems]


def test_a_folder_with_patients_alone_has_empty_tables_of_everything_else(tmp_path: Path) -> None:
    tables = read(tmp_path)
    assert tables.by_element["patient"].patients == ("anna-k",)
    assert not tables.by_element["diagnosis"].patients
    assert tables.warnings == ()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="Mappen findes ikke"):
        read_tables(tmp_path / "nowhere", CATALOGUE)


def test_without_patients_there_is_nothing_to_evaluate(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match=r"patient\.csv: Tabellen mangler"):
        read_tables(tmp_path, CATALOGUE)


def test_a_misspelt_file_does_not_pass_for_an_element_without_records(tmp_path: Path) -> None:
    assert problems(tmp_path, diagnoses="patient_id\n") == [("diagnoses.csv", None, None)]


def test_missing_and_unknown_and_repeated_columns_are_all_named(tmp_path: Path) -> None:
    found = problems(tmp_path, service="patient_id,code_ydelse,code_ydelse,dato\n")
    assert found == [
        ("service.csv", 1, "date"),
        ("service.csv", 1, "dato"),
        ("service.csv", 1, "code_ydelse"),
    ]


def test_columns_may_stand_in_any_order_and_the_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    tables = read(tmp_path, service="\ufeffdate,patient_id,code_ydelse\n2026-01-01,anna-k,80-0101\n")
    assert tables.by_element["service"].columns["date"] == ["2026-01-01"]


def test_a_row_with_too_few_fields_is_named(tmp_path: Path) -> None:
    text = "patient_id,code_ydelse,date\nanna-k,80-0101,2026-01-01\nanna-k,80-0101\n"
    assert problems(tmp_path, service=text) == [("service.csv", 3, None)]


@pytest.mark.parametrize("text", ["", "\n\n", '"patient_id\n'])
def test_an_empty_or_broken_file_is_named(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, service=text) == [("service.csv", None, None)]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "contact.csv").write_bytes("patient_id,kind,date,clinician\nanna-k,,,Ærø\n".encode("latin-1"))
    assert problems(tmp_path) == [("contact.csv", None, None)]


def test_a_control_sign_is_refused(tmp_path: Path) -> None:
    text = "patient_id,kind,date,clinician\nanna-k,phone,2026-01-01,A\x1fB\n"
    assert problems(tmp_path, contact=text) == [("contact.csv", None, None)]


def test_a_patient_may_stand_once_and_must_have_an_id(tmp_path: Path) -> None:
    text = f"{PATIENT_HEADINGS}\n{ANNA}\n,1970-05-05,,,,\n{ANNA}\n"
    assert problems(tmp_path, patient=text) == [
        ("patient.csv", 3, "patient_id"),
        ("patient.csv", 4, "patient_id"),
    ]


def test_a_record_of_a_patient_who_is_not_there_is_named(tmp_path: Path) -> None:
    text = "patient_id,code_ydelse,date\nanna-k,80-0101,2026-01-01\ngunnar-s,80-0101,2026-01-01\n"
    assert problems(tmp_path, service=text) == [("service.csv", 3, "patient_id")]


def test_a_cpr_number_is_refused_and_not_repeated(tmp_path: Path) -> None:
    text = f"{PATIENT_HEADINGS}\n010170-1234,1970-01-01,,,,\n"
    with pytest.raises(TableProblem) as caught:
        read(tmp_path, patient=text)
    assert "CPR-nummer" in str(caught.value)
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("cell", ["Anna 010170-1234", "0101701234"])
def test_a_cpr_number_in_a_text_is_refused(cell: str, tmp_path: Path) -> None:
    text = f"patient_id,kind,date,clinician\nanna-k,phone,2026-01-01,{cell}\n"
    assert problems(tmp_path, contact=text) == [("contact.csv", 2, "clinician")]


def test_a_cpr_number_where_a_date_should_stand_is_refused(tmp_path: Path) -> None:
    text = f"{PATIENT_HEADINGS}\nanna-k,010170-1234,,,,\n"
    assert problems(tmp_path, patient=text) == [("patient.csv", 2, "birth_date")]


def test_one_of_medcoms_test_numbers_may_be_a_patients_id(tmp_path: Path) -> None:
    tables = read(tmp_path, patient=f"{PATIENT_HEADINGS}\n2512489996,1948-12-25,female,,2000-01-01,\n")
    assert tables.by_element["patient"].patients == ("2512489996",)


def test_a_number_with_more_digits_than_are_exact_is_refused(tmp_path: Path) -> None:
    write_tables(
        tmp_path, {"measurement": [{"patient_id": "anna-k", **hba1c("2026-01-01", "0.12345678901")}]}
    )
    assert problems(tmp_path) == [("measurement.csv", 2, "value")]


def test_the_text_of_a_problem_shows_the_first_twenty_places() -> None:
    problem = TableProblem([Notice("a.csv", "Nej.", row, "b") for row in range(1, 31)])
    assert len(problem.problems) == 30
    assert str(problem).splitlines()[0] == "a.csv, række 1, kolonnen b: Nej."
    assert str(problem).splitlines()[-1] == "… og 10 fejl mere."


# --- missing, not wrong: B8, D10 ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "day", "seconds"),
    [
        ("2026-01-31", "2026-01-31", "0"),
        ("2026-01-31T10:00", "2026-01-31", "36000"),
        ("2026-01-31T10:00:00", "2026-01-31", "36000"),
        ("2026-01-31T23:59:59", "2026-01-31", "86399"),
        ("2026-01-31T24:00", None, None),
        ("2026-01-31 10:00", None, None),
        ("2026-01-31T10", None, None),
        ("2026-02-30", None, None),
        ("2026-02-30T10:00", None, None),
        ("31-01-2026", None, None),
        (" 2026-01-31", None, None),
        ("", None, None),
    ],
)
def test_b8_a_key_date_is_a_day_of_the_calendar_with_or_without_a_time(
    written: str, day: str | None, seconds: str | None
) -> None:
    columns = one_patient(contact=[{"date": written}]).by_element["contact"].columns
    assert (columns["date"], columns["date_seconds"]) == ([day], [seconds])


def test_b8_only_a_key_date_may_carry_a_time() -> None:
    tables = one_patient(diagnosis=[{"date": "2026-01-01", "debut": "2026-01-01T10:00"}])
    assert tables.by_element["diagnosis"].columns["debut"] == [None]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("53", "53"),
        ("53.50", "53.5"),
        ("-0.0", "0"),
        ("007", "7"),
        ("-5.5", "-5.5"),
        ("5,3", None),
        ("1e3", None),
        ("+5", None),
        (".5", None),
        ("5.", None),
        (" 5", None),
        ("٥", None),
        ("", None),
    ],
)
def test_b8_a_number_is_digits_with_or_without_decimals(written: str, number: str | None) -> None:
    tables = one_patient(measurement=[hba1c("2026-01-01", written)])
    assert tables.by_element["measurement"].columns["value"] == [number]


def test_what_is_read_as_missing_or_unlisted_is_told_as_a_warning() -> None:
    tables = one_patient(
        {"birth_date": "5/5 1970", "sex": "kvinde"},
        measurement=[
            hba1c("2026-01-01", "halvtreds"),
            hba1c("2026-01-01T1", "5"),
            hba1c("2026-01-01", "5", "ca."),
        ],
    )
    places = [(each.file, each.row, each.column) for each in tables.warnings]
    assert places == [
        ("patient.csv", 2, "birth_date"),
        ("patient.csv", 2, "sex"),
        ("measurement.csv", 3, "date"),
        ("measurement.csv", 2, "value"),
        ("measurement.csv", 4, "comparator"),
    ]
    assert "regnes som manglende" in str(tables.warnings[0])


def test_1_4_codes_are_normalised_and_a11_tokens_and_texts_trimmed() -> None:
    tables = one_patient(
        diagnosis=[{"date": "2026-01-01", "code_sks": " de 11.9\u00a0", "status": " current "}],
        contact=[{"date": "2026-01-01", "clinician": "  "}],
    )
    assert tables.by_element["diagnosis"].columns["code_sks"] == ["DE119"]
    assert tables.by_element["diagnosis"].columns["status"] == ["current"]
    assert tables.by_element["contact"].columns["clinician"] == [None]
    assert tables.warnings == ()
