"""NPU Definitions: the laboratory codes of NPU and the Danish DNK, whose unit is a fact of the code.

The monthly file of npu-terminology.org and labterm.dk, active and retired codes: the short definition whole,
and its parts in columns of their own (system, component, kind of property, procedure, unit). Column names
have changed over the years; the known ones are all taken, whatever their order. A retired code without a
day is closed ``LONG_AGO``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from profiles.standard.codes import normalised

from ..entries import Entry
from .checks import LONG_AGO
from .plain import day
from .problem import FileProblem
from .table import Row, column, rows

_PATTERN = re.compile(r"(NPU|DNK)[0-9]{5}")
_COLUMNS = (
    column("NPU code", "code", "npu kode", "kode"),
    column("short definition", "definition", "kort definition", "shortdef", required=False),
    column("system", "system short"),
    column("component", "component short", "komponent"),
    column("property", "kind of property", "kind of property short", "egenskab", "egenskabsart"),
    column("procedure", "proc", "proc short", required=False),
    column("unit", "unit short", "enhed"),
    column("status", "active", "aktiv", required=False),
    column("retired", "retired date", "active to", "change date", "updated at", required=False),
    column("active from", "created date", "created at", "gyldig fra", required=False),
    column("replaced by", "erstattet af", required=False),
    column("short name", "kortnavn", "nkn", "nationalt kortnavn", required=False),
)
_RETIRED = {"retired", "inactive", "inaktiv", "udgået", "0", "false", "no", "nej", "n"}

#: Units as this tool writes them, by the ways the file may write them.
_UNITS = {
    "10^9/L": "10⁹/L",
    "×10^9/L": "10⁹/L",
    "× 10^9/L": "10⁹/L",
    "10^-3 int.u./L": "10⁻³ IU/L",
    "× 10^-3 int.u./L": "10⁻³ IU/L",
    "×10^-3 int.u./L": "10⁻³ IU/L",
    "mL/min/(173/100 m2)": "mL/min/1.73 m²",
    "mL/min/1.73m2": "mL/min/1.73 m²",
    "mL/min/1.73 m2": "mL/min/1.73 m²",
    "kg/m2": "kg/m²",
    "umol/L": "µmol/L",
    "μmol/L": "µmol/L",
    "mmHg": "mmHg",
    "mm Hg": "mmHg",
}


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every code; a line break inside quotes is a space. Raises ``FileProblem``."""
    for row in rows(file, _COLUMNS):
        if not _PATTERN.fullmatch(normalised(row["NPU code"])):
            raise FileProblem(
                row.line, "NPU code", f"»{row['NPU code']}« er ikke en NPU-kode (NPU eller DNK og fem cifre)."
            )
        names = dict.fromkeys(
            (row["short definition"] or _definition(row), row["short name"], row["component"])
        )
        title, *others = (name for name in names if name)
        yield Entry(
            code=row["NPU code"],
            title=title,
            unit=_UNITS.get(row["unit"], row["unit"]),
            synonyms=tuple(others),
            opened=day(row, "active from"),
            closed=_closed(row),
            replaced_by=normalised(row["replaced by"]),
            line=row.line,
        )


def _definition(row: Row) -> str:
    """The parts in the syntax of NPU; the component alone is enough for a name."""
    if not row["component"]:
        raise FileProblem(row.line, "component", f"{row['NPU code']} har hverken definition eller komponent.")
    front = "—".join(part for part in (row["system"], row["component"]) if part)
    return "; ".join(part for part in (front, row["property"]) if part)


def _closed(row: Row) -> date | None:
    if row["status"].casefold() not in _RETIRED:
        return None
    return day(row, "retired") or LONG_AGO
