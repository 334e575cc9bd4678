"""A record of a case in words: what it is of, its value, and the code as it stands in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from profiles.evaluation.cells import day_of_moment
from profiles.evaluation.layout import COMPARATOR, VALUE, coding_columns, is_censored
from profiles.standard.catalogue import Catalogue, Element, ElementField, FieldType
from profiles.standard.codes import is_in
from profiles.standard.document import Document

from .moments import Dated
from .words import date_or_text

Row = Mapping[str, str]


@dataclass(frozen=True)
class Records:
    """Says the records of one document's patients."""

    document: Document
    catalogue: Catalogue

    def dated(self, identifier: str, row: Row) -> Iterator[Dated]:
        """The days of a record; a period has two when it ends. None without a proper key date."""
        element = self.catalogue.element(identifier)
        days = [(name, _day(row.get(name, ""))) for name in element.key_dates]
        for name, day in days:
            if day is not None and days[0][1] is not None:
                yield Dated(day, self._on_a_day(element, row, name))

    def _on_a_day(self, element: Element, row: Row, name: str) -> str:
        """What is said at a day: at a period's end only what ends."""
        told = self.text(element, row)
        if element.is_period:
            return f"{element.field(name).title}: {told}"
        clock = row[name].partition("T")[2].replace(":", ".")
        return f"{told}, kl. {clock}" if clock else told

    def undated(self, identifier: str, row: Row) -> str:
        """A record that nothing selects, with its key date as it is written."""
        element = self.catalogue.element(identifier)
        written = row.get(element.key_date, "")
        title = element.field(element.key_date).title.lower()
        return f"{self.text(element, row)} ({f'{title} »{written}«' if written else f'uden {title}'})"

    def text(self, element: Element, row: Row) -> str:
        """``HbA1c 52 (NPU27300)``, ``Konsultation, Rikke``; the element's title when it holds nothing."""
        parts = [said for field in element.fields for said in self._field(element, field, row)]
        return ", ".join(parts) or element.title

    def _field(self, element: Element, field: ElementField, row: Row) -> Iterator[str]:
        if field.id in (*element.key_dates, COMPARATOR) or is_censored(element, field):
            return
        if field.type is FieldType.CODING:
            yield from self._coding(element, field, row)
        elif written := row.get(field.id, ""):
            yield self._written(field, written)

    def _coding(self, element: Element, field: ElementField, row: Row) -> Iterator[str]:
        """The code set that a code is in, a measured value, and the codes as they stand."""
        codes = {column.system: row[column.name] for column in coding_columns(field) if row.get(column.name)}
        titles = (
            each.title
            for each in self.document.code_sets
            if any(is_in(each.rules, system or "", code) for system, code in codes.items())
        )
        words = " ".join(each for each in (next(titles, ""), _measured(element, row)) if each)
        written = " og ".join(codes.values())
        if words or written:
            yield f"{words} ({written})" if words and written else words or written

    @staticmethod
    def _written(field: ElementField, written: str) -> str:
        if field.type is FieldType.TOKEN:
            return field.token_title(written)
        is_named = field.type in (FieldType.DATE, FieldType.QUANTITY, FieldType.INTEGER)
        return f"{field.title.lower()} {date_or_text(written)}" if is_named else written


def _measured(element: Element, row: Row) -> str:
    """``<5``: a value that is measured with its sign, as both are written."""
    field = element.find_field(VALUE)
    is_measured = field is not None and is_censored(element, field)
    return f"{row.get(COMPARATOR, '')}{row.get(VALUE, '')}" if is_measured else ""


def _day(written: str) -> date | None:
    found = day_of_moment(written)
    return date.fromisoformat(found) if found else None
