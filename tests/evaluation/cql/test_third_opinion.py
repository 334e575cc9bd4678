"""A document's own CQL, run by an engine we did not write, says what our evaluator says of every patient."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

import cockpit.demo
from profiles.evaluation.boundary import BoundaryPatients, boundary_patients
from profiles.evaluation.boundary.trials import tables_of as boundary_tables
from profiles.evaluation.cases import EvaluationCase, filled, load_cases, write_tables
from profiles.evaluation.tables import Tables, read_tables
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.reading import read_json

from ..boundary import INDEX_DATES, Author, Practice
from ..clinic import CATALOGUE, TODAY, tables_of
from ..test_against_the_oracle import rows_of
from .agreement import differences
from .documents import DOCUMENTS, PACKAGE
from .engine import Engine, Json
from .exactness import shortened, within_reach

DEMO = Path(cockpit.demo.__file__).parent
DEMO_PROFILES = [path for path in sorted(DEMO.glob("*.json")) if "profile" in json.loads(path.read_bytes())]
LEAP_DAY = date(2024, 2, 29)
# More documents for a long run: CQL_DOCUMENTS=100. Another draw: CQL_SEED=7.
RANDOM_DOCUMENTS = int(os.environ.get("CQL_DOCUMENTS", "1"))
LONG = RANDOM_DOCUMENTS > 1
SEED = os.environ.get("CQL_SEED", "20261121")
PATIENTS = 40
# The engine counts in binary, and whole numbers to 2^31 only.
BEYOND_THE_ENGINE = {"many-digits"}
CASES = [
    case
    for standard in ("1.0", "1.1")
    for case in load_cases(standard)
    if isinstance(case, EvaluationCase) and case.id not in BEYOND_THE_ENGINE
]


def demo_profile(path: Path) -> Document:
    return read_json(json.loads(path.read_text(encoding="utf-8")))


def crowd(random: Random, today: date) -> Tables:
    """Patients with everything that is odd in records."""
    return tables_of(within_reach(rows_of(Practice(random, today).patients(PATIENTS))))


@pytest.mark.parametrize("path", DEMO_PROFILES, ids=lambda path: path.stem)
def test_they_agree_on_every_patient_of_the_demo(engine: Engine, path: Path) -> None:
    tables = read_tables(DEMO / "patients", CATALOGUE)
    assert differences(engine, demo_profile(path), tables, TODAY) == []


@pytest.mark.parametrize("path", DEMO_PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("today", [TODAY, LEAP_DAY], ids=str)
def test_they_agree_on_the_bounds_of_the_demo_profiles(engine: Engine, path: Path, today: date) -> None:
    document = demo_profile(path)
    assert differences(engine, document, boundary_patients(document, today).tables, today) == []


@pytest.mark.parametrize("written", DOCUMENTS, ids=lambda written: written["profile"])
def test_they_agree_on_everything_the_language_can_say(engine: Engine, written: Json) -> None:
    package = {key: read_json(each) for key, each in PACKAGE.items()}
    document = read_json(written)
    bounds = bounds_of(boundary_patients(document, TODAY, package=package))
    assert differences(engine, document, bounds, TODAY, package) == []
    if document.standard != CATALOGUE.standard:
        return
    odd = crowd(Random(SEED), TODAY)  # noqa: S311 - test data, not secrets
    assert differences(engine, document, odd, TODAY, package) == []


def bounds_of(bounds: BoundaryPatients) -> Tables:
    """Every boundary patient in a long run, otherwise a share of them: the engine takes its time."""
    chosen = {each["patient_id"] for each in bounds.patients[:: 1 if LONG else 6]}
    kept = {
        element: [row for row in rows if row["patient_id"] in chosen] for element, rows in bounds.rows.items()
    }
    return boundary_tables(within_reach(kept), bounds.catalogue)


def test_they_agree_on_the_conformance_cases(engine: Engine, tmp_path: Path) -> None:
    """All of them in a long run: translating takes longer than evaluating."""
    for number, case in enumerate(CASES[:: 1 if LONG else 10]):
        (tmp_path / str(number)).mkdir()
        write_tables(case, tmp_path / str(number))
        tables = read_tables(tmp_path / str(number), load_catalogue(case.standard))
        document, others = filled(case)
        package = {key: read_json(each) for key, each in others.items()}
        found = differences(engine, read_json(document), tables, case.index_date, package)
        assert found == [], case.id


def test_they_agree_on_random_documents(engine: Engine) -> None:
    for number in range(RANDOM_DOCUMENTS):
        seed = f"{SEED}/{number}"
        random = Random(seed)  # noqa: S311 - test data, not secrets
        today = INDEX_DATES[number % len(INDEX_DATES)]
        patients = crowd(random, today)
        package = {"other@1.0.0": shortened(Author(random, members=False).document(0, 0), profile="other")}
        document = shortened(Author(random).document())
        assert differences(engine, document, patients, today, package) == [], f"seed {seed}"
