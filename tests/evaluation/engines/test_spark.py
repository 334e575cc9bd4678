"""Running a profile on Spark: the refusals, which need no Spark. The bench runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cockpit.demo.content import PATIENTS, first_document
from profiles.evaluation import TableProblem, json_line
from profiles.evaluation.engines import Engine, EngineMissing, evaluate_on
from profiles.evaluation.tables import read_tables

from ..clinic import CATALOGUE, TODAY
from ..parquet_tables import write_parquet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_parquet(read_tables(PATIENTS, CATALOGUE), tmp_path)
    return tmp_path


def run(engine: Engine, folder: Path) -> list[str]:
    return [json_line(result) for result in evaluate_on(engine, first_document(), folder, TODAY)]


def test_without_spark_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(EngineMissing, match=r"deploy/requirements-bench\.txt"):
        run(Engine.SPARK, folder)


def test_spark_is_not_asked_when_there_are_no_patients(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match=r"patient\.parquet: Tabellen mangler"):
        run(Engine.SPARK, tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="Mappen findes ikke"):
        run(Engine.SPARK, tmp_path / "ingen")


def test_a_misspelt_table_does_not_pass_for_an_element_without_records(folder: Path) -> None:
    (folder / "diagnosis.parquet").rename(folder / "diagnoses.parquet")
    with pytest.raises(TableProblem, match=r"diagnoses\.parquet: Standarden har intet element"):
        run(Engine.SPARK, folder)


def test_duckdb_takes_the_same_way() -> None:
    assert len(run(Engine.DUCKDB, PATIENTS)) > 0
