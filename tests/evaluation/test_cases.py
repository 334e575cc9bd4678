"""The conformance cases hold: in the compiled query, in the naive oracle, whatever the order of the rows."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from profiles.evaluation import evaluate, truths
from profiles.evaluation.cases import (
    BumpCase,
    CanonicalCase,
    Case,
    EvaluationCase,
    InvalidCase,
    LintCase,
    disagreements,
    filled,
    load_cases,
    rows_of,
    write_tables,
)
from profiles.evaluation.cases.filling import whole_document
from profiles.evaluation.engine import Database
from profiles.evaluation.results import Result
from profiles.evaluation.tables import read_tables
from profiles.standard.canonical import canonical_bytes, content_hash
from profiles.standard.catalogue import DIRECTORY, in_order, load_catalogue
from profiles.standard.lint import Severity, lint
from profiles.standard.reading import InvalidDocument, read, read_json, read_shape
from profiles.standard.rules import load_rules
from profiles.standard.validity.package import package_problems
from profiles.standard.version import required_bump
from profiles.standard.walk import criteria

from .naive import Naive, Patient
from .test_why import Deciding

Json = dict[str, Any]
WORDS = {True: "true", False: "false", None: "unknown"}
SHIPPED = sorted((path.stem for path in DIRECTORY.glob("*.json")), key=in_order)
CASES: tuple[Case, ...] = tuple(case for standard in SHIPPED for case in load_cases(standard))


def of_type(kind: type[Any]) -> Any:
    """One test per case of a type, named by the case."""
    chosen = [case for case in CASES if isinstance(case, kind)]
    return pytest.mark.parametrize("case", chosen, ids=[case.id for case in chosen])


@of_type(EvaluationCase)
def test_the_evaluator_says_what_the_case_expects(case: EvaluationCase, tmp_path: Path) -> None:
    assert disagreements(case, *evaluated(case, tmp_path)) == []


@of_type(EvaluationCase)
def test_the_oracle_says_what_the_case_expects(case: EvaluationCase) -> None:
    whole = filled(case)
    catalogue = load_catalogue(case.standard).model_dump(mode="json", exclude_none=True)
    oracle = Naive(whole.document, catalogue, case.index_date, whole.package)
    results, said = {}, {}
    for patient in case.patients:
        given = oracle_patient(case, patient.id)
        if oracle.is_active(given):
            results[patient.id] = plain(oracle.result(given)) | {
                "why": reasons(case, Deciding(oracle, given))
            }
            said[patient.id] = {key: WORDS[truth] for key, truth in oracle.truths.items()}
    assert disagreements(case, results, said) == []


@of_type(EvaluationCase)
def test_the_order_of_the_rows_changes_nothing(case: EvaluationCase, tmp_path: Path) -> None:
    turned = [
        patient.model_copy(
            update={"records": {name: tuple(reversed(rows)) for name, rows in patient.records.items()}}
        )
        for patient in reversed(case.patients)
    ]
    assert (
        disagreements(case, *evaluated(case.model_copy(update={"patients": tuple(turned)}), tmp_path)) == []
    )


def evaluated(case: EvaluationCase, folder: Path) -> tuple[dict[str, Json], dict[str, dict[str, str]]]:
    """What the reference evaluator says of a case: results and truths by patient."""
    document, others = filled(case)
    package = {key: read_json(each) for key, each in others.items()}
    write_tables(case, folder)
    with Database(read_tables(folder, load_catalogue(case.standard))) as database:
        given = (read_json(document), database, case.index_date)
        results = {result.patient: exact(result) for result in evaluate(*given, package=package, why=True)}
        said = truths(*given, package=package)
    return results, {who: {key: str(each) for key, each in found.items()} for who, found in said.items()}


def exact(result: Result) -> Json:
    """A result with numbers as decimals."""
    whole = result.to_json()
    for column, cell in result.columns.items():
        whole["columns"][column]["value"] = cell.value
    return plain(whole)


def plain(result: Json) -> Json:
    """A result with dates as texts, as JSON has them."""
    for cell in result["columns"].values():
        for name in ("value", "date"):
            cell[name] = cell[name].isoformat() if isinstance(cell[name], date) else cell[name]
    return result


def reasons(case: EvaluationCase, deciding: Deciding) -> Json:
    """What the oracle says decided each criterion that has a truth in the result (F6)."""
    asked = {spot.part.id: spot.part.to_json() for spot in criteria(read_json(filled(case).document))}
    explained = {key: each for key, each in asked.items() if key in deciding.oracle.truths}
    return {key: {"records": deciding.records(part)} for key, part in explained.items()}


def oracle_patient(case: EvaluationCase, identity: str) -> Patient:
    rows = rows_of(case)
    own = {name: [row for row in listed if row["patient_id"] == identity] for name, listed in rows.items()}
    (row,) = own.pop("patient")
    return Patient(row, own)


# --- documents ----------------------------------------------------------------------------------


@of_type(EvaluationCase)
def test_an_expectation_speaks_of_what_the_document_has(case: EvaluationCase) -> None:
    """A misspelt id would otherwise expect nothing."""
    document = filled(case).document
    for patient in case.patients:
        expected = patient.expected
        for name in ("groups", "actions", "data_quality"):
            assert set(getattr(expected, name) or ()) <= {each["id"] for each in document[name]}
        assert set(expected.columns) <= {each["id"] for each in document["columns"]}
        assert expected.model_dump(exclude_defaults=True), f"{patient.id} shows nothing"


@of_type(InvalidCase)
def test_an_invalid_text_is_refused_at_its_place(case: InvalidCase) -> None:
    found = {(problem.place, problem.node): problem.message for problem in problems_with(case)}
    place = (case.problem.place, case.problem.node)
    assert place in found, found
    assert case.problem.says in found[place]


def problems_with(case: InvalidCase) -> tuple[Any, ...]:
    whole = whole_document(case.document, profile=case.id, title=case.title, standard=case.standard)
    for name in case.without:
        del whole[name]
    package = {
        key: read_shape(
            whole_document(part, profile=key.partition("@")[0], title=key, standard=case.standard)
        )
        for key, part in (case.package or {}).items()
    }
    try:
        document = read(case.text) if case.text is not None else read_json(whole)
    except InvalidDocument as refused:
        return refused.problems
    return package_problems(document, package) if case.package is not None else ()


@of_type(LintCase)
def test_a_lint_is_found_and_the_document_can_still_be_read(case: LintCase) -> None:
    document = whole(case.document, case)
    found = {(each.code, each.node) for each in lint(document, load_catalogue(case.standard))}
    assert {(each.code, each.node) for each in case.lints} <= found


@of_type(CanonicalCase)
def test_every_text_of_a_document_gives_the_same_bytes(case: CanonicalCase) -> None:
    assert sha256(case.canonical.encode()).hexdigest() == case.hashed
    for text in case.texts:
        document = read(text)
        assert canonical_bytes(document).decode() == case.canonical
        assert content_hash(document) == case.hashed


@of_type(BumpCase)
def test_a_change_asks_for_its_number(case: BumpCase) -> None:
    before, after = whole(case.before, case), whole(case.after, case)
    assert required_bump(before, after)[0].name.lower() == case.bump


def whole(part: Json, case: Any) -> Any:
    return read_json(whole_document(part, profile="profile", title="Profil", standard=case.standard))


# --- the cases themselves -----------------------------------------------------------------------


def test_no_two_cases_have_the_same_id_or_title() -> None:
    for listed in ([case.id for case in CASES], [case.title for case in CASES]):
        assert sorted(set(listed)) == sorted(listed)


def test_every_rule_has_a_case_or_a_reason_why_none_can_show_it() -> None:
    for standard in SHIPPED:
        shown = {
            number for case in CASES if in_order(case.standard) <= in_order(standard) for number in case.rules
        }
        book = load_rules(standard)
        assert shown <= book.by_number.keys()
        assert {rule.number for rule in book.rules if not rule.unshown} - shown == set()
        assert not [rule.number for rule in book.rules if rule.unshown and rule.number in shown]


#: Rules about how people and systems work together, which no document and no patient can show.
WITHOUT_A_CASE = {
    "6.2",
    "9.1",
    "9.2",
    "9.3",
    "9.4",
    "9.5",
    "10.1",
    "10.2",
    "A20",
    "A22",
    "D14",
    "G1",
    "G2",
    "G4",
    "G5",
    "G6",
}


def test_the_rules_without_a_case_are_those_that_no_patient_can_show() -> None:
    assert {rule.number for rule in load_rules("1.0").rules if rule.unshown} == WITHOUT_A_CASE


def test_the_treacherous_rules_have_several_cases() -> None:
    for number in ("2.2", "2.3", "2.6", "2.7", "3.4", "3.5", "4.1", "4.2", "4.3", "6.1", "B2", "C5", "G3"):
        assert len([case for case in CASES if number in case.rules]) >= 2, number


PATTERNS = [case for case in CASES if isinstance(case, EvaluationCase) and case.is_pattern]


@pytest.mark.parametrize("case", PATTERNS, ids=[case.id for case in PATTERNS])
def test_a_pattern_is_a_document_that_could_be_published(case: EvaluationCase) -> None:
    found = lint(read_json(filled(case).document), load_catalogue(case.standard))
    assert [each for each in found if each.severity is not Severity.HINT] == []


def test_every_pattern_of_annex_h_has_its_document() -> None:
    asked = [rule.number for rule in load_rules("1.0").of_group("H")]
    assert sorted(number for case in PATTERNS for number in case.rules if number[0] == "H") == asked
