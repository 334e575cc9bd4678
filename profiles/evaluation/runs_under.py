"""Which standards a document runs under: proved by evaluating it under each of them (9.3, G1).

A document that uses nothing newer means the same under an older standard, but that is not taken for granted:
it, and every document it refers to, is pinned to each standard it validates under and evaluated over the test
patients, and every result and every criterion's truth must come out as under its own pins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from profiles.standard.document import Document
from profiles.standard.fitting import candidates, pinned

from .criteria import Package
from .engine import Database, EvaluationStopped
from .evaluator import compile_checked
from .results import Result, Truth, read_results, read_truths
from .tables import Tables

Said = tuple[list[Result], Mapping[str, Mapping[str, Truth]]]


@dataclass(frozen=True, slots=True)
class Trial:
    """Test patients and the day they are evaluated on. The tables have what the newest standard asks for."""

    tables: Tables | Database
    index_date: date


def runs_under(
    document: Document, trials: Iterable[Trial], *, package: Package | None = None
) -> tuple[str, ...]:
    """The standards, oldest first, that the document with its package is proved to run under.

    A consumer must run the whole package, so one newer document in it leaves the older standards out.
    Without trials nothing is proved, and its own standard is the only one. Raises what
    :func:`~.evaluator.evaluate` does for the document under its own pins.
    """
    documents = {"": document, **(package or {})}
    known = [candidates(each) for each in documents.values()]
    shared = [each for each in known[0] if all(each in others for others in known)]
    with ExitStack() as stack:
        opened = [(_opened(trial.tables, stack), trial.index_date) for trial in trials]
        expected = list(_all_said(documents, opened))
        if not opened:
            return tuple(each for each in shared if each == document.standard)
        return tuple(each for each in shared if _same(documents, each, opened, expected))


Opened = tuple[Database, date]


def _opened(tables: Tables | Database, stack: ExitStack) -> Database:
    return tables if isinstance(tables, Database) else stack.enter_context(Database(tables))


def _same(
    documents: Mapping[str, Document], standard: str, opened: list[Opened], expected: list[Said]
) -> bool:
    """Whether everything is said alike with every document pinned to one standard."""
    under = {key: pinned(each, standard) for key, each in documents.items()}
    try:
        return all(said == wanted for said, wanted in zip(_all_said(under, opened), expected, strict=True))
    except EvaluationStopped:
        return False


def _all_said(documents: Mapping[str, Document], opened: list[Opened]) -> Iterator[Said]:
    """What every document says by itself, on every trial."""
    package = {key: each for key, each in documents.items() if key}
    for document in documents.values():
        for database, index_date in opened:
            compiled = compile_checked(document, index_date, package=package)
            rows = list(database.rows(compiled.sql))
            yield read_results(compiled, rows), read_truths(compiled, rows)
