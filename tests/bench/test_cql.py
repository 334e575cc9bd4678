"""Type 2-diabetes on synthetic patients: our evaluator beside ``cql-execution``, per patient, in one run.

The engine of CQL looks at one patient at a time and is meant for few; it gets 300, we get a region, drawn by
the same generator and clustered by code as it is written. Only running is counted, the best of some rounds:
not reading the patients in, nor translating and parsing, which for us is what the query takes over nobody.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from cockpit.demo.content import first_document
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.cql import to_cql
from profiles.evaluation.engine import Database
from profiles.evaluation.fhir import bundles
from profiles.evaluation.results import read_results
from profiles.evaluation.sql import plain
from profiles.evaluation.synthetic import clinic_tables, write_clinic
from profiles.evaluation.table_file import Table
from profiles.evaluation.tables import Tables
from profiles.standard.catalogue import Catalogue, load_catalogue
from tests.bench.timing import seconds

from ..evaluation.cql.engine import Engine

pytestmark = pytest.mark.bench

INDEX_DATE = date(2026, 11, 21)
FEW, MANY = 300, 100_000
ROUNDS, TIMES = 3, 10


def as_tables(clinic: dict[str, pa.Table]) -> Tables:
    """The generator's columns as the texts of a CSV table."""
    catalogue = load_catalogue()
    by_element = {}
    for element in catalogue.elements:
        columns = {
            name: [_text(cell) for cell in clinic[element.id][name].to_pylist()]
            for name in _names(clinic[element.id])
        }
        by_element[element.id] = Table(element, columns, first_row=1)
    return Tables(catalogue, by_element)


def _names(table: pa.Table) -> list[str]:
    names: list[str] = table.column_names
    return names


def _text(cell: object) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


def test_a_profile_beside_the_engine_of_cql(tmp_path: Path) -> None:
    document, catalogue = first_document(), load_catalogue()
    compiled = compile_document(document, INDEX_DATE)
    few = as_tables(clinic_tables(FEW))
    with Engine() as engine:
        whole = list(bundles(few))
        library, took = to_cql(document, package={}, catalogue=catalogue), []
        for _ in range(ROUNDS):
            said = engine.run(library, INDEX_DATE, whole)
            took.append(engine.seconds)
        theirs = min(took) / FEW
    with Database(few) as database:
        outcomes = {
            each.patient: str(each.outcome) for each in read_results(compiled, database.rows(compiled.sql))
        }
    numbers = [bundle["entry"][0]["resource"]["identifier"][0]["value"] for bundle in whole]
    assert {
        number: each["outcome"] for number, each in zip(numbers, said, strict=True) if each["outcome"]
    } == outcomes
    running = _seconds(region(tmp_path / "region", catalogue), compiled.sql)
    planning = _seconds(Database.of_arrow({}, catalogue), compiled.sql)
    ours = (running - planning) / MANY
    print(f"\ncql-execution: {1 / theirs:.0f} patients a second; ours: {1 / ours / 1e6:.2f} million")
    print(f"per patient, cql-execution takes {theirs / ours:,.0f} times as long")


def region(folder: Path, catalogue: Catalogue) -> Database:
    """The many in memory."""
    write_clinic(folder, MANY)
    tables = {each.id: parquet.read_table(folder / f"{each.id}.parquet") for each in catalogue.elements}
    return Database.of_arrow(tables, catalogue)


def _seconds(database: Database, sql: str) -> float:
    """The whole result worked out, and one row of it fetched."""
    with database:
        return seconds(lambda: database.rows(f"SELECT max(COLUMNS(*)) FROM ({sql})"), TIMES)
