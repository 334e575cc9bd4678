"""9.3, G1: which standards a document runs under is proved by evaluating it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from profiles.evaluation import evaluate
from profiles.evaluation import runs_under as module
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.results import read_results, read_truths
from profiles.evaluation.runs_under import Trial, runs_under
from profiles.evaluation.tables import read_tables
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.fitting import pinned
from profiles.standard.migration import migrated
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read_json

from .boundary import INDEX_DATES, Author
from .clinic import HBA1C, T2D, TODAY, document, one_patient, write_tables
from .newer_boundary import NewerPractice
from .newer_clinic import NEWER, OMEQ, newer_document, taken
from .test_against_the_oracle import SEED, rows_of

CODED = {"id": "in", "type": "exists", "of": T2D}
HIGH = {
    "id": "in",
    "type": "compare",
    "measure": {"type": "latest", "of": HBA1C},
    "operator": "at_least",
    "value": 53,
}
PATIENT = one_patient(
    catalogue=NEWER,
    diagnosis=[{"code_sks": "DE11", "date": "2020-01-01"}],
    measurement=[{"code_npu": "NPU27300", "date": "2026-01-01", "value": "60"}],
    medication=[taken("N02AA01", "60")],
)
TRIALS = [Trial(PATIENT, TODAY)]
HEAVY = {"id": "in", "type": "compare", "measure": OMEQ, "operator": "at_least", "value": 50}


def referring(**changes: str) -> Document:
    member = {"id": "in", "type": "member_of", "profile": "anden", "version": "1.0.0"}
    return read_json({**document(member).to_json(), "standard": "1.1", **changes})


def other(plain: Document) -> dict[str, Document]:
    return {"anden@1.0.0": plain.model_copy(update={"profile": "anden"})}


def test_a_document_of_1_1_that_uses_nothing_newer_runs_under_1_0_too():
    assert runs_under(pinned(document(HIGH), "1.1"), TRIALS) == ("1.0", "1.1")


def test_a_document_of_1_0_runs_under_1_1_too():
    assert runs_under(document(CODED), TRIALS) == ("1.0", "1.1")


def test_a_document_that_uses_something_newer_runs_under_its_own_standard_alone():
    assert runs_under(newer_document(inclusion=HEAVY), TRIALS) == ("1.1",)


def test_without_test_patients_nothing_is_proved():
    assert runs_under(pinned(document(HIGH), "1.1"), []) == ("1.1",)


def test_every_document_it_refers_to_counts():
    assert runs_under(referring(), TRIALS, package=other(document(CODED))) == ("1.0", "1.1")
    heavy = newer_document(inclusion=HEAVY)
    assert runs_under(referring(), TRIALS, package=other(heavy)) == ("1.1",)


def test_e8_a_document_may_refer_to_one_of_another_standard():
    package = other(newer_document(inclusion=HEAVY))
    (found,) = evaluate(referring(standard="1.0"), PATIENT, TODAY, package=package)
    assert found.outcome == "in"
    assert runs_under(referring(standard="1.0"), TRIALS, package=package) == ("1.1",)


def test_what_is_not_the_same_on_one_test_patient_is_not_offered(monkeypatch: pytest.MonkeyPatch):
    """A standard that read the document otherwise: here by an inclusion turned round."""

    def read_otherwise(given: Document, standard: str) -> Document:
        if standard == "1.1":
            return given
        turned = {"id": "not", "type": "not", "of": given.to_json()["inclusion"]}
        return read_json({**given.to_json(), "standard": standard, "inclusion": turned})

    monkeypatch.setattr(module, "pinned", read_otherwise)
    assert runs_under(pinned(document(HIGH), "1.1"), TRIALS) == ("1.1",)


def test_a_document_with_errors_is_refused():
    unfit = pinned(newer_document(inclusion=HEAVY), "1.0")
    with pytest.raises(InvalidDocument):
        runs_under(unfit, TRIALS)


@pytest.mark.parametrize("today", INDEX_DATES, ids=str)
def test_9_2_a_document_of_1_0_that_is_moved_to_1_1_says_the_same_of_everybody(today: date, tmp_path: Path):
    random = Random(f"{SEED}/moved/{today}")  # noqa: S311 - test data, not secrets
    catalogue = load_catalogue("1.1")
    write_tables(tmp_path, rows_of(NewerPractice(random, today).patients(80)), catalogue)
    with Database(read_tables(tmp_path, catalogue)) as database:
        for _ in range(2):
            before = read_json(Author(random, members=False).document())
            said = [said_of(each, database, today) for each in (before, migrated(before, "1.1").after)]
            assert said[0] == said[1]


def said_of(document: Document, database: Database, today: date) -> tuple[object, object]:
    compiled = compile_document(document, today)
    rows = list(database.rows(compiled.sql))
    return read_results(compiled, rows), read_truths(compiled, rows)
