"""What our evaluator and CQL's say of the same patients, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from profiles.evaluation import evaluate, truths
from profiles.evaluation.cql import to_cql
from profiles.evaluation.fhir import bundles
from profiles.evaluation.results import Result
from profiles.evaluation.tables import Tables
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document

from .engine import Engine, Json

TRUTHS = {True: "true", False: "false", None: "unknown"}
PARTS = ("value", "unit", "date", "comparator")


def differences(
    engine: Engine,
    document: Document,
    tables: Tables,
    today: date,
    package: dict[str, Document] | None = None,
) -> list[str]:
    """Every place where the two differ; empty when they agree on all."""
    package = package or {}
    library = to_cql(document, package=package, catalogue=load_catalogue(document.standard))
    whole = list(bundles(tables))
    said = dict(zip(map(identity, whole), engine.run(library, today, whole), strict=True))
    results = {each.patient: each for each in evaluate(document, tables, today, package=package)}
    found = truths(document, tables, today, package=package)
    different = [
        f"{patient}: {what}: {ours!r}, and CQL says {theirs!r}"
        for patient, cql in said.items()
        for what, ours, theirs in compared(document, results.get(patient), found.get(patient), cql)
        if ours != theirs
    ]
    assert set(results) <= set(said)
    return different


def identity(bundle: Json) -> str:
    """The patient's number in the tables."""
    name: str = bundle["entry"][0]["resource"]["identifier"][0]["value"]
    return name


def compared(
    document: Document, result: Result | None, found: Any, cql: Json
) -> Iterator[tuple[str, object, object]]:
    """What is compared, our answer, CQL's answer."""
    yield "outcome", result and str(result.outcome), cql["outcome"]
    if result is None:
        return
    for criterion, truth in found.items():
        yield criterion, str(truth), TRUTHS[cql[f"criterion-{criterion}"]]
    for section in ("groups", "actions", "data_quality"):
        theirs = [each.id for each in getattr(document, section) if cql[f"when-{each.id}"] is True]
        yield section, list(getattr(result, section)), theirs
    for column, cell in result.columns.items():
        theirs = cql[f"column-{column}"]
        for part in PARTS:
            yield f"{column}.{part}", plain(getattr(cell, part)), of_column(theirs, part)
        yield f"{column}.level", cell.level, theirs["f_flag"]["f_level"]
        yield f"{column}.text", cell.text, theirs["f_flag"]["f_text"]


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def of_column(cell: Json, part: str) -> object:
    """A part of CQL's tuple; the value of a coding is one element per code system."""
    codes = {name: code for name, code in cell.items() if name.startswith("f_code_")}
    if part != "value" or not codes:
        return cell.get(f"f_{part}")
    by_system = {name.removeprefix("f_code_").replace("_", "-"): code for name, code in codes.items()}
    return {system: code for system, code in by_system.items() if code is not None} or None
