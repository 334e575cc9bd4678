"""The codes that are shipped with the tool: enough for the ten profiles, with labels of our own.

Official texts of ICPC-2 (WONCA/DSAM), ICD-10/SKS, ATC (WHO) and NPU (IFCC/IUPAC) are licensed and not
shipped; see NOTICE. Labels are examples and not clinically approved.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from .entries import Entry, Origin

FOLDER = Path(__file__).parent / "codes"
ORIGIN = Origin(
    format="shipped",
    title="Uddrag",
    date=date(2026, 11, 21),
    source="Uddrag med egne betegnelser. Eksempel, ikke klinisk godkendt.",
    licence="Egne betegnelser; koderne tilhører deres udgivere, se NOTICE.",
    complete=False,
)

#: Other addresses in circulation for a system's canonical one.
ALIASES: dict[str, tuple[str, ...]] = {
    "icpc-2-dk": ("http://hl7.org/fhir/sid/icpc-2",),
    "sks": ("urn:oid:1.2.208.176.2.4.12",),
    "atc": ("urn:oid:2.16.840.1.113883.6.73",),
    "npu": ("urn:oid:1.2.208.176.2.1", "urn:oid:1.2.208.176.9.1"),
    "mcs": ("urn:oid:1.2.208.184.100.8",),
}


class CodeFileError(ValueError):
    """A code file that cannot be read; the message names the row and says what is wrong."""


def read_codes(path: Path, *, hierarchical: bool = False) -> list[Entry]:
    """The rows of a ``code;title[;unit]`` file in UTF-8. Raises ``CodeFileError``.

    In a prefix-hierarchical system a code's parent is the longest other code that it begins with.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            entries = list(_entries(csv.reader(lines, delimiter=";"), path.name))
    except (OSError, UnicodeDecodeError) as error:
        raise CodeFileError(f"{path.name} kan ikke læses som tekst i UTF-8.") from error
    return list(with_parents(entries)) if hierarchical else entries


def with_parents(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, each under the longest other code that its own begins with."""
    keys = {entry.key for entry in entries}
    for entry in entries:
        parents = (entry.key[:end] for end in range(len(entry.key) - 1, 0, -1))
        yield replace(entry, parent=next((each for each in parents if each in keys), ""))


def _entries(rows: Iterator[list[str]], name: str) -> Iterator[Entry]:
    header = next(rows, [])
    if header not in (["code", "title"], ["code", "title", "unit"]):
        raise CodeFileError(f"{name}, række 1: overskriften skal være code;title eller code;title;unit.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header) or not all(row):
            raise CodeFileError(f"{name}, række {number}: der skal stå {len(header)} udfyldte felter.")
        yield Entry(**dict(zip(header, row, strict=True)), line=number)  # type: ignore[arg-type]
