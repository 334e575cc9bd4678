"""CQL's own spelling: names, literals, comments and days counted from another day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ..dates import NOTHING
from ..sql import plain

# A CQL decimal has eight places.
PLACES = 8
INDENT = "  "
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_ESCAPED = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}


def name(identifier: str) -> str:
    """A name is always quoted, so no word of ours meets a word of the language."""
    return f'"{_escaped(identifier)}"'


def text(value: str) -> str:
    return f"'{_escaped(value)}'"


def _escaped(value: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in value)


def number(value: Decimal) -> str:
    """A literal that is a Decimal to CQL, also where the number is whole."""
    numeral = plain(value)
    written = numeral if "." in numeral else f"{numeral}.0"
    return f"({written})" if value < 0 else written


def places(value: Decimal) -> int:
    """How many decimals a number has."""
    return len(plain(value).partition(".")[2])


def day(value: date) -> str:
    return f"@{value.isoformat()}"


def moved(day_expression: str, offset: str) -> str:
    """A day an offset away: CQL's calendar arithmetic is that of 2.2."""
    if offset == NOTHING:
        return day_expression
    sign, amount = ("-", offset[2:-1]) if offset.startswith("-") else ("+", offset[1:-1])
    return f"{day_expression} {sign} {amount} {_UNITS[offset[-1]]}"


def all_of(conditions: Iterable[str]) -> str:
    return f"\n{INDENT * 2}and ".join(_alone(each) for each in conditions)


def any_of(conditions: Iterable[str]) -> str:
    return " or ".join(_alone(each) for each in conditions) or "false"


def _alone(condition: str) -> str:
    """In brackets where it might not hold together beside another condition."""
    return f"({condition})" if " or " in condition or " and " in condition else condition


def choice(branches: Iterable[tuple[str, str]], otherwise: str) -> str:
    written = [f"{INDENT * 2}when {condition} then {said}" for condition, said in branches]
    if not written:
        return otherwise
    return "\n".join(["case", *written, f"{INDENT * 2}else {otherwise}", f"{INDENT}end"])
