"""The query itself: one statement, literals for every bound, a closed engine, named refusals (10.1, A2)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings

from profiles.evaluation import evaluate
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database, EvaluationStopped
from profiles.evaluation.scope import NotSupported
from profiles.evaluation.sql import comment
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from tests.standard.strategies import documents

from .clinic import HBA1C, T2D, TODAY, Json, document, hba1c, one_patient

LATEST = {"type": "latest", "of": {**HBA1C, "window": {"from": "-P12M"}}}
IN: Json = {
    "id": "in",
    "type": "all",
    "label": "Har sukkersyge;\u2028DROP TABLE patient; --",
    "of": [
        {"id": "adult", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18},
        {"id": "coded", "type": "exists", "of": T2D},
        {"id": "high", "type": "compare", "measure": LATEST, "operator": "at_least", "value": 53},
    ],
}


def diabetes() -> Document:
    return document(IN, columns=[{"id": "a1c", "title": "HbA1c", "measure": LATEST}])


def test_10_1_a_document_is_one_statement_with_the_bounds_as_literals() -> None:
    sql = compile_document(diabetes(), TODAY).sql
    (statement,) = sqlglot.parse(sql, read="duckdb")
    assert isinstance(statement, sqlglot.exp.Select)
    assert "DATE '2025-11-21'" in sql
    assert not re.search(r"CURRENT_DATE|NOW\(|INTERVAL", sql, re.IGNORECASE)


def test_the_query_of_a_document_is_always_the_same() -> None:
    assert compile_document(diabetes(), TODAY).sql == compile_document(diabetes(), TODAY).sql


def test_equal_selections_are_written_once() -> None:
    sql = compile_document(diabetes(), TODAY).sql
    assert sql.count('FROM "measurement"') == 1


def test_a_label_cannot_end_its_comment() -> None:
    assert comment("a\nb\rc\u2028d\x0be") == "-- a b c d e"
    tables = one_patient(measurement=[hba1c("2026-11-01", "60")])
    assert [result.outcome for result in evaluate(diabetes(), tables, TODAY)] == ["out"]


def test_a2_a_document_with_an_error_is_not_evaluated() -> None:
    wrong = diabetes().model_copy(update={"code_sets": ()})
    with pytest.raises(InvalidDocument):
        evaluate(wrong, one_patient(), TODAY)


def test_what_the_compiler_has_no_meaning_for_is_refused_with_its_node() -> None:
    wrong = diabetes().model_copy(update={"code_sets": ()})
    with pytest.raises(NotSupported, match="»coded«"):
        compile_document(wrong, TODAY)


def test_many_parts_in_one_group_are_no_trouble() -> None:
    coded = [{"id": f"part-{number}", "type": "exists", "of": T2D} for number in range(1200)]
    (result,) = evaluate(document({"id": "in", "type": "any", "of": coded}), one_patient(), TODAY)
    assert result.outcome == "out"


def test_many_levels_of_criteria_are_no_trouble() -> None:
    part: Json = {"id": "deepest", "type": "exists", "of": T2D}
    for level in range(90):
        part = {"id": f"level-{level}", "type": "not", "of": part}
    (result,) = evaluate(document(part), one_patient(), TODAY)
    assert result.outcome == "out"


@given(documents())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_valid_document_can_be_evaluated(asked: Document) -> None:
    package = {"copd@2.0.1": document()}
    results = evaluate(asked, one_patient(measurement=[hba1c("2026-11-01", "60")]), TODAY, package=package)
    assert [result.patient for result in results] == ["anna-k"]


# --- the engine ---------------------------------------------------------------------------------


def test_numbers_beyond_exact_arithmetic_stop_the_evaluation_and_are_never_rounded() -> None:
    huge = [hba1c("2026-11-01", "9" * 18), hba1c("2026-11-02", "9" * 18)]
    mean = {"id": "mean", "title": "Gennemsnit", "measure": {"type": "average", "of": HBA1C}}
    with pytest.raises(EvaluationStopped, match="flere cifre"):
        evaluate(document(columns=[mean]), one_patient(measurement=huge), TODAY)


def test_a_database_may_be_used_again_for_another_document_and_day() -> None:
    with Database(one_patient(measurement=[hba1c("2026-11-01", "60")])) as database:
        first = evaluate(diabetes(), database, TODAY)
        second = evaluate(diabetes(), database, date(2030, 1, 1))
    assert first[0].columns["a1c"].value == Decimal(60)
    assert second[0].columns["a1c"].value is None
