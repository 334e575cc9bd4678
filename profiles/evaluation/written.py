"""The forms a table may be written in, each read into the same columns of texts.

CSV has a row of headings. JSON is an array of flat objects, JSONL one object a line; a property that is left
out, or null, is a missing value. Every fault is told with its row; nothing is guessed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from .layout import PATIENT_ID

# The sign that separates cells on their way into the engine; no cell may hold it.
SEPARATOR = "\x1f"

Tell = Callable[[str, int | None, str | None], None]
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Written:
    """``columns`` by heading, all of one length; ``headings`` as they stand, repeated ones too.

    ``first_row`` is the number a person knows the first record by. ``may_leave_out`` tells that a column
    nobody wrote has only missing values.
    """

    headings: Sequence[str]
    columns: Mapping[str, Sequence[str]]
    first_row: int
    may_leave_out: bool = False


def read_csv(path: Path, tell: Tell) -> Written | None:
    lines = _lines(path, tell)
    if lines is None or not lines:
        if lines is not None:
            tell("Filen er tom. Den skal begynde med en række af kolonnenavne.", None, None)
        return None
    headings, *rows = lines
    odd = [number for number, row in enumerate(rows, start=2) if len(row) != len(headings)]
    for number in odd:
        width = len(rows[number - 2])
        tell(f"Rækken har {width} felter, men der er {len(headings)} kolonner.", number, None)
    cells = zip(*rows, strict=True) if rows and not odd else (() for _ in headings)
    return Written(headings, dict(zip(headings, cells, strict=True)), first_row=2)


def _lines(path: Path, tell: Tell) -> list[list[str]] | None:
    text = _text(path, tell, "CSV")
    try:
        lines = None if text is None else list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as trouble:
        tell(f"Filen kan ikke læses som CSV ({trouble}).", None, None)
        return None
    while lines and not lines[-1]:
        lines.pop()
    return lines


def read_json(path: Path, tell: Tell) -> Written | None:
    text = _text(path, tell, "JSON")
    if text is None:
        return None
    found = _parsed(text, tell, None)
    if found is not None and not isinstance(found, list):
        tell("Filen skal være en liste af poster: [{…}, {…}].", None, None)
        return None
    return None if found is None else _records(enumerate(found, start=1), tell)


def read_jsonl(path: Path, tell: Tell) -> Written | None:
    text = _text(path, tell, "JSON")
    if text is None:
        return None
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return _records(((number, _parsed(line, tell, number)) for number, line in lines), tell)


FORMS: dict[str, Callable[[Path, Tell], Written | None]] = {
    ".csv": read_csv,
    ".json": read_json,
    ".jsonl": read_jsonl,
}


def _text(path: Path, tell: Tell, form: str) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        tell(f"Filen kan ikke læses som {form} i UTF-8 ({trouble}).", None, None)
        return None
    if SEPARATOR in text:
        tell("Filen har styretegn, som ikke hører til i en tabel.", None, None)
        return None
    return text


# --- JSON ---------------------------------------------------------------------------------------


class _RepeatedName(ValueError):
    """A property that stands twice in one object."""


def _parsed(text: str, tell: Tell, row: int | None) -> Any:
    """Numbers stay the texts they are written as: nothing passes through binary fractions."""
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_refused, object_pairs_hook=_object
        )
    except json.JSONDecodeError as trouble:
        place = row if row is not None else trouble.lineno
        tell(f"Filen kan ikke læses som JSON ({trouble.msg}, tegn {trouble.colno}).", place, None)
    except _RepeatedName as repeated:
        tell("Egenskaben står der mere end én gang i samme post.", row, str(repeated))
    except (ValueError, RecursionError) as trouble:
        tell(f"Filen kan ikke læses som JSON ({trouble}).", row, None)
    return None


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} er ikke et tal")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _RepeatedName(name)
        found[name] = value
    return found


def _records(numbered: Iterable[tuple[int, Any]], tell: Tell) -> Written | None:
    rows = [row for number, each in numbered if (row := _record(number, each, tell)) is not None]
    headings = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name, "") for row in rows] for name in headings or [PATIENT_ID]}
    return Written(headings, columns, first_row=1, may_leave_out=True)


def _record(number: int, given: Any, tell: Tell) -> dict[str, str] | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        tell("Posten skal være et objekt: {…}.", number, None)
        return None
    for name in (name for name, value in given.items() if value is not None and not isinstance(value, str)):
        tell("Værdien skal være en tekst, et tal eller null.", number, name)
    return {name: value for name, value in given.items() if isinstance(value, str)}
