"""The patients of a case as logical tables (10.1, 10.2): what a case does not write is ordinary."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from profiles.standard.catalogue import PATIENT, Element, load_catalogue

from ..layout import PATIENT_ID, written_columns
from .case import EvaluationCase

ORDINARY: Mapping[str, str] = {"birth_date": "1970-05-05", "sex": "female", "enrolled_from": "2000-01-01"}

Row = dict[str, str]


def rows_of(case: EvaluationCase) -> dict[str, list[Row]]:
    """Rows by element, patient after patient; an element without records is left out."""
    rows: dict[str, list[Row]] = {
        PATIENT: [{PATIENT_ID: patient.id, **ORDINARY, **patient.row} for patient in case.patients]
    }
    for patient in case.patients:
        for element, records in patient.records.items():
            rows.setdefault(element, []).extend({PATIENT_ID: patient.id, **record} for record in records)
    return rows


def write_tables(case: EvaluationCase, folder: Path) -> None:
    """CSV tables of the case into a folder, one ``<element>.csv`` per element with records."""
    catalogue = load_catalogue(case.standard)
    for identifier, rows in rows_of(case).items():
        _write(folder / f"{identifier}.csv", catalogue.element(identifier), rows)


def _write(path: Path, element: Element, rows: list[Row]) -> None:
    names = [PATIENT_ID, *(column.name for column in written_columns(element))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
