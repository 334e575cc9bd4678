"""Pasted text and files as rows of cells: CSV as Danish and other spreadsheets write it, and Excel workbooks.

What a file may cost is bounded: its bytes, what it unpacks to, and how many rows and columns are read.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .wish import CannotRead

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 30
LONGEST_CELL = 500


@dataclass(frozen=True)
class Line:
    """A row of a list: its number there, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return ";".join(self.cells)


def lines_of_text(text: str) -> list[Line]:
    """The lines of a text; each has one cell unless tabs or semicolons part it. Raises ``CannotRead``."""
    if "\0" in text:
        raise CannotRead("Det er ikke en tekst. Gem filen som CSV eller Excel, og prøv igen.")
    parting = next((sign for sign in ("\t", ";") if sign in text), None)
    if parting is None:
        rows: Iterator[list[str]] = ([line] for line in text.splitlines())
    else:
        rows = iter(csv.reader(io.StringIO(text, newline=""), delimiter=parting))
    try:
        return _bounded(enumerate(rows, start=1))
    except csv.Error as error:
        raise CannotRead(
            "Tabellen kan ikke læses. Se efter et citationstegn, der ikke bliver lukket."
        ) from error


def lines_of_file(name: str, data: bytes) -> list[Line]:
    """The rows of a CSV file or of the first sheet of a workbook. Raises ``CannotRead``."""
    if len(data) > MOST_BYTES:
        raise CannotRead("Filen fylder mere end 2 MB. Del den, og læg den ind i flere omgange.")
    if not data.strip():
        raise CannotRead("Filen er tom.")
    if data.startswith(b"PK"):
        return _bounded(_workbook(data))
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise CannotRead("Filen kan ikke læses som Excel. Gem den som .xlsx eller CSV, og prøv igen.")
    return lines_of_text(_decoded(data))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _refuse_bombs(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet: Any = book.worksheets[0]
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            listed = [[_cell(value) for value in row] for row in rows]
            book.close()
    except CannotRead:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, TypeError) as error:
        raise CannotRead(
            "Filen kan ikke læses som Excel. Gem den som .xlsx eller CSV, og prøv igen."
        ) from error
    return enumerate(listed, start=1)


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise CannotRead("Regnearket er for stort, når det pakkes ud. Gem koderne alene som CSV.")


def _cell(value: object) -> str:
    """A number that is whole is a code as it was typed, not ``80.0``."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _bounded(rows: Any) -> list[Line]:
    """The rows that hold anything."""
    listed = []
    for number, row in rows:
        if number > MOST_ROWS:
            raise CannotRead(
                f"Der er mere end {MOST_ROWS} rækker. Del listen, og læg den ind i flere omgange."
            )
        cells = [cell.strip()[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            listed.append(Line(number, tuple(cells)))
    return listed
