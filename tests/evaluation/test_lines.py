"""Results as lines composed in the engine are the lines that results are written as (8.4, F1-F3)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from profiles.evaluation import evaluate
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.lines import result_lines
from profiles.evaluation.results import json_line
from profiles.evaluation.tables import read_tables
from profiles.standard.document import Document
from profiles.standard.reading import read_json

from .boundary import Author, Practice
from .clinic import CATALOGUE, HBA1C, TODAY, Json, document, hba1c, one_patient, write_tables
from .test_against_the_oracle import rows_of


def lines(asked: Document, database: Database, today: date = TODAY) -> list[str]:
    return list(result_lines(compile_document(asked, today), database))


def test_lines_are_those_of_the_results_for_random_documents_and_boundary_patients(tmp_path: Path) -> None:
    random = Random("lines")  # noqa: S311 - test data, not secrets
    write_tables(tmp_path, rows_of(Practice(random, TODAY).patients(60)))
    with Database(read_tables(tmp_path, CATALOGUE)) as database:
        for _ in range(3):
            asked = read_json(Author(random, members=False).document())
            expected = [json_line(each) for each in evaluate(asked, database, TODAY)]
            assert lines(asked, database) == expected
            assert len(expected) > 40


ODD = "Ord med \"gåse\"øjne, \\ og 'pling' – ☂"
COLUMN: Json = {
    "id": "a1c",
    "title": "HbA1c",
    "measure": {"type": "latest", "of": HBA1C},
    "flags": [{"level": "critical", "operator": "greater_than", "value": 50, "text": ODD}],
}


@pytest.mark.parametrize("value", ["60", "60.50", "0", "-0.0000000001", "0.10", "100", "999999999999999999"])
def test_f3_numbers_are_plain_numerals_without_loss(value: str) -> None:
    asked = document(columns=[COLUMN])
    with Database(one_patient(measurement=[hba1c("2026-11-01", value)])) as database:
        assert lines(asked, database) == [json_line(each) for each in evaluate(asked, database, TODAY)]


def test_any_word_of_a_document_is_written_as_it_is() -> None:
    asked = document(columns=[COLUMN])
    with Database(one_patient(measurement=[hba1c("2026-11-01", "60")])) as database:
        (line,) = lines(asked, database)
    assert ODD in read_text(line)


def read_text(line: str) -> str:
    return str(json.loads(line)["columns"]["a1c"]["text"])
