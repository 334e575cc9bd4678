"""Calendar arithmetic of the standard (2.2, B1, B9): offsets of one unit applied in one step."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

NOTHING = "P0D"
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}


class DateOutOfRange(ValueError):
    """An offset led out of the calendar (year 1 to 9999)."""

    def __init__(self, day: date, offset: str) -> None:
        super().__init__(f"{day.isoformat()} forskudt med {offset} ligger uden for kalenderen.")


@dataclass(frozen=True, slots=True)
class Step:
    """An offset as a number of days or of months; one of them is nought."""

    days: int = 0
    months: int = 0


def step(offset: str) -> Step:
    """``-P2Y`` is 24 months back, ``P6W`` 42 days on."""
    sign = -1 if offset.startswith("-") else 1
    number, unit = int(offset.lstrip("-P")[:-1]) * sign, offset[-1]
    return Step(days=number * _DAYS[unit]) if unit in _DAYS else Step(months=number * _MONTHS[unit])


def shifted(day: date, offset: str) -> date:
    """The day an offset away; a day that does not exist becomes the last of its month.

    Raises :class:`DateOutOfRange`.
    """
    move = step(offset)
    try:
        return _months_later(day, move.months) + timedelta(days=move.days)
    except (ValueError, OverflowError):
        raise DateOutOfRange(day, offset) from None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
