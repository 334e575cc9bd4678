"""Evaluating a document over patients: the reference that every practice system must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from profiles.standard.catalogue import Catalogue, in_order, load_catalogue
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.standard.validity import problems_of

from .compiler import Compiled, compile_document
from .criteria import Package
from .engine import Database
from .layout import PATIENT_ID
from .opening import open_folder
from .plan import ROW
from .results import Result, Truth, Why, read_results, read_truths
from .sql import column, one_of, text
from .tables import Tables
from .why import Reasons

Source = Path | Tables | Database
Parameters = Mapping[str, Decimal | int]


def evaluate(
    document: Document,
    tables: Source,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Parameters | None = None,
    why: bool = False,
) -> list[Result]:
    """One result per active patient, ordered by patient id (8.4), on request with the reasons.

    ``tables`` is a folder of tables, tables already read, or a database to use again. ``package`` holds
    the documents that ``member_of`` reaches as ``profile@version``. Raises ``TableProblem`` for the tables,
    ``InvalidDocument``, ``NotSupported``, ``PackageProblem`` or ``ParameterProblem`` for the document, and
    ``EvaluationStopped``.
    """
    compiled = compile_checked(document, index_date, package=package, parameters=parameters)
    with _database(tables, (document, *(package or {}).values())) as database:
        rows = database.rows(compiled.sql)
        results = read_results(compiled, rows)
        if not why:
            return results
        reasons = Reasons(compiled, database).of(rows)
        return [replace(result, why=reasons[result.patient]) for result in results]


def explain(
    document: Document,
    tables: Source,
    index_date: date,
    *,
    patients: Sequence[str] | None = None,
    package: Package | None = None,
    parameters: Parameters | None = None,
) -> dict[str, dict[str, Why]]:
    """Why, by patient and criterion id, with the nearest misses; of some patients only where they are given.

    A patient without an outcome (5.1) is not in it. Takes and raises what :func:`evaluate` does.
    """
    compiled = compile_checked(document, index_date, package=package, parameters=parameters)
    with _database(tables, (document, *(package or {}).values())) as database:
        rows = database.rows(_of_patients(compiled.sql, patients))
        return Reasons(compiled, database, patients, misses=True).of(rows)


def _of_patients(sql: str, patients: Sequence[str] | None) -> str:
    if patients is None:
        return sql
    asked = one_of(column(ROW, PATIENT_ID), [text(each) for each in patients]) if patients else "1 = 0"
    return f"SELECT {ROW}.*\nFROM (\n{sql}\n) AS {ROW}\nWHERE {asked}"


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
    compiled = compile_checked(document, index_date, package=package, parameters=parameters)
    with _database(tables, (document, *(package or {}).values())) as database:
        return read_truths(compiled, database.rows(compiled.sql))


def compile_checked(
    document: Document,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Parameters | None = None,
) -> Compiled:
    """The query of a document that, with all it refers to, is valid. Raises as :func:`evaluate` does."""
    for each in (document, *(package or {}).values()):
        refuse_invalid(each)
    return compile_document(document, index_date, package=package, parameters=parameters)


def refuse_invalid(document: Document) -> None:
    """A text with an error is no document of the standard, and nobody may evaluate it (A2)."""
    if problems := problems_of(document, load_catalogue(document.standard)):
        raise InvalidDocument(problems)


def newest_catalogue(documents: Iterable[Document]) -> Catalogue:
    """That of the newest standard, which has what the older ones ask for (9.1)."""
    return load_catalogue(max((each.standard for each in documents), key=in_order))


@contextmanager
def _database(source: Source, documents: Iterable[Document]) -> Iterator[Database]:
    """A folder is read by the newest standard of the documents, which has what older ones ask for (9.1)."""
    if isinstance(source, Database):
        yield source
        return
    opened = (
        Database(source)
        if isinstance(source, Tables)
        else open_folder(source, newest_catalogue(documents))[0]
    )
    with opened as database:
        yield database
