"""The formats a code set can be taken out in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .exported import Exported
from .table import csv_of
from .value_set import value_set_of
from .workbook import workbook_of


@dataclass(frozen=True)
class Export:
    """A format: what it is called on the page, its media type, the end of its file's name, its writer."""

    title: str
    media_type: str
    suffix: str
    write: Callable[[Exported], bytes]


EXPORTS: dict[str, Export] = {
    "csv": Export("CSV", "text/csv; charset=utf-8", "csv", csv_of),
    "xlsx": Export(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        workbook_of,
    ),
    "fhir": Export("FHIR ValueSet", "application/fhir+json", "json", value_set_of),
}
