"""DuckDB, PostgreSQL and SQLite give the same rows: on the demo's patients and on every boundary.

``DIALECT_DOCUMENTS`` asks for more documents, ``DIALECT_SEED`` for others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest

from cockpit.demo.content import PATIENTS
from profiles.evaluation.compiler import Compiled, compile_document
from profiles.evaluation.dialects import Dialect, print_query
from profiles.evaluation.engine import Database
from profiles.evaluation.tables import Tables, read_tables
from profiles.standard.catalogue import load_catalogue
from profiles.standard.reading import read_json

from ..boundary import INDEX_DATES, Author
from ..clinic import CATALOGUE, write_tables
from ..test_against_the_oracle import EDITIONS, rows_of
from . import running
from .documents import DOCUMENTS, compiled, look_alikes
from .running import Engine, differences

DRAWN = int(os.environ.get("DIALECT_DOCUMENTS", "1"))
SEED = int(os.environ.get("DIALECT_SEED", "20261121"))
NUMBER_OF_PATIENTS = 50


@contextmanager
def opened(tables: Tables) -> Iterator[tuple[Database, dict[Dialect, Engine]]]:
    with ExitStack() as stack:
        yield (
            stack.enter_context(Database(tables)),
            {
                Dialect.POSTGRES: stack.enter_context(running.postgres(tables)),
                Dialect.SQLITE: stack.enter_context(running.sqlite(tables)),
            },
        )


def compare(query: Compiled, reference: Database, engines: dict[Dialect, Engine], where: str) -> int:
    """How many rows were compared. Fails where two differ."""
    expected = reference.rows(query.sql)
    for dialect, engine in engines.items():
        found = engine.rows(print_query(query, dialect))
        assert differences(expected, found) == [], f"{dialect}, {where}"
    return len(expected) * len(engines)


def test_every_engine_gives_the_demo_patients_the_same_rows() -> None:
    with opened(read_tables(PATIENTS, CATALOGUE)) as (reference, engines):
        for name in (name for name, each in DOCUMENTS.items() if each.standard == CATALOGUE.standard):
            assert compare(compiled(name), reference, engines, name) > 0


def test_every_engine_sees_the_same_signs_in_codes_and_sorts_ids_alike(tmp_path: Path) -> None:
    write_tables(tmp_path, look_alikes())
    with opened(read_tables(tmp_path, CATALOGUE)) as (reference, engines):
        assert compare(compiled("codes"), reference, engines, "look-alikes") > 0
        found = [row["outcome"] for row in reference.rows(compiled("codes").sql)]
    assert 0 < found.count(1) < len(found)


@pytest.mark.parametrize("standard", EDITIONS)
@pytest.mark.parametrize("today", INDEX_DATES, ids=str)
def test_every_engine_gives_boundary_patients_the_same_rows(
    today: date, standard: str, tmp_path: Path
) -> None:
    seed = f"{SEED}/{today}/{standard}"
    random = Random(seed)  # noqa: S311 - test data, not secrets
    author, practice = EDITIONS[standard]
    catalogue = load_catalogue(standard)
    write_tables(tmp_path, rows_of(practice(random, today).patients(NUMBER_OF_PATIENTS)), catalogue)
    with opened(read_tables(tmp_path, catalogue)) as (reference, engines):
        compared = sum(
            compare(drawn(author, random, today), reference, engines, f"seed {seed}, document {number}")
            for number in range(DRAWN)
        )
    print(f"seed {seed}: {compared} rows of patient and document agree")  # noqa: T201
    assert compared >= DRAWN * len(engines)


def drawn(author: type[Author], random: Random, today: date) -> Compiled:
    other = Author(random, members=False).document(0, 0) | {"profile": "other"}
    document = read_json(author(random).document())
    return compile_document(document, today, package={"other@1.0.0": read_json(other)})
