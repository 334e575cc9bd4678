"""Type 2-diabetes at the size of a region, beside one scan of the columns it needs, in the same engine."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from cockpit.demo.content import PATIENTS, first_document
from profiles.evaluation import evaluate
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.tables import read_tables
from profiles.standard.catalogue import load_catalogue

pytestmark = pytest.mark.bench

INDEX_DATE = date(2026, 11, 21)
COPIES = 2_500
ELEMENTS = ("patient", "diagnosis", "measurement", "medication")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forty patients copied to 100,000, each copy with ids of its own."""
    folder = tmp_path_factory.mktemp("region")
    for source in PATIENTS.glob("*.csv"):
        with source.open(encoding="utf-8") as rows, (folder / source.name).open("w", encoding="utf-8") as out:
            reader, writer = csv.reader(rows), csv.writer(out)
            writer.writerow(next(reader))
            listed = list(reader)
            for copy in range(COPIES):
                writer.writerows([f"TEST-{copy}-{row[0].removeprefix('TEST-')}", *row[1:]] for row in listed)
    return folder


def seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return min(once() for _ in range(5))


def test_a_whole_profile_beside_one_scan(region: Path) -> None:
    document = first_document()
    sql = compile_document(document, INDEX_DATE).sql
    began = perf_counter()
    tables = read_tables(region, load_catalogue())
    with Database(tables) as database:
        loaded = perf_counter() - began
        query = seconds(lambda: database.rows(f"SELECT max(COLUMNS(*)) FROM ({sql})"))
        scan = seconds(lambda: [_scan(database, element) for element in ELEMENTS])
        whole = seconds(lambda: evaluate(document, database, INDEX_DATE))
    print(f"\n100,000 patients: the query takes {query / scan:.1f} times one scan of its tables")
    print(f"handing the results over as objects takes {whole / query:.1f} times the query")
    print(f"reading and checking the CSV files takes {loaded / query:.0f} times the query")


def _scan(database: Database, element: str) -> object:
    return database.rows(f'SELECT max(COLUMNS(*)) FROM "{element}"')
