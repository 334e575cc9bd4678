"""The codes that are shipped with the tool: enough for the ten profiles, with labels of our own.

Official texts of ICPC-2 (WONCA/DSAM), ICD-10/SKS, ATC (WHO) and NPU (IFCC/IUPAC) are licensed and not
shipped; see NOTICE. Labels are examples and not clinically approved.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "codes"
SOURCE = "Uddrag med egne betegnelser. Eksempel, ikke klinisk godkendt."


@dataclass(frozen=True)
class Code:
    """One row of a code file: ``unit`` is empty for everything but measurements."""

    code: str
    title: str
    unit: str = ""


class CodeFileError(ValueError):
    """A code file that cannot be read; the message names the row and says what is wrong."""


def read_codes(path: Path) -> list[Code]:
    """The rows of a ``code;title[;unit]`` file in UTF-8. Raises ``CodeFileError``."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(_rows(csv.reader(lines, delimiter=";"), path.name))
    except (OSError, UnicodeDecodeError) as error:
        raise CodeFileError(f"{path.name} kan ikke læses som tekst i UTF-8.") from error


def _rows(rows: Iterator[list[str]], name: str) -> Iterator[Code]:
    header = next(rows, [])
    if header not in (["code", "title"], ["code", "title", "unit"]):
        raise CodeFileError(f"{name}, række 1: overskriften skal være code;title eller code;title;unit.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header) or not all(row):
            raise CodeFileError(f"{name}, række {number}: der skal stå {len(header)} udfyldte felter.")
        yield Code(*row)
