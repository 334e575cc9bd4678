"""A closed room (10.1): a document decides what is asked, and nothing else; whatever runs can be stopped."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from profiles.evaluation import evaluate
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database, EvaluationCancelled, EvaluationStopped
from profiles.evaluation.lines import result_lines
from profiles.evaluation.notices import TableProblem
from profiles.evaluation.synthetic import write_clinic
from profiles.standard.catalogue import load_catalogue

from .clinic import HBA1C, T2D, TODAY, Json, document, hba1c, one_patient

ENDLESS = "SELECT COUNT(*) FROM range(10000000) a, range(10000000) b WHERE a.range * 7 % 11 = b.range % 13"


@pytest.fixture
def database() -> Iterator[Database]:
    with Database(one_patient(measurement=[hba1c("2026-11-01", "60")])) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clinics") / "clinic"
    write_clinic(made, 40)
    return made


# --- what can be reached ------------------------------------------------------------------------

READING = [
    "SELECT * FROM read_csv('/etc/hosts')",
    "SELECT * FROM read_text('/etc/hosts')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/hosts'",
    "SELECT * FROM read_parquet('https://example.org/a.parquet')",
    "SELECT * FROM read_parquet('{folder}/../other/patient.parquet')",
]
CHANGING = [
    "SET enable_external_access = true",
    "SET memory_limit = '100GB'",
    "ATTACH '/tmp/a.db'",
    "INSTALL fts",
    "LOAD fts",
    "CREATE TABLE more (a INTEGER)",
    "DELETE FROM patient",
    "COPY (SELECT 1) TO '{folder}/more.csv'",
    "SELECT 1; SELECT 2",
    "PRAGMA database_list",
    "",
]


@pytest.mark.parametrize("statement", READING)
def test_no_query_reads_beside_the_tables(statement: str, folder: Path) -> None:
    catalogue = load_catalogue()
    for database in (Database(one_patient()), Database.of_folder(folder, catalogue)):
        with database, pytest.raises(EvaluationStopped) as caught:
            database.rows(statement.format(folder=folder))
        assert re.search("disabled|Cannot|not exist", str(caught.value.__cause__)), caught.value.__cause__


@pytest.mark.parametrize("statement", CHANGING)
def test_nothing_but_one_query_can_be_run(statement: str, folder: Path) -> None:
    for database in (Database(one_patient()), Database.of_folder(folder, load_catalogue())):
        with database, pytest.raises(EvaluationStopped):
            database.rows(statement.format(folder=folder))
    assert not list(folder.glob("*.csv"))


HOSTILE = [
    "'; DROP TABLE patient; --",
    '"; DELETE FROM patient; --',
    "*/ ; INSTALL httpfs; /*",
    "x' OR 1 = 1 --",
    "x%' ESCAPE '\\",
    "read_text('/etc/hosts')",
    "\\'; SELECT 1",
    "$$; SELECT 1; $$",
    "{0} %s ? :name $1",
]


def hostile(words: str) -> Json:
    """A document that says the words wherever a person may write words."""
    coded = {"element": "diagnosis", "where": [{"field": "code", "in": "words"}]}
    flag = {"level": "critical", "operator": "at_least", "value": 1, "text": words}
    latest = {"type": "latest", "of": HBA1C}
    return {
        "inclusion": {
            "id": "in",
            "type": "not",
            "label": words,
            "of": {"id": "c", "type": "exists", "of": coded},
        },
        "columns": [{"id": "a", "title": words, "measure": latest, "flags": [flag]}],
        "groups": [
            {"id": "g", "title": words, "level": "ok", "when": {"id": "w", "type": "exists", "of": T2D}}
        ],
        "code_sets": [
            {
                "id": "words",
                "title": words,
                "rules": [
                    {"system": "sks", "code": words, "descendants": descendants, "include": True}
                    for descendants in (False, True)
                ],
            }
        ],
    }


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_document_never_become_sql(words: str, database: Database) -> None:
    more = hostile(words)
    frame = document()
    code_sets = [
        *frame.model_dump(mode="json", by_alias=True, exclude_none=True)["code_sets"],
        *more.pop("code_sets"),
    ]
    asked = document(more.pop("inclusion"), code_sets=code_sets, **more)
    (result,) = evaluate(asked, database, TODAY)
    assert result.outcome == "in"
    assert result.columns["a"].text == words
    assert len(list(result_lines(compile_document(asked, TODAY), database))) == 1
    assert database.rows("SELECT COUNT(*) AS n FROM patient") == [{"n": 1}]


# --- stopping -----------------------------------------------------------------------------------


def test_a_query_that_takes_too_long_is_stopped_by_name(database: Database) -> None:
    with pytest.raises(EvaluationStopped, match=r"afbrudt efter 0\.1 sekunder"):
        database.rows(ENDLESS, seconds=0.1)


def test_a_query_that_wants_too_much_memory_is_stopped_by_name(database: Database) -> None:
    wide = "SELECT list(a.range ORDER BY a.range DESC) AS x FROM range(400000000) a"
    with pytest.raises(EvaluationStopped, match="hukommelse"):
        database.rows(wide)


def test_memory_can_be_set_for_a_folder_and_is_said_when_it_is_too_little(folder: Path) -> None:
    wide = "SELECT list(a.range ORDER BY a.range DESC) AS x FROM range(40000000) a"
    small = Database.of_folder(folder, load_catalogue(), memory="64MB")
    with small, pytest.raises(EvaluationStopped, match="mere end 64MB"):
        small.rows(wide)


def test_another_thread_can_cancel_what_runs_and_the_database_goes_on(database: Database) -> None:
    stopped: list[EvaluationStopped] = []

    def wait() -> None:
        try:
            database.rows(ENDLESS, seconds=60)
        except EvaluationStopped as error:
            stopped.append(error)

    waiting = Thread(target=wait)
    waiting.start()
    began = perf_counter()
    while waiting.is_alive() and perf_counter() - began < 20:
        sleep(0.05)
        database.cancel()
    waiting.join(timeout=20)
    assert [type(each) for each in stopped] == [EvaluationCancelled]
    assert database.rows("SELECT 1 AS one") == [{"one": 1}]


def test_batches_stop_in_time_too(database: Database) -> None:
    many = "SELECT a.range AS n FROM range(100000000000) a"
    with pytest.raises(EvaluationStopped, match="afbrudt"):
        deque(database.batches(many, seconds=0.3), maxlen=0)


def test_an_error_while_batches_are_read_has_its_name(database: Database) -> None:
    number = "CAST('9' || repeat('9', CAST(a.range // 100000 AS INTEGER)) AS DECIMAL(10, 0))"
    with pytest.raises(EvaluationStopped, match="flere cifre"):
        deque(database.batches(f"SELECT {number} AS n FROM range(2000000) a"), maxlen=0)


# --- tables -------------------------------------------------------------------------------------


def test_a_folder_a_database_in_memory_and_its_arrow_tables_say_the_same(folder: Path) -> None:
    catalogue = load_catalogue()
    arrow = {path.stem: parquet.read_table(path) for path in folder.glob("*.parquet")}
    asked = document(columns=[{"id": "a", "title": "HbA1c", "measure": {"type": "latest", "of": HBA1C}}])
    with Database.of_folder(folder, catalogue) as lying, Database.of_arrow(arrow, catalogue) as copied:
        results = evaluate(asked, lying, TODAY)
        assert results == evaluate(asked, copied, TODAY)
    assert any(result.columns["a"].value is not None for result in results)


def test_a_folder_without_patients_or_with_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    with pytest.raises(TableProblem, match=r"patient\.parquet"):
        Database.of_folder(tmp_path, catalogue)
    parquet.write_table(
        pa.table({"patient_id": ["a"], "birth_date": ["2000-01-01"]}), tmp_path / "patient.parquet"
    )
    with pytest.raises(TableProblem) as caught:
        Database.of_folder(tmp_path, catalogue)
    told = str(caught.value)
    assert "sex" in told
    assert "VARCHAR" in told
    (tmp_path / "patient.parquet").write_text("intet")
    with pytest.raises(TableProblem, match="Parquet"):
        Database.of_folder(tmp_path, catalogue)
