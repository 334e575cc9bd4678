"""On patients made for a document's own bounds, the compiled query and the naive oracle say the same."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from cockpit.demo.content import first_document
from profiles.evaluation import evaluate, truths
from profiles.evaluation.boundary import BoundaryPatients, boundary_patients
from profiles.standard.catalogue import PATIENT
from profiles.standard.document import Document, MemberOf
from profiles.standard.walk import walk
from tests.standard.strategies import documents

from .naive import Naive, Patient
from .test_against_the_oracle import PLAIN_CATALOGUE, WORDS, comparable

# More documents for a long run: EVALUATION_DOCUMENTS=200. Another draw: EVALUATION_SEED=7.
DOCUMENTS = int(os.environ.get("EVALUATION_DOCUMENTS", "2"))
SEED = int(os.environ.get("EVALUATION_SEED", "20261121"))
LEAP_DAY = date(2024, 2, 29)


def patients_of(made: BoundaryPatients) -> list[Patient]:
    """The patients as the oracle reads them, each with the records of its own."""
    found = {row["patient_id"]: Patient(row, {}) for row in made.patients}
    for element, rows in made.rows.items():
        if element != PATIENT:
            for row in rows:
                found[row["patient_id"]].records.setdefault(element, []).append(row)
    return list(found.values())


def compared(document: Document, today: date) -> int:
    """How many pairs of patient and criterion or column agree; fails on the first that does not."""
    made = boundary_patients(document, today)
    oracle = Naive(document.to_json(), PLAIN_CATALOGUE, today)
    said, results = truths(document, made.tables, today), evaluate(document, made.tables, today)
    shown = {each.patient: each for each in results}
    pairs = 0
    for patient in patients_of(made):
        identity = patient.row["patient_id"]
        assert (identity in shown) is oracle.is_active(patient), identity
        if identity in shown:
            expected = oracle.result(patient)
            asked = {key: str(truth) for key, truth in said[identity].items()}
            assert asked == {key: WORDS[truth] for key, truth in oracle.truths.items()}, identity
            assert comparable(shown[identity]) == expected, identity
            pairs += len(asked) + len(expected["columns"])
    return pairs


@pytest.mark.parametrize("today", [date(2026, 11, 21), LEAP_DAY], ids=str)
def test_query_and_oracle_agree_on_the_bounds_of_the_demo_profile(today: date) -> None:
    assert compared(first_document(), today) > 5000


def test_query_and_oracle_agree_on_the_bounds_of_any_document() -> None:
    total: list[int] = []

    @seed(SEED)
    @settings(
        max_examples=DOCUMENTS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(members=False))
    def agree(document: Document) -> None:
        if not any(isinstance(spot.part, MemberOf) for spot in walk(document)):
            total.append(compared(document, LEAP_DAY))

    agree()
    print(f"seed {SEED}: {sum(total)} pairs of patient and criterion or column agree")  # noqa: T201
    assert sum(total) > 0
