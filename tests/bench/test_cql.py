"""Type 2-diabetes on synthetic patients: our evaluator beside ``cql-execution``, per patient, in one run.

The engine of CQL looks at one patient at a time and is meant for few; it gets 300, we get a region, drawn by
the same generator. Reading its model, translating and parsing are not counted, only running.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import perf_counter

import pyarrow as pa
import pytest

from cockpit.demo.content import first_document
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.cql import to_cql
from profiles.evaluation.engine import Database
from profiles.evaluation.fhir import bundles
from profiles.evaluation.results import read_results
from profiles.evaluation.sql import plain
from profiles.evaluation.synthetic import clinic_tables
from profiles.evaluation.table_file import Table
from profiles.evaluation.tables import Tables
from profiles.standard.catalogue import load_catalogue

from ..evaluation.cql.engine import Engine

pytestmark = pytest.mark.bench

INDEX_DATE = date(2026, 11, 21)
FEW, MANY = 300, 100_000


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


def test_a_profile_beside_the_engine_of_cql() -> None:
    document, catalogue = first_document(), load_catalogue()
    compiled = compile_document(document, INDEX_DATE)
    few = as_tables(clinic_tables(FEW))
    with Engine() as engine:
        whole = list(bundles(few))
        said = engine.run(to_cql(document, package={}, catalogue=catalogue), INDEX_DATE, whole)
        theirs = engine.seconds / FEW
    with Database(few) as database:
        outcomes = {
            each.patient: str(each.outcome) for each in read_results(compiled, database.rows(compiled.sql))
        }
    numbers = [bundle["entry"][0]["resource"]["identifier"][0]["value"] for bundle in whole]
    assert {
        number: each["outcome"] for number, each in zip(numbers, said, strict=True) if each["outcome"]
    } == outcomes
    with Database.of_arrow(clinic_tables(MANY), catalogue) as database:
        ours = min(_seconds(database, compiled.sql) for _ in range(5)) / MANY
    print(f"\ncql-execution: {1 / theirs:.0f} patients a second; ours: {1 / ours / 1e6:.2f} million")
    print(f"per patient, cql-execution takes {theirs / ours:,.0f} times as long")


def _seconds(database: Database, sql: str) -> float:
    """The whole result worked out, and one row of it fetched."""
    began = perf_counter()
    database.rows(f"SELECT max(COLUMNS(*)) FROM ({sql})")
    return perf_counter() - began
