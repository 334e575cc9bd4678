"""Small clinics and small documents for hand-written tests: what is not said is ordinary."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from profiles.evaluation import evaluate, truths
from profiles.evaluation.layout import PATIENT_ID, written_columns
from profiles.evaluation.results import Cell
from profiles.evaluation.tables import Tables, read_tables
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Document
from profiles.standard.reading import read_json

Json = dict[str, Any]
Row = Mapping[str, str]

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 21)
ORDINARY = {"birth_date": "1970-05-05", "sex": "female", "enrolled_from": "2000-01-01"}

RULES = [
    {"system": "icpc-2-dk", "code": "T90", "descendants": True, "include": True},
    {"system": "sks", "code": "DE11", "descendants": True, "include": True},
]
CODE_SETS = [
    {"id": "t2d", "title": "Type 2-diabetes", "rules": RULES},
    {
        "id": "hba1c",
        "title": "HbA1c",
        "unit": "mmol/mol",
        "rules": [{"system": "npu", "code": "NPU27300", "include": True}],
    },
    {
        "id": "a10",
        "title": "Diabetesmedicin",
        "rules": [{"system": "atc", "code": "A10", "descendants": True, "include": True}],
    },
]
HBA1C = {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}
T2D = {"element": "diagnosis", "where": [{"field": "code", "in": "t2d"}]}


def document(inclusion: Json | None = None, **sections: Any) -> Document:
    """A valid document; the inclusion is true for everybody unless said."""
    everybody = {"id": "in", "type": "all", "of": []}
    return read_json(
        {
            "standard": "1.0",
            "profile": "proeve",
            "version": "1.0.0",
            "title": "Prøve",
            "kind": "disease",
            "purpose": "Prøve",
            "owner": "PLO",
            "references": [],
            "code_sets": CODE_SETS,
            "inclusion": inclusion or everybody,
            "groups": [],
            "columns": [],
            "patient_view": [],
            "actions": [],
            "data_quality": [],
            "parameters": [],
            **sections,
        }
    )


def write_tables(folder: Path, rows: Mapping[str, Sequence[Row]], catalogue: Catalogue = CATALOGUE) -> None:
    """CSV tables of the catalogue's columns; ``rows`` by element, each with its ``patient_id``."""
    for element in catalogue.elements:
        names = [PATIENT_ID, *(column.name for column in written_columns(element))]
        if element.id in rows:
            with (folder / f"{element.id}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows[element.id])


def tables_of(rows: Mapping[str, Sequence[Row]], catalogue: Catalogue = CATALOGUE) -> Tables:
    with TemporaryDirectory() as folder:
        write_tables(Path(folder), rows, catalogue)
        return read_tables(Path(folder), catalogue)


def one_patient(
    patient: Row | None = None, *, catalogue: Catalogue = CATALOGUE, **records: Iterable[Row]
) -> Tables:
    """Tables of one ordinary patient with records by element."""
    rows = {
        element: [{PATIENT_ID: "anna-k", **record} for record in each] for element, each in records.items()
    }
    return tables_of({"patient": [{PATIENT_ID: "anna-k", **ORDINARY, **(patient or {})}], **rows}, catalogue)


def hba1c(day: str, value: str, comparator: str = "", **more: str) -> Row:
    return {"code_npu": "NPU27300", "date": day, "value": value, "comparator": comparator, **more}


def truth(criterion: Json, tables: Tables, *, today: date = TODAY, **sections: Any) -> str:
    """A criterion's truth for the one patient of the tables."""
    found = truths(document({**criterion, "id": "asked"}, **sections), tables, today)
    (patient,) = found.values()
    return str(patient["asked"])


def cell(measure: Json, tables: Tables, *, today: date = TODAY, **column: Any) -> Cell:
    """What a column of the measure shows for the one patient of the tables; ``column`` may hold flags."""
    sections = {key: column.pop(key) for key in ("code_sets", "parameters") if key in column}
    asked = {"id": "asked", "title": "Spurgt", "measure": measure, **column}
    (result,) = evaluate(document(columns=[asked], **sections), tables, today)
    return result.columns["asked"]


def cells(measures: Mapping[str, Json], tables: Tables) -> dict[str, Cell]:
    """What a column of each measure shows for the one patient of the tables, by name."""
    named = {name.replace("_", "-"): name for name in measures}
    columns = [{"id": each, "title": name, "measure": measures[name]} for each, name in named.items()]
    (result,) = evaluate(document(columns=columns), tables, TODAY)
    return {name: result.columns[each] for each, name in named.items()}


def count(selection: Json, tables: Tables, *, today: date = TODAY, **sections: Any) -> int:
    """How many records of the one patient are selected."""
    value = cell({"type": "count", "of": selection}, tables, today=today, **sections).value
    assert isinstance(value, Decimal)
    return int(value)
