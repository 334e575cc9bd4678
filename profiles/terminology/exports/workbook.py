"""The code set as a workbook: the codes, and on a sheet of its own what it is and was read against."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.styles import Font

from .exported import Exported, Status
from .table import HEADER, rows, safe

BOLD = Font(bold=True)
STATES = {Status.DRAFT: "Kladde", Status.ACTIVE: "Udgivet", Status.RETIRED: "Trukket tilbage"}
WIDTHS = {"A": 12, "B": 14, "C": 60}


def workbook_of(exported: Exported) -> bytes:
    """An XLSX file with the sheets *Koder* and *Om kodesættet*; every cell is text."""
    book = Workbook()
    codes = book.active
    assert codes is not None  # noqa: S101 - a new workbook has a sheet
    codes.title = "Koder"
    for row in (HEADER, *rows(exported)):
        codes.append(row)
    about = book.create_sheet("Om kodesættet")
    for fact in _facts(exported):
        about.append(fact)
    for cell in (*codes[1], *about["A"]):
        cell.font = BOLD
    codes.freeze_panes = "A2"
    for column, width in WIDTHS.items():
        codes.column_dimensions[column].width = width
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _facts(exported: Exported) -> Iterator[tuple[str, str]]:
    yield "Kodesæt", safe(exported.code_set.title)
    yield "Hører til", safe(exported.title)
    yield "Version", exported.number or "Kladde"
    yield "Tilstand", STATES[exported.status]
    yield "Ejer", safe(exported.publisher)
    yield "Dato", date_format(exported.at, "j. b Y")
    yield "Enhed", exported.code_set.unit or ""
    yield "Godkendelse", exported.mark
    for release in exported.read_against.values():
        yield f"Udgave af {release.system.title}", f"{release.title} ({release.source})"
