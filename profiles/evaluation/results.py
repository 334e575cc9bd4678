"""What an evaluation says about a patient, in the shape every implementation gives (8.4, F1-F3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from profiles.standard.document import Document
from profiles.standard.kinds import ValueKind

from .compiler import OUTCOME, ColumnShape, Compiled
from .layout import PATIENT_ID
from .sql import plain

Value = Decimal | date | str | bool | dict[str, str] | None
Record = dict[str, Any]


class Outcome(StrEnum):
    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Truth(StrEnum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's result; everything is None where nothing was found and no flag speaks (F3)."""

    value: Value
    unit: str | None
    date: date | None
    comparator: str | None
    level: str | None
    text: str | None

    def to_json(self) -> dict[str, Any]:
        return {
            "value": _json_value(self.value),
            "unit": self.unit,
            "date": _json_value(self.date),
            "comparator": self.comparator,
            "level": self.level,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Miss:
    """A record that nearly counted. ``fails`` is the field whose filter it does not fulfil, or ``window``."""

    record: Record
    fails: str


@dataclass(frozen=True, slots=True)
class Why:
    """A criterion's truth and the records that decided it (F4, F5).

    ``records`` are in the order of 3.4, oldest first; numbers in them are decimals as recorded.
    """

    truth: Truth
    records: tuple[Record, ...] = ()
    nearest: Miss | None = None

    def to_json(self) -> dict[str, Any]:
        """The shape of F1; the nearest miss is the tool's own and no part of it."""
        return {"truth": str(self.truth), "records": list(self.records)}


@dataclass(frozen=True, slots=True)
class Result:
    """One active patient; ids in document order, only those that are true. ``why`` only where it is asked."""

    patient: str
    outcome: Outcome
    groups: tuple[str, ...]
    columns: Mapping[str, Cell]
    actions: tuple[str, ...]
    data_quality: tuple[str, ...]
    why: Mapping[str, Why] | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values. A number that is not whole is a float; :func:`json_text` writes it exactly."""
        asked = {} if self.why is None else {"why": {key: each.to_json() for key, each in self.why.items()}}
        return {
            "patient": self.patient,
            "outcome": str(self.outcome),
            "groups": list(self.groups),
            "columns": {identifier: cell.to_json() for identifier, cell in self.columns.items()},
            "actions": list(self.actions),
            "data_quality": list(self.data_quality),
            **asked,
        }


def read_results(compiled: Compiled, rows: Iterable[Mapping[str, Any]]) -> list[Result]:
    """Results from the rows of ``compiled.sql``."""
    return [_result(compiled, row) for row in rows]


def read_truths(compiled: Compiled, rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Truth]]:
    """Truths by criterion id, by patient, from the rows of ``compiled.sql``."""
    return {row[PATIENT_ID]: _truths(compiled, row) for row in rows}


def _truths(compiled: Compiled, row: Mapping[str, Any]) -> dict[str, Truth]:
    numbered = enumerate(compiled.criteria, start=1)
    return {identifier: _TRUTHS[row[f"truth_{number}"]] for number, identifier in numbered}


_TRUTHS = {1: Truth.TRUE, 0: Truth.FALSE, None: Truth.UNKNOWN}
_OUTCOMES = {1: Outcome.IN, 0: Outcome.OUT, None: Outcome.UNKNOWN}


def _result(compiled: Compiled, row: Mapping[str, Any]) -> Result:
    document: Document = compiled.document
    return Result(
        patient=row[PATIENT_ID],
        outcome=_OUTCOMES[row[OUTCOME]],
        groups=_true("group", [part.id for part in document.groups], row),
        columns={shape.column.id: _cell(shape, row) for shape in compiled.columns},
        actions=_true("action", [part.id for part in document.actions], row),
        data_quality=_true("quality", [part.id for part in document.data_quality], row),
    )


def _true(section: str, identifiers: list[str], row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each for number, each in enumerate(identifiers, start=1) if row[f"{section}_{number}"] == 1)


def _cell(shape: ColumnShape, row: Mapping[str, Any]) -> Cell:
    value, position = _value(shape, row), row[shape.output("flag")]
    flag = shape.column.flags[position - 1] if position else None
    return Cell(
        value=value,
        unit=None if value is None else shape.unit,
        date=row.get(shape.output("date")),
        comparator=row.get(shape.output("comparator")),
        level=str(flag.level) if flag else None,
        text=flag.text if flag else None,
    )


def _value(shape: ColumnShape, row: Mapping[str, Any]) -> Value:
    if shape.systems:
        codes = {system: row[shape.output(system)] for system in shape.systems}
        return {system: code for system, code in codes.items() if code is not None} or None
    value: Value = row[shape.output("value")]
    if isinstance(value, Decimal):
        return Decimal(plain(value))
    return bool(value) if shape.type is ValueKind.YES_NO and value is not None else value


def _json_value(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


# --- exact text ---------------------------------------------------------------------------------


def json_text(results: Iterable[Result]) -> str:
    """Results as a JSON array, one a line, every number a plain decimal numeral without loss (F3)."""
    return "[" + ",\n".join(json_line(result) for result in results) + "]"


def json_line(result: Result) -> str:
    """One result as a line of JSON, every number a plain decimal numeral without loss (F3)."""
    return _written(_exact(result))


def _exact(result: Result) -> dict[str, Any]:
    whole = result.to_json()
    for identifier, cell in result.columns.items():
        whole["columns"][identifier]["value"] = cell.value
    return whole


def _written(value: Any) -> str:
    """JSON of a value in which numbers are decimals."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_written(key)}: {_written(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(_written(each) for each in value) + "]"
        case Decimal():
            return plain(value)
    return json.dumps(_json_value(value), ensure_ascii=False)
