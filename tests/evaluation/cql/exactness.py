"""Documents and patients within what CQL and its engine count exactly (see ``profiles.evaluation.cql``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from profiles.standard.document import Document
from profiles.standard.reading import read_json

from .engine import Json

# Two decimals of a factor and six of a value are the eight of CQL.
STEP = Decimal("0.000001")
MOST = Decimal(10**6)
AMOUNTS = {"value", "daily_dose", "packages"}
NUMBERS = {52.9999999999: 52.999999, 0.0000000001: 0.1, 10.93: 10.9}

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def shortened(document: Json, **more: str) -> Document:
    """The document with the numbers that have too many decimals replaced by near ones."""
    return read_json(_shortened({**document, **more}))


def _shortened(part: object) -> object:
    match part:
        case dict():
            return {name: _shortened(each) for name, each in part.items()}
        case list():
            return [_shortened(each) for each in part]
        case float():
            return NUMBERS.get(part, part)
    return part


def within_reach(rows: Rows) -> dict[str, list[dict[str, str]]]:
    """The rows with numbers of six decimals at most; a number beside a bound stays on its side."""
    return {
        element: [
            {column: _near(cell) if column in AMOUNTS else cell for column, cell in row.items()}
            for row in each
        ]
        for element, each in rows.items()
    }


def _near(cell: str) -> str:
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return cell
    if abs(value) > MOST:
        return "12345"
    near = value.quantize(STEP)
    return cell if near == value else f"{near + STEP.copy_sign(value - near):f}"
