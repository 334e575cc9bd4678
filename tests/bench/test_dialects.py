"""The printed query on Spark and ClickHouse: the same rows as DuckDB's, and what they take for a region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random
from shutil import which

import pytest

from cockpit.demo.content import PATIENTS, first_document
from profiles.evaluation import json_line
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.dialects import Dialect, NotExact, print_query
from profiles.evaluation.engine import Database
from profiles.evaluation.engines import Engine, evaluate_on
from profiles.evaluation.engines.spark import SparkTables
from profiles.evaluation.synthetic import AS_OF, write_clinic
from profiles.evaluation.tables import read_tables
from profiles.standard.catalogue import load_catalogue
from tests.bench.timing import seconds

from ..evaluation.boundary import Author, Practice
from ..evaluation.clinic import write_tables
from ..evaluation.dialects.documents import DOCUMENTS, compiled
from ..evaluation.dialects.running import Row, differences
from ..evaluation.dialects.test_same_rows import drawn
from ..evaluation.parquet_tables import write_parquet
from ..evaluation.test_against_the_oracle import rows_of
from .large_engines import clickhouse

# pandas, which chdb brings, is newer than Spark likes; neither is used with the other here.
pytestmark = [pytest.mark.bench, pytest.mark.filterwarnings("ignore")]

SPARK = pytest.mark.skipif(
    find_spec("pyspark") is None or which("java") is None,
    reason="Spark wants the package pyspark and Java 17",
)
CLICKHOUSE = pytest.mark.skipif(find_spec("chdb") is None, reason="ClickHouse wants the package chdb")
CATALOGUE = load_catalogue()
REGION = 100_000
SEED = "20261121"
TODAY = date(2024, 2, 29)
DRAWN = 2


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region") / "tables"
    write_clinic(folder, REGION)
    return folder


@pytest.fixture(scope="module")
def boundary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Patients on and beside the bounds of the drawn documents, as texts and as Parquet."""
    folder = tmp_path_factory.mktemp("boundary")
    random = Random(SEED)  # noqa: S311 - test data, not secrets
    write_tables(folder, rows_of(Practice(random, TODAY).patients(40)))
    (folder / "parquet").mkdir()
    write_parquet(read_tables(folder, CATALOGUE), folder / "parquet")
    return folder


def compare(folder: Path, dialect: Dialect, rows: Callable[[str], Iterable[Row]]) -> tuple[int, int]:
    """Rows compared and documents refused by name. Fails where a row differs."""
    compared = refused = 0
    random = Random(SEED)  # noqa: S311 - test data, not secrets
    with Database(read_tables(folder, CATALOGUE)) as reference:
        for query in [
            *map(compiled, _of_the_standard()),
            *(drawn(Author, random, TODAY) for _ in range(DRAWN)),
        ]:
            try:
                text = print_query(query, dialect)
            except NotExact:
                refused += 1
                continue
            expected = reference.rows(query.sql)
            assert differences(expected, list(rows(text))) == []
            compared += len(expected)
    return compared, refused


def _of_the_standard() -> list[str]:
    return [name for name, each in DOCUMENTS.items() if each.standard == CATALOGUE.standard]


@CLICKHOUSE
def test_clickhouse_gives_boundary_patients_the_same_rows(boundary: Path) -> None:
    with clickhouse(boundary / "parquet", CATALOGUE) as engine:
        compared, refused = compare(boundary, Dialect.CLICKHOUSE, engine.rows)
    print(f"\nClickHouse: {compared} rows agree, {refused} documents refused")
    assert compared > 0


@SPARK
def test_spark_gives_boundary_patients_the_same_rows(boundary: Path) -> None:
    with SparkTables(boundary / "parquet", CATALOGUE) as engine:
        compared, refused = compare(boundary, Dialect.SPARK, engine.answer)
    print(f"\nSpark: {compared} rows agree, {refused} documents refused")
    assert compared > 0


@SPARK
def test_spark_writes_the_lines_that_duckdb_writes(tmp_path: Path) -> None:
    write_parquet(read_tables(PATIENTS, CATALOGUE), tmp_path)
    lines = {
        engine: [json_line(result) for result in evaluate_on(engine, first_document(), tmp_path, AS_OF)]
        for engine in Engine
    }
    assert lines[Engine.SPARK] == lines[Engine.DUCKDB]


@CLICKHOUSE
def test_type_2_diabetes_for_a_region_on_clickhouse(region: Path) -> None:
    query = compile_document(first_document(), AS_OF)
    text = print_query(query, Dialect.CLICKHOUSE)
    with Database.of_folder(region, CATALOGUE) as reference, clickhouse(region, CATALOGUE) as engine:
        expected = reference.rows(query.sql)
        assert differences(expected, engine.rows(text)) == []
        ours = seconds(lambda: reference.rows(query.sql), 3)
        theirs = seconds(lambda: engine.rows(text), 3)
    print(f"\n{REGION:,} patients, ClickHouse: {theirs:.2f} s, {theirs / ours:.1f} times DuckDB over Parquet")


@SPARK
def test_type_2_diabetes_for_a_region_on_spark(region: Path) -> None:
    query = compile_document(first_document(), AS_OF)
    text = print_query(query, Dialect.SPARK)
    with Database.of_folder(region, CATALOGUE) as reference, SparkTables(region, CATALOGUE) as engine:
        expected = reference.rows(query.sql)
        assert differences(expected, list(engine.answer(text))) == []
        ours = seconds(lambda: reference.rows(query.sql), 3)
        theirs = seconds(lambda: list(engine.answer(text)), 3)
    print(f"\n{REGION:,} patients, Spark: {theirs:.2f} s, {theirs / ours:.1f} times DuckDB over Parquet")
