"""The engines a profile can be run on: DuckDB inside the tool, and Spark for a region or a nation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from profiles.standard.document import Document

from ..criteria import Package
from ..evaluator import Parameters, compile_checked, evaluate, newest_catalogue
from ..results import Result, read_results
from .spark import EngineMissing, SparkStopped, SparkTables

__all__ = ["Engine", "EngineMissing", "SparkStopped", "evaluate_on"]


class Engine(StrEnum):
    DUCKDB = "duckdb"
    SPARK = "spark"


def evaluate_on(
    engine: Engine,
    document: Document,
    folder: Path,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Parameters | None = None,
) -> Iterator[Result]:
    """The same results, in the same order, from the engine that is asked for.

    Spark reads Parquet tables and hands its results over one by one, so that a nation's patients need not fit
    in memory here. Raises what :func:`~profiles.evaluation.evaluate` does, and :class:`EngineMissing`,
    :class:`SparkStopped` and ``NotPrintable`` for Spark; also while the results are read.
    """
    if engine is Engine.DUCKDB:
        yield from evaluate(document, folder, index_date, package=package, parameters=parameters)
        return
    compiled = compile_checked(document, index_date, package=package, parameters=parameters)
    catalogue = newest_catalogue((document, *(package or {}).values()))
    with SparkTables(folder, catalogue) as tables:
        for row in tables.rows(compiled.sql):
            yield from read_results(compiled, [row])
