"""One table file as columns of canonical texts, with every fault named by row and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from profiles.standard.catalogue import Element
from profiles.standard.cpr import cpr_like

from .cells import PARSERS, TooManyDigits
from .layout import COMPARATOR, PATIENT_ID, VALUE, Column, Kind, columns_of, is_censored, written_columns
from .notices import Notice
from .written import FORMS, Written

# A column that measurements may have besides the catalogue's: which unit the sender took the number to be in.
UNIT = "unit"
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
    """One element's records by column: ``patient_id`` and every column of the layout, all of one length.

    ``first_row`` is the number a person knows the first record by.
    """

    element: Element
    columns: dict[str, Values]
    first_row: int

    @property
    def patients(self) -> Values:
        return self.columns[PATIENT_ID]


class TableFile:
    """Reads ``<element>.csv``, ``.json`` or ``.jsonl``. Problems make the table unusable, warnings do not."""

    def __init__(self, path: Path, element: Element) -> None:
        self.path = path
        self.element = element
        self.problems: list[Notice] = []
        self.warnings: list[Notice] = []
        self.first_row = 1

    def read(self) -> Table:
        """The table; without records when there is no file, or when it has problems."""
        written = self._written() if self.path.exists() else None
        cells = written.columns if written and self._headings_fit(written) else {}
        size = len(next(iter(cells.values()), ()))
        table = Table(self.element, {PATIENT_ID: cells.get(PATIENT_ID, ("",) * size)}, self.first_row)
        for column in columns_of(self.element):
            table.columns[column.name] = self._parsed(column, cells.get(column.written, ("",) * size))
        self._leave_out_odd_comparators(table)
        self._compare_units(table, cells.get(UNIT, ()))
        return table

    def _written(self) -> Written | None:
        written = FORMS[self.path.suffix](self.path, self.problem)
        if written is None or self.problems:
            return None
        self.first_row = written.first_row
        return written

    def _headings_fit(self, written: Written) -> bool:
        expected = [PATIENT_ID, *(column.name for column in written_columns(self.element))]
        allowed = {*expected, UNIT} if has_units(self.element) else set(expected)
        headings = written.headings
        for name in (name for name in expected if name not in headings):
            if not written.may_leave_out:
                self.problem("Kolonnen mangler.", self._heading_row, name)
        for name in dict.fromkeys(name for name in headings if name not in allowed):
            self.problem("Standarden har ingen kolonne med det navn her.", self._heading_row, name)
        for name in (name for name, times in Counter(headings).items() if times > 1 and name in allowed):
            self.problem("Kolonnen står der mere end én gang.", self._heading_row, name)
        return not self.problems

    @property
    def _heading_row(self) -> int | None:
        return self.first_row - 1 or None

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
            self.problem(message, cells.index(cell) + self.first_row, column.name)
            return None

    def _tell(self, column: Column, cells: Sequence[str], parsed: dict[str, str | None]) -> None:
        odd = {cell: message for cell, value in parsed.items() if (message := oddity(column, cell, value))}
        texts = parsed if column.kind is Kind.TEXT else odd
        private = {cell for cell in texts if cpr_like(cell)}
        for row, cell in enumerate(cells, start=self.first_row) if odd or private else ():
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
        for row, (_, comparator) in enumerate(pairs, start=self.first_row):
            if _is_odd(comparator):
                message = (
                    f"{_quoted(comparator)} er hverken < eller >, så målingens værdi regnes som manglende."
                )
                self.warnings.append(Notice(self.path.name, message, row, COMPARATOR))

    def _compare_units(self, table: Table, units: Sequence[str]) -> None:
        """Two units for one code are two scales under one name, and a code has one (3.6, D14)."""
        codes = [name for name in table.columns if name.startswith("code_")]
        known: dict[tuple[str, str | None], tuple[str, int]] = {}
        for row, unit in enumerate(units, start=self.first_row):
            for name in codes if unit.strip() else ():
                code = table.columns[name][row - self.first_row]
                first, where = known.setdefault((name, code), (unit.strip(), row))
                if code and first != unit.strip():
                    self.problem(
                        f"Koden {code} er her i {unit.strip()[:20]} og i række {where} i {first[:20]}. "
                        "Tal med samme kode skal have samme enhed.",
                        row,
                        UNIT,
                    )

    def problem(self, message: str, row: int | None = None, column: str | None = None) -> None:
        self.problems.append(Notice(self.path.name, message, row, column))


def has_units(element: Element) -> bool:
    value = element.find_field(VALUE)
    return value is not None and is_censored(element, value)


def _is_odd(comparator: str | None) -> bool:
    return comparator is not None and comparator not in COMPARATORS


def oddity(column: Column, cell: str, value: str | None) -> str:
    """What a person is told about a cell that means less than it seems to; empty when it does not."""
    if cell and value is None and column.kind in _MEANT:
        return f"{_quoted(cell)} {_MEANT[column.kind]} og regnes som manglende."
    listed = {token.id for token in column.field.all_tokens()}
    if listed and value is not None and value not in listed and column.name != COMPARATOR:
        return f"{_quoted(cell)} er ikke en af standardens værdier for feltet."
    return ""


def _quoted(cell: str | None) -> str:
    return f"»{(cell or '')[:30]}«"
