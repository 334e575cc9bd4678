"""Offsets as lengths: how far one reaches, and whether one is later than another on every day (B1, B4)."""

from __future__ import annotations

from math import ceil, floor

MOST_DAYS = 73_048  # 200 Gregorian years
MOST_OF_UNIT = {"D": MOST_DAYS, "W": MOST_DAYS // 7, "M": 2400, "Y": 200}
DAYS_OF_A_MONTH = 30.436875
END_OF_MONTH = 3  # what a day that does not exist, and months of unequal length, may add or take


def parts(offset: str) -> tuple[int, str]:
    """The signed number and the unit (``D``, ``W``, ``M``, ``Y``) of an offset that matches the grammar."""
    return (-1 if offset.startswith("-") else 1) * int(offset.lstrip("-")[1:-1]), offset[-1]


def is_too_long(offset: str) -> bool:
    """Whether an offset spans more than 200 years (B1)."""
    number, unit = parts(offset)
    return abs(number) > MOST_OF_UNIT[unit]


def always_after(first: str, second: str) -> bool:
    """Whether the first offset gives a later day than the second, counted from any one day."""
    (first_number, first_is_months), (second_number, second_is_months) = _reduced(first), _reduced(second)
    if first_is_months == second_is_months or not first_number or not second_number:
        return first_number > second_number
    return _earliest(first) > _latest(second)


def _reduced(offset: str) -> tuple[int, bool]:
    """Years as months and weeks as days, and whether the number is in months."""
    number, unit = parts(offset)
    return number * {"Y": 12, "W": 7}.get(unit, 1), unit in "YM"


def _earliest(offset: str) -> int:
    number, is_months = _reduced(offset)
    return floor(number * DAYS_OF_A_MONTH) - END_OF_MONTH if is_months else number


def _latest(offset: str) -> int:
    number, is_months = _reduced(offset)
    return ceil(number * DAYS_OF_A_MONTH) + END_OF_MONTH if is_months else number
