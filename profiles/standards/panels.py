"""The patients of a worked example: what is recorded of each, and what every system must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from profiles.evaluation.cases import EvaluationCase, ExpectedCell, TestPatient
from profiles.standard.catalogue import PATIENT, Catalogue
from profiles.standard.document import Action, Column, Document, QualityQuery, Subgroup
from profiles.standard.narrative.danish.names import LEVELS

from .moments import Bounds, Dated, Moment, moments_of
from .records import Records
from .words import OUTCOMES, TRUTHS, Mark, danish_day, date_or_text, relative, value_in_words

LISTS = {"groups": "Grupper", "actions": "Handlinger", "data_quality": "Datakvalitet"}


@dataclass(frozen=True)
class Said:
    """One thing that is expected: what it is about, and the answer as a mark or in words."""

    about: str
    mark: Mark | None = None
    text: str = ""


@dataclass(frozen=True)
class RecordRow:
    """A record in a table: what it is, its day, and how far that is from the index date."""

    text: str
    said: str
    relative: str


@dataclass(frozen=True)
class Panel:
    """One patient. ``moments`` where time matters, otherwise ``rows``; ``undated`` is selected by nothing."""

    title: str
    outcome: Mark | None
    facts: tuple[str, ...]
    moments: tuple[Moment, ...]
    rows: tuple[RecordRow, ...]
    undated: tuple[str, ...]
    expected: tuple[Said, ...]

    @property
    def is_long(self) -> bool:
        """Whether the days are too many to stand side by side."""
        return len(self.moments) > 5


@dataclass(frozen=True)
class Panels:
    """Makes the panels of one case. ``sentences`` are those of the criteria by id."""

    case: EvaluationCase
    document: Document
    catalogue: Catalogue
    sentences: Mapping[str, str]
    bounds: Bounds | None
    is_about_time: bool

    def all(self) -> tuple[Panel, ...]:
        return tuple(self._panel(patient) for patient in self.case.patients)

    def _panel(self, patient: TestPatient) -> Panel:
        told = Records(self.document, self.catalogue)
        listed = [(element, row) for element, rows in patient.records.items() for row in rows]
        by_record = [(element, row, list(told.dated(element, row))) for element, row in listed]
        dated = sorted((each for *_, days in by_record for each in days), key=lambda each: each.day)
        drawn = self.is_about_time and bool(dated)
        return Panel(
            title=patient.title,
            outcome=OUTCOMES[patient.expected.outcome] if patient.expected.outcome else None,
            facts=tuple(self._facts(patient)),
            moments=moments_of(dated, self.case.index_date, self.bounds) if drawn else (),
            rows=() if drawn else tuple(map(self._row, dated)),
            undated=tuple(told.undated(element, row) for element, row, days in by_record if not days),
            expected=tuple(self._expected(patient)),
        )

    def _row(self, dated: Dated) -> RecordRow:
        return RecordRow(dated.text, danish_day(dated.day), relative(dated.day, self.case.index_date))

    def _facts(self, patient: TestPatient) -> Iterator[str]:
        """What of the patient's own row is not ordinary."""
        own = self.catalogue.element(PATIENT)
        for name, written in patient.row.items():
            field = own.field(name)
            said = field.token_title(date_or_text(written)) if written else "mangler"
            yield f"{field.title}: {said}"

    def _expected(self, patient: TestPatient) -> Iterator[Said]:
        expected = patient.expected
        for criterion, truth in expected.truths.items():
            yield Said(self.sentences[criterion], TRUTHS[truth])
        for criterion, records in expected.why.items():
            yield Said(self.sentences[criterion], text=self._deciding(records))
        titles = self._titles()
        for name, heading in LISTS.items():
            chosen = getattr(expected, name)
            if chosen is not None:
                yield Said(heading, text=", ".join(titles[each] for each in chosen) or "ingen")
        for column, cell in expected.columns.items():
            yield Said(titles[column], text=self._cell(cell))

    def _deciding(self, records: Sequence[Mapping[str, object]] | None) -> str:
        """The records as they are named (F5); that a criterion has none, or is not explained at all (F6)."""
        if records is None:
            return "forklares ikke"
        return "afgjort af " + ("; ".join(map(self._named, records)) or "ingen poster")

    def _named(self, record: Mapping[str, object]) -> str:
        """The fields of a record one after the other, codes and sign as F5 writes them."""
        values = (each for name, each in record.items() if name != "element")
        return ", ".join(
            " ".join(each.values()) if isinstance(each, dict) else value_in_words(each, self.catalogue)
            for each in values
        )

    def _titles(self) -> Mapping[str, str]:
        document = self.document
        parts: tuple[Subgroup | Column | Action | QualityQuery, ...] = (
            *document.groups,
            *document.columns,
            *document.actions,
            *document.data_quality,
        )
        return {part.id: part.title for part in parts}

    def _cell(self, cell: ExpectedCell) -> str:
        """``47,545 mmol/mol, 1. jan. 2026, niveau: på vagt »Over 70«``; only what is asked about."""
        asked = cell.asked()
        return ", ".join(part for part in (self._value(asked), _date(asked), _level(asked)) if part)

    def _value(self, asked: Mapping[str, object]) -> str:
        if "value" not in asked:
            return ""
        said = value_in_words(asked["value"], self.catalogue)
        return f"{asked.get('comparator') or ''}{said} {asked.get('unit') or ''}".strip()


def _date(asked: Mapping[str, object]) -> str:
    if asked.get("date"):
        return f"dato {date_or_text(str(asked['date']))}"
    return "ingen dato" if "date" in asked and asked.get("value") is not None else ""


def _level(asked: Mapping[str, object]) -> str:
    if "level" not in asked and "text" not in asked:
        return ""
    level = next((str(title) for each, title in LEVELS.items() if each == asked.get("level")), "")
    words = f"»{asked['text']}«" if asked.get("text") else ""
    return (
        f"flag {' '.join(part for part in (level.lower(), words) if part)}"
        if level or words
        else "intet flag"
    )
