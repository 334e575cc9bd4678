"""Offsets as lengths: how far one reaches, and whether one is later than another on every day (B1, B4)."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

MOST_DAYS = 73_048  # 200 Gregorian years
MOST_OF_UNIT = {"D": MOST_DAYS, "W": MOST_DAYS // 7, "M": 2400, "Y": 200}
DAYS_OF_A_MONTH = 30.436875
# What months of unequal length, leap years left out and days that do not exist may add or take: the most
# over all 400 years of the calendar is 4.4 days.
STRAY = 4.5


def parts(offset: str) -> tuple[int, str]:
    """The signed number and the unit (``D``, ``W``, ``M``, ``Y``) of an offset that matches the grammar."""
    return (-1 if offset.startswith("-") else 1) * int(offset.lstrip("-")[1:-1]), offset[-1]


def is_too_long(offset: str) -> bool:
    """Whether an offset spans more than 200 years (B1)."""
    number, unit = parts(offset)
    return abs(number) > MOST_OF_UNIT[unit]


def always_after(first: str, second: str) -> bool:
    """Whether the first offset gives a later day than the second, counted from any one day."""
    return fewest_days(reduced(second), reduced(first)) > 0


@lru_cache(maxsize=1024)
def reduced(offset: str) -> tuple[int, int]:
    """Months and days of an offset, one of them 0: a year is 12 months, a week 7 days (B1)."""
    number, unit = parts(offset)
    times = {"Y": 12, "W": 7}.get(unit, 1)
    return (number * times, 0) if unit in "YM" else (0, number * times)


def fewest_days(start: tuple[int, int], end: tuple[int, int]) -> int:
    """How far it is, at least, from one day to another, both counted from any one day; may be negative.

    Each is some months and, after them, some days. The answer may be a few days too low, never too high.
    """
    months, days = end[0] - start[0], end[1] - start[1]
    return days + (_fewest_in(months) if months >= 0 else -_most_in(-months))


def most_days(start: tuple[int, int], end: tuple[int, int]) -> int:
    """How far it is at most; may be a few days too high, never too low."""
    return -fewest_days(end, start)


def _fewest_in(months: int) -> int:
    return max(28 * months, floor(DAYS_OF_A_MONTH * months - STRAY))


def _most_in(months: int) -> int:
    return min(31 * months, ceil(DAYS_OF_A_MONTH * months + STRAY))
