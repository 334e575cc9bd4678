"""What one cell of a table means: its canonical text, or nothing (1.4, A11, B8, D3, D10).

Nothing is completed or guessed. A text that is no proper date or number is *missing* to the evaluation, as
the standard says; the reader of the table tells the person about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from profiles.standard.codes import normalised

from .layout import Kind
from .sql import DECIMALS, WHOLE_DIGITS, plain

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?)?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class TooManyDigits(ValueError):
    """A proper number with more digits than the evaluator computes exactly with."""


def day(cell: str) -> str | None:
    """``YYYY-MM-DD`` when it is a day of the calendar."""
    return cell if _DATE.fullmatch(cell) and len(cell) == 10 and _exists(cell) else None


def day_of_moment(cell: str) -> str | None:
    """The calendar date of a key date, which may carry a time of day."""
    found = _DATE.fullmatch(cell)
    return found[1] if found and _exists(found[1]) else None


def seconds(cell: str) -> str | None:
    """The time of a key date in seconds since midnight; no time is midnight (3.4)."""
    found = _DATE.fullmatch(cell)
    if not found or not _exists(found[1]):
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups()[1:])
    return str(hours * 3600 + minutes * 60 + rest)


def _exists(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def number(cell: str) -> str | None:
    """A plain decimal numeral. Raises :class:`TooManyDigits` where exact arithmetic would end."""
    if not _NUMBER.fullmatch(cell):
        return None
    numeral = plain(Decimal(cell))
    whole, _, decimals = numeral.lstrip("-").partition(".")
    if len(whole) > WHOLE_DIGITS or len(decimals) > DECIMALS:
        raise TooManyDigits(cell)
    return numeral


def words(cell: str) -> str | None:
    """A token or a text without white space around it."""
    return cell.strip() or None


def code(cell: str) -> str | None:
    return normalised(cell) or None


PARSERS: dict[Kind, Callable[[str], str | None]] = {
    Kind.DATE: day,
    Kind.MOMENT: day_of_moment,
    Kind.SECONDS: seconds,
    Kind.NUMBER: number,
    Kind.TEXT: words,
    Kind.CODE: code,
}
