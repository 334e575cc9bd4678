"""Results as lines of JSON, composed by the engine: a region's results without an object per patient.

A line is character by character what :func:`profiles.evaluation.results.json_line` writes of the same result.
The text is made in DuckDB's own words, outside the portable core: it is how this engine hands its rows over
and no part of what a document means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from profiles.standard.kinds import ValueKind

from .compiler import OUTCOME, ColumnShape, Compiled
from .engine import SECONDS, Database
from .layout import PATIENT_ID
from .sql import choice, column, text

ROW = "q"
NULL = "'null'"
_NUMBERS = frozenset({ValueKind.NUMBER, ValueKind.QUANTITY})


def result_lines(compiled: Compiled, database: Database, *, seconds: float = SECONDS) -> Iterator[str]:
    """One result a line (8.4, F1-F3), ordered by patient id. Raises ``EvaluationStopped``."""
    for batch in database.batches(_query(compiled), seconds=seconds):
        yield from batch.column(0).to_pylist()


def _query(compiled: Compiled) -> str:
    line = _object(
        {
            "patient": _word(PATIENT_ID),
            "outcome": choice(
                [(f"{_of(OUTCOME)} = 1", "'\"in\"'"), (f"{_of(OUTCOME)} = 0", "'\"out\"'")], "'\"unknown\"'"
            ),
            "groups": _listed("group", [part.id for part in compiled.document.groups]),
            "columns": _object({shape.column.id: _cell(shape) for shape in compiled.columns}),
            "actions": _listed("action", [part.id for part in compiled.document.actions]),
            "data_quality": _listed("quality", [part.id for part in compiled.document.data_quality]),
        }
    )
    return f"SELECT {line} AS line FROM (\n{compiled.sql}\n) AS {ROW} ORDER BY {_of(PATIENT_ID)}"


def _of(output: str) -> str:
    return column(ROW, output)


def _constant(value: object) -> str:
    """The text of a JSON value as a SQL literal."""
    return text(json.dumps(value, ensure_ascii=False))


def _object(properties: dict[str, str]) -> str:
    """A JSON object from expressions that give its properties' JSON texts."""
    if not properties:
        return "'{}'"
    keys = (text(json.dumps(key, ensure_ascii=False) + ": ") for key in properties)
    parts = (f"{key}, {value}" for key, value in zip(keys, properties.values(), strict=True))
    return "concat('{', " + ", ', ', ".join(parts) + ", '}')"


def _listed(section: str, identifiers: list[str]) -> str:
    true = ((f"{_of(f'{section}_{at}')} = 1", each) for at, each in enumerate(identifiers, start=1))
    return _joined((choice([(condition, _constant(each))]) for condition, each in true), "[]")


def _joined(parts: Iterable[str], brackets: str) -> str:
    """The parts that are not NULL, in a list or an object."""
    listed = ", ".join(parts)
    inner = f"concat_ws(', ', {listed})" if listed else "''"
    return f"concat('{brackets[0]}', {inner}, '{brackets[1]}')"


def _cell(shape: ColumnShape) -> str:
    value = _codes(shape) if shape.systems else _value(shape)
    return _object(
        {
            "value": value,
            "unit": choice([(f"{value} <> {NULL}", _constant(shape.unit))], NULL) if shape.unit else NULL,
            "date": _day(shape.output("date")) if "date" in shape.parts else NULL,
            "comparator": _word(shape.output("comparator")) if "comparator" in shape.parts else NULL,
            "level": _flagged(shape, [str(flag.level) for flag in shape.column.flags]),
            "text": _flagged(shape, [flag.text for flag in shape.column.flags]),
        }
    )


def _value(shape: ColumnShape) -> str:
    output = shape.output("value")
    if shape.type in _NUMBERS:
        numeral = f"rtrim(rtrim(CAST({_of(output)} AS VARCHAR), '0'), '.')"
        return f"COALESCE({numeral}, {NULL})"
    if shape.type is ValueKind.YES_NO:
        return choice([(f"{_of(output)} = 1", "'true'"), (f"{_of(output)} = 0", "'false'")], NULL)
    return _day(output) if shape.type is ValueKind.DATE else _word(output)


def _codes(shape: ColumnShape) -> str:
    codes = {system: _of(shape.output(system)) for system in shape.systems}
    found = " OR ".join(f"{code} IS NOT NULL" for code in codes.values())
    parts = (
        f"{text(json.dumps(system) + ': ')} || CAST(to_json({code}) AS VARCHAR)"
        for system, code in codes.items()
    )
    return choice([(found, _joined(parts, "{}"))], NULL)


def _word(output: str) -> str:
    return f"COALESCE(CAST(to_json({_of(output)}) AS VARCHAR), {NULL})"


def _day(output: str) -> str:
    return f"COALESCE('\"' || CAST({_of(output)} AS VARCHAR) || '\"', {NULL})"


def _flagged(shape: ColumnShape, words: list[str]) -> str:
    flag = _of(shape.output("flag"))
    return choice([(f"{flag} = {at}", _constant(each)) for at, each in enumerate(words, start=1)], NULL)
