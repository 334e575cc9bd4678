"""Attrition counts what counting every patient's truths one by one does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from profiles.evaluation import truths
from profiles.evaluation.attrition import Attrition, Band, Counts, Reason, attrition
from profiles.evaluation.engine import Database
from profiles.evaluation.results import Truth
from profiles.evaluation.tables import Tables, read_tables
from profiles.standard.document import AtLeast, Criterion, Document, Group, Not
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read_json

from .boundary import Author, Practice
from .clinic import CATALOGUE, HBA1C, T2D, TODAY, Json, document, hba1c, one_patient, tables_of, write_tables
from .test_against_the_oracle import rows_of

Truths = dict[str, dict[str, Truth]]
Steps = list[tuple[Criterion, bool]]


# --- the same, one patient at a time --------------------------------------------------------------


def steps_of(document: Document) -> Steps:
    steps = [(each, False) for each in parts(document.inclusion, "all")]
    return steps + ([(each, True) for each in parts(document.exclusion, "any")] if document.exclusion else [])


def walked(truth: dict[str, Truth], steps: list[tuple[Criterion, bool]]) -> Truth:
    said = {passed(truth[criterion.id], excluded) for criterion, excluded in steps}
    if Truth.FALSE in said:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in said else Truth.TRUE


def passed(truth: Truth, excluded: bool) -> Truth:
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth) if excluded else truth


def counts(counter: Counter[Truth]) -> Counts:
    return Counts(counter[Truth.TRUE], counter[Truth.FALSE], counter[Truth.UNKNOWN])


def roots(document: Document) -> list[Criterion]:
    return [each for each in (document.inclusion, document.exclusion) if each]


def parts(criterion: Criterion, kind: str) -> tuple[Criterion, ...]:
    return criterion.of if isinstance(criterion, Group) and criterion.type == kind else (criterion,)


def below(criterion: Criterion) -> list[Criterion]:
    inner: tuple[Criterion, ...] = ()
    if isinstance(criterion, Group | AtLeast):
        inner = criterion.of
    elif isinstance(criterion, Not):
        inner = (criterion.of,)
    return [criterion, *(each for part in inner for each in below(part))]


def is_to_blame(path: list[str], truth: dict[str, Truth], steps: Steps) -> bool:
    return walked(truth, steps) is Truth.UNKNOWN and {truth[each] for each in path} == {Truth.UNKNOWN}


def leaves(criterion: Criterion, above: list[str]) -> list[list[str]]:
    path = [*above, criterion.id]
    inner = [each for each in below(criterion)[1:] if each in direct(criterion)]
    return [found for each in inner for found in leaves(each, path)] if inner else [path]


def direct(criterion: Criterion) -> tuple[Criterion, ...]:
    if isinstance(criterion, Group | AtLeast):
        return criterion.of
    return (criterion.of,) if isinstance(criterion, Not) else ()


def compare(asked: Document, found: Attrition, by_patient: Truths) -> None:
    steps, patients = steps_of(asked), list(by_patient.values())
    assert found.patients == len(patients)
    for root in roots(asked):
        for each in below(root):
            assert found.criteria[each.id] == counts(Counter(truth[each.id] for truth in patients))
    assert [(each.node, each.is_exclusion) for each in found.steps] == [(each.id, out) for each, out in steps]
    for at, (criterion, excluded) in enumerate(steps):
        step = found.steps[at]
        moved = Counter((walked(each, steps[:at]), walked(each, steps[: at + 1])) for each in patients)
        assert step.alone == counts(Counter(passed(each[criterion.id], excluded) for each in patients))
        assert step.left == moved[Truth.TRUE, Truth.TRUE]
        assert step.lost == moved[Truth.TRUE, Truth.FALSE] + moved[Truth.UNKNOWN, Truth.FALSE]
    assert found.outcome == counts(Counter(walked(each, steps) for each in patients))
    paths = [path for root in roots(asked) for path in leaves(root, [])]
    blamed = {path[-1]: sum(is_to_blame(path, each, steps) for each in patients) for path in paths}
    assert {each.node: each.patients for each in found.reasons} == {
        node: number for node, number in blamed.items() if number
    }
    uncertain = sum(step.uncertain for step in found.steps)
    assert found.outcome.unknown <= uncertain
    assert sum(band.women + band.men + band.others for band in found.pyramid) == found.outcome.true


def test_counts_are_those_of_the_truths_for_random_documents_and_boundary_patients(tmp_path: Path) -> None:
    random = Random("attrition")  # noqa: S311 - test data, not secrets
    write_tables(tmp_path, rows_of(Practice(random, TODAY).patients(60)))
    with Database(read_tables(tmp_path, CATALOGUE)) as database:
        for _ in range(8):
            other = Author(random, members=False).document(0, 0) | {"profile": "other"}
            package = {"other@1.0.0": read_json(other)}
            asked = read_json(Author(random).document(0, 0))
            by_patient = truths(asked, database, TODAY, package=package)
            compare(asked, attrition(asked, database, TODAY, package=package), by_patient)


# --- read aloud -----------------------------------------------------------------------------------

LATEST = {"type": "latest", "of": HBA1C}
ADULT = {"id": "adult", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18}
CODED = {"id": "coded", "type": "exists", "of": T2D}
HIGH = {"id": "high", "type": "compare", "measure": LATEST, "operator": "at_least", "value": 53}
MEDICINE = {"element": "medication", "where": [{"field": "code", "in": "a10"}]}
TREATED = {"id": "treated", "type": "exists", "of": MEDICINE}


def practice() -> Tables:
    """Anna fits; Rikke has no HbA1c; Gunnar is treated; a child and one without a diagnosis fit nothing."""
    people = {"anna": "1970-05-05", "rikke": "1961-05-05", "gunnar": "1950-05-05", "barn": "2020-05-05"}
    sex = {"gunnar": "male", "barn": "male"}
    patients = [
        {
            "patient_id": each,
            "birth_date": born,
            "sex": sex.get(each, "female"),
            "enrolled_from": "2021-01-01",
        }
        for each, born in {**people, "rask": "1980-01-01"}.items()
    ]
    coded = [{"patient_id": each, "code_icpc_2_dk": "T90", "date": "2022-01-01"} for each in people]
    measured = [{"patient_id": each, **hba1c("2026-11-01", "60")} for each in ("anna", "gunnar", "barn")]
    treated = [{"patient_id": "gunnar", "code_atc": "A10BA02", "start": "2024-01-01"}]
    return tables_of(
        {"patient": patients, "diagnosis": coded, "measurement": measured, "medication": treated}
    )


def asked(**more: Json) -> Document:
    return document({"id": "in", "type": "all", "of": [ADULT, CODED, HIGH]}, exclusion=TREATED, **more)


def found(document: Document) -> Attrition:
    with Database(practice()) as database:
        return attrition(document, database, TODAY)


def test_a_population_is_read_from_the_top_of_the_inclusion_to_the_exclusion() -> None:
    steps = found(asked()).steps
    assert [(each.node, each.left, each.lost, each.uncertain) for each in steps] == [
        ("adult", 4, 1, 0),
        ("coded", 3, 1, 0),
        ("high", 2, 0, 1),
        ("treated", 1, 1, 0),
    ]
    assert steps[-1].alone == Counts(true=4, false=1, unknown=0)


def test_the_unknown_are_told_with_the_criterion_that_leaves_them_so() -> None:
    told = found(asked())
    assert told.outcome == Counts(true=1, false=3, unknown=1)
    assert told.reasons == (Reason("high", 1),)


def test_the_pyramid_holds_those_who_are_in_by_ten_years_and_sex() -> None:
    told = found(asked())
    assert [each for each in told.pyramid if each.women or each.men or each.others] == [Band(50, 1, 0, 0)]
    assert [each.youngest for each in told.pyramid] == list(range(0, 91, 10))


def test_patients_of_unknown_age_or_sex_are_counted_apart() -> None:
    patient = {"birth_date": "", "sex": ""}
    with Database(one_patient(patient)) as database:
        told = attrition(document(), database, TODAY)
    assert told.pyramid[-1] == Band(None, 0, 0, 1)


def test_an_inclusion_of_one_criterion_is_one_step() -> None:
    told = found(document(CODED))
    assert [(each.node, each.left) for each in told.steps] == [("coded", 4)]


def test_a_document_with_an_error_is_not_counted() -> None:
    wrong = asked().model_copy(update={"code_sets": ()})
    with pytest.raises(InvalidDocument):
        found(wrong)
