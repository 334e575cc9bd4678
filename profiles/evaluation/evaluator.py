"""Evaluating a document over patients: the reference that every practice system must agree with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document

from .compiler import compile_document
from .criteria import Package
from .engine import Database
from .results import Result, Truth, read_results, read_truths
from .tables import Tables, read_tables

Source = Path | Tables | Database
Parameters = Mapping[str, Decimal | int]


def evaluate(
    document: Document,
    tables: Source,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Parameters | None = None,
) -> list[Result]:
    """One result per active patient, ordered by patient id (8.4).

    ``tables`` is a folder of CSV tables, tables already read, or a database to use again. ``package`` holds
    the documents that ``member_of`` reaches as ``profile@version``. Raises ``TableProblem`` for the tables,
    ``InvalidDocument``, ``NotSupported``, ``PackageProblem`` or ``UnknownParameter`` for the document, and
    ``EvaluationStopped``.
    """
    compiled = compile_document(document, index_date, package=package, parameters=parameters)
    with _database(tables, document) as database:
        return read_results(compiled, database.rows(compiled.sql))


def truths(
    document: Document,
    tables: Source,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Parameters | None = None,
) -> dict[str, dict[str, Truth]]:
    """Every criterion's truth by id, for each active patient: for counting who is lost where.

    Takes and raises what :func:`evaluate` does.
    """
    compiled = compile_document(document, index_date, package=package, parameters=parameters)
    with _database(tables, document) as database:
        return read_truths(compiled, database.rows(compiled.truths_sql))


@contextmanager
def _database(source: Source, document: Document) -> Iterator[Database]:
    if isinstance(source, Database):
        yield source
        return
    tables = source if isinstance(source, Tables) else read_tables(source, load_catalogue(document.standard))
    with Database(tables) as database:
        yield database
