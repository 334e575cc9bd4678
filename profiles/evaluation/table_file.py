"""One CSV table as columns of canonical texts, with every fault named by row and column."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from profiles.standard.catalogue import Element
from profiles.standard.cpr import cpr_like

from .cells import PARSERS, TooManyDigits
from .layout import COMPARATOR, PATIENT_ID, VALUE, Column, Kind, columns_of, written_columns
from .notices import Notice

# The sign that separates cells on their way into the engine; no cell may hold it.
SEPARATOR = "\x1f"
COMPARATORS = frozenset({"<", ">"})
_NOT_A_DATE = "er ikke en dato på formen ÅÅÅÅ-MM-DD"
_MEANT = {
    Kind.DATE: _NOT_A_DATE,
    Kind.MOMENT: f"{_NOT_A_DATE} eller ÅÅÅÅ-MM-DDTTT:MM",
    Kind.NUMBER: "er ikke et tal på formen 12.5",
}

Values = Sequence[str | None]


@dataclass
class Table:
    """One element's records by column: ``patient_id`` and every column of the layout, all of one length."""

    element: Element
    columns: dict[str, Values]

    @property
    def patients(self) -> Values:
        return self.columns[PATIENT_ID]


class TableFile:
    """Reads ``<element>.csv``. ``problems`` make the table unusable, ``warnings`` do not."""

    def __init__(self, path: Path, element: Element) -> None:
        self.path = path
        self.element = element
        self.problems: list[Notice] = []
        self.warnings: list[Notice] = []

    def read(self) -> Table:
        """The table; without records when there is no file, or when it has problems."""
        cells = self._cells()
        table = Table(self.element, {PATIENT_ID: cells.get(PATIENT_ID, ())})
        for column in columns_of(self.element):
            table.columns[column.name] = self._parsed(column, cells.get(column.written, ()))
        self._leave_out_odd_comparators(table)
        return table

    def _cells(self) -> dict[str, Sequence[str]]:
        lines = self._lines() if self.path.exists() else []
        if self.problems or not self.path.exists() or not self._headings_fit(lines[0] if lines else []):
            return {}
        width = len(lines[0])
        for number, row in enumerate(lines[1:], start=2):
            if len(row) != width:
                self.problem(f"Rækken har {len(row)} felter, men der er {width} kolonner.", number)
        return {} if self.problems else {cells[0]: cells[1:] for cells in zip(*lines, strict=True)}

    def _lines(self) -> list[list[str]]:
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
            lines = list(csv.reader(StringIO(text, newline=""), strict=True))
        except (OSError, UnicodeDecodeError, csv.Error) as trouble:
            self.problem(f"Filen kan ikke læses som CSV i UTF-8 ({trouble}).")
            return []
        if SEPARATOR in text:
            self.problem("Filen har styretegn, som ikke hører til i en tabel.")
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _headings_fit(self, headings: list[str]) -> bool:
        expected = [PATIENT_ID, *(column.name for column in written_columns(self.element))]
        if not headings:
            self.problem("Filen er tom. Den skal begynde med en række af kolonnenavne.")
            return False
        for name in (name for name in expected if name not in headings):
            self.problem("Kolonnen mangler.", 1, name)
        for name in dict.fromkeys(name for name in headings if name not in expected):
            self.problem("Standarden har ingen kolonne med det navn her.", 1, name)
        for name in (name for name, times in Counter(headings).items() if times > 1 and name in expected):
            self.problem("Kolonnen står der mere end én gang.", 1, name)
        return not self.problems

    def _parsed(self, column: Column, cells: Sequence[str]) -> Values:
        """A column's values. Few texts occur often, so each distinct one is looked at once."""
        parsed = {cell: self._value(column, cell, cells) for cell in set(cells)}
        if column.kind is not Kind.SECONDS:
            self._tell(column, cells, parsed)
        return [parsed[cell] for cell in cells]

    def _value(self, column: Column, cell: str, cells: Sequence[str]) -> str | None:
        try:
            return PARSERS[column.kind](cell)
        except TooManyDigits:
            message = "Tallet har flere cifre, end der regnes eksakt med (18 før og 10 efter kommaet)."
            self.problem(message, cells.index(cell) + 2, column.name)
            return None

    def _tell(self, column: Column, cells: Sequence[str], parsed: dict[str, str | None]) -> None:
        odd = {cell: message for cell, value in parsed.items() if (message := _oddity(column, cell, value))}
        texts = parsed if column.kind is Kind.TEXT else odd
        private = {cell for cell in texts if cpr_like(cell)}
        for row, cell in enumerate(cells, start=2) if odd or private else ():
            if cell in private:
                self.problem("Teksten ligner et CPR-nummer. Brug kun MedComs testnumre.", row, column.name)
            elif cell in odd:
                self.warnings.append(Notice(self.path.name, odd[cell], row, column.name))

    def _leave_out_odd_comparators(self, table: Table) -> None:
        """A record with any other comparator than ``<`` and ``>`` has no value (D10)."""
        if not {VALUE, COMPARATOR} <= table.columns.keys():
            return
        pairs = list(zip(table.columns[VALUE], table.columns[COMPARATOR], strict=True))
        table.columns[VALUE] = [None if _is_odd(comparator) else value for value, comparator in pairs]
        for row, (_, comparator) in enumerate(pairs, start=2):
            if _is_odd(comparator):
                message = (
                    f"{_quoted(comparator)} er hverken < eller >, så målingens værdi regnes som manglende."
                )
                self.warnings.append(Notice(self.path.name, message, row, COMPARATOR))

    def problem(self, message: str, row: int | None = None, column: str | None = None) -> None:
        self.problems.append(Notice(self.path.name, message, row, column))


def _is_odd(comparator: str | None) -> bool:
    return comparator is not None and comparator not in COMPARATORS


def _oddity(column: Column, cell: str, value: str | None) -> str:
    if cell and value is None and column.kind in _MEANT:
        return f"{_quoted(cell)} {_MEANT[column.kind]} og regnes som manglende."
    listed = {token.id for token in column.field.all_tokens()}
    if listed and value is not None and value not in listed and column.name != COMPARATOR:
        return f"{_quoted(cell)} er ikke en af standardens værdier for feltet."
    return ""


def _quoted(cell: str | None) -> str:
    return f"»{(cell or '')[:30]}«"
