"""Evaluating a document over patients: the reference that every practice system must agree with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.standard.validity import problems_of

from .compiler import Compiled, compile_document
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
    ``InvalidDocument``, ``NotSupported``, ``PackageProblem`` or ``ParameterProblem`` for the document, and
    ``EvaluationStopped``.
    """
    compiled = _compiled(document, index_date, package or {}, parameters)
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
    compiled = _compiled(document, index_date, package or {}, parameters)
    with _database(tables, document) as database:
        return read_truths(compiled, database.rows(compiled.sql))


def _compiled(
    document: Document, index_date: date, package: Package, parameters: Parameters | None
) -> Compiled:
    for each in (document, *package.values()):
        _refuse_invalid(each)
    return compile_document(document, index_date, package=package, parameters=parameters)


def _refuse_invalid(document: Document) -> None:
    """A text with an error is no document of the standard, and nobody may evaluate it (A2)."""
    if problems := problems_of(document, load_catalogue(document.standard)):
        raise InvalidDocument(problems)


@contextmanager
def _database(source: Source, document: Document) -> Iterator[Database]:
    if isinstance(source, Database):
        yield source
        return
    tables = source if isinstance(source, Tables) else read_tables(source, load_catalogue(document.standard))
    with Database(tables) as database:
        yield database
