"""Results as a person reads them in a terminal: one patient a line, and under it why, where that is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from profiles.evaluation import Result
from profiles.evaluation.results import Cell, Miss, Outcome, Record, Truth, Why
from profiles.evaluation.sql import plain
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Document
from profiles.standard.narrative import narrate

OUTCOMES = {Outcome.IN: "med", Outcome.OUT: "ikke med", Outcome.UNKNOWN: "kan ikke afgøres"}
TRUTHS = {Truth.TRUE: "sandt", Truth.FALSE: "falsk", Truth.UNKNOWN: "uvist"}
Reasons = Mapping[str, Mapping[str, Why]]


def table(document: Document, results: Sequence[Result], reasons: Reasons | None = None) -> Iterator[str]:
    """The lines of a table, ending with the counts."""
    width = max((len(result.patient) for result in results), default=0)
    explained = _Explained(document) if reasons else None
    yield f"{document.title} {document.version}"
    for result in results:
        outcome = OUTCOMES[result.outcome]
        yield f"{result.patient:<{width}}  {outcome:<16}  {_columns(document, result)}".rstrip()
        if explained and reasons:
            yield from explained.lines(reasons[result.patient])
    counts = Counter(result.outcome for result in results)
    yield ", ".join(f"{counts[outcome]} {word}" for outcome, word in OUTCOMES.items())


def _columns(document: Document, result: Result) -> str:
    shown = ((column.title, result.columns[column.id]) for column in document.columns)
    return " · ".join(_shown(title, cell) for title, cell in shown if cell.value is not None)


def _shown(title: str, cell: Cell) -> str:
    flag = f" ({cell.text})" if cell.text else ""
    return f"{title} {cell.comparator or ''}{said(cell.value)} {cell.unit or ''}".rstrip() + flag


class _Explained:
    """A document's sentences beside what was found for a patient."""

    def __init__(self, document: Document) -> None:
        self._catalogue = load_catalogue(document.standard)
        self._sentences = narrate(document, self._catalogue).by_node()

    def lines(self, whys: Mapping[str, Why]) -> Iterator[str]:
        for identifier, sentence in self._sentences.items():
            if identifier in whys:
                why = whys[identifier]
                yield f"    {TRUTHS[why.truth]:<6} {sentence.text}{self._found(why)}"

    def _found(self, why: Why) -> str:
        found = "; ".join(record_words(record, self._catalogue) for record in why.records)
        near = f" [tæt på: {self._near(why.nearest)}]" if why.nearest else ""
        return (f": {found}" if found else "") + near

    def _near(self, miss: Miss) -> str:
        element = self._catalogue.element(miss.record["element"])
        field = element.find_field(miss.fails)
        why = f"{field.title.lower()} passer ikke" if field else "uden for vinduet"
        return f"{record_words(miss.record, self._catalogue)}, {why}"


def record_words(record: Record, catalogue: Catalogue) -> str:
    """``Diagnose T90, 2020-01-01, Forløbsdiagnose``: what is recorded, in the order of the catalogue."""
    element = catalogue.element(record["element"])
    named = ((field, record[field.id]) for field in element.fields if field.id in record)
    words = [
        next((token.title for token in field.all_tokens() if token.id == value), None) or said(value)
        for field, value in named
    ]
    return f"{element.title} {', '.join(words)}"


def said(value: Any) -> str:
    """A value in a word: ``ja``, ``53.1``, ``T90/DE119``, ``2026-03-01``."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dict):
        return "/".join(value.values())
    return str(value) if isinstance(value, str) or hasattr(value, "isoformat") else plain(value)
