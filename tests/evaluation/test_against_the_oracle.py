"""The compiled query and the naive oracle say the same of every patient, criterion by criterion."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.results import read_results, read_truths
from profiles.evaluation.tables import read_tables
from profiles.standard.catalogue import load_catalogue
from profiles.standard.reading import read_json

from .boundary import INDEX_DATES, Author, Practice
from .clinic import CATALOGUE, Json, write_tables
from .naive import Naive, Patient
from .newer_boundary import NewerAuthor, NewerPractice

# More documents for a long run: EVALUATION_DOCUMENTS=500. Another draw: EVALUATION_SEED=7.
DOCUMENTS = int(os.environ.get("EVALUATION_DOCUMENTS", "2"))
SEED = int(os.environ.get("EVALUATION_SEED", "20261121"))
PATIENTS = 60
PLAIN_CATALOGUE: Json = CATALOGUE.model_dump(mode="json", exclude_none=True)
EDITIONS = {"1.0": (Author, Practice), "1.1": (NewerAuthor, NewerPractice)}
WORDS = {True: "true", False: "false", None: "unknown"}


@pytest.mark.parametrize("standard", EDITIONS)
@pytest.mark.parametrize("today", INDEX_DATES, ids=str)
def test_query_and_oracle_agree_on_boundary_patients(today: date, standard: str, tmp_path: Path) -> None:
    seed = f"{SEED}/{today}" + ("" if standard == "1.0" else f"/{standard}")
    random = Random(seed)  # noqa: S311 - test data, not secrets
    author, practice = EDITIONS[standard]
    catalogue = load_catalogue(standard)
    patients = practice(random, today).patients(PATIENTS)
    write_tables(tmp_path, rows_of(patients), catalogue)
    with Database(read_tables(tmp_path, catalogue)) as database:
        compared = sum(
            compare_document(author, random, database, patients, today, f"seed {seed}, document {number}")
            for number in range(DOCUMENTS)
        )
    print(f"seed {seed}: {compared} pairs of patient and criterion or column agree")  # noqa: T201
    assert compared > DOCUMENTS * 100


def rows_of(patients: list[Patient]) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {element: [] for element in patients[0].records}
    rows["patient"] = [patient.row for patient in patients]
    for patient in patients:
        for element, records in patient.records.items():
            rows[element] += [{"patient_id": patient.row["patient_id"], **record} for record in records]
    return rows


def compare_document(
    author: type[Author],
    random: Random,
    database: Database,
    patients: list[Patient],
    today: date,
    where: str,
) -> int:
    other = random.choice([Author, author])(random, members=False).document(0, 0) | {"profile": "other"}
    plain = author(random).document()
    package = {"other@1.0.0": read_json(other)}
    document = read_json(plain)
    compiled = compile_document(document, today, package=package)
    rows = database.rows(compiled.sql)
    results = {each.patient: each for each in read_results(compiled, rows)}
    found = read_truths(compiled, rows)
    catalogue = load_catalogue(author.standard).model_dump(mode="json", exclude_none=True)
    oracle = Naive(plain, catalogue, today, {"other@1.0.0": other})
    active = [patient for patient in patients if oracle.is_active(patient)]
    assert sorted(results) == [patient.row["patient_id"] for patient in active], where
    compared = 0
    for patient in active:
        identity = patient.row["patient_id"]
        expected = oracle.result(patient)
        said = {key: str(each) for key, each in found[identity].items()}
        assert said == {key: WORDS[each] for key, each in oracle.truths.items()}, f"{where}, {identity}"
        assert comparable(results[identity]) == expected, f"{where}, {identity}"
        compared += len(said) + len(expected["columns"])
    return compared


def comparable(result: Any) -> Json:
    """A result as the oracle writes it: numbers as fractions, dates as dates."""
    plain: Json = result.to_json()
    for name, each in result.columns.items():
        value = Fraction(each.value) if isinstance(each.value, Decimal) else each.value
        plain["columns"][name] |= {"value": value, "date": each.date}
    return plain
