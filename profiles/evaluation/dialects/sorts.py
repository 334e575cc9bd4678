"""What is known of a value before the query runs: its sort, and how large and how fine a number can be.

A printer needs it where one sign means two things (a date minus a date, a number minus a number), where an
engine has no decimals, and to prove that nothing is rounded or overflows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import ceil

from ..sql import DECIMALS, WHOLE_DIGITS

SMALLEST_BIGINT_OVERFLOW = 2**63
MOST_DIGITS = 38
DAYS_OF_THE_CALENDAR = 3_652_060


class Sort(StrEnum):
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Type:
    """``limit`` is above every value of a number, sign aside; ``decimals`` is how many it can have.

    ``signed`` is false where no value is negative. ``stored`` is true of a column of a logical table.
    """

    sort: Sort
    limit: int = 0
    decimals: int = 0
    signed: bool = False
    stored: bool = False

    @property
    def is_number(self) -> bool:
        return self.sort is Sort.NUMBER

    @property
    def is_decimal(self) -> bool:
        """A number that may have a fraction, or that does not fit in 64 bits."""
        return self.is_number and (self.decimals > 0 or self.limit > SMALLEST_BIGINT_OVERFLOW)

    @property
    def digits(self) -> int:
        """How many digits can stand before the point."""
        return len(str(self.limit - 1)) if self.limit > 1 else 0

    @property
    def precision(self) -> int:
        return max(self.digits + self.decimals, 1)

    def __deepcopy__(self, _: object) -> Type:
        """Trees are copied often, and a type never changes."""
        return self

    def bounded(self, limit: int) -> Type:
        return replace(self, limit=min(self.limit, limit))


DATE = Type(Sort.DATE)
TEXT = Type(Sort.TEXT)
TRUTH = Type(Sort.TRUTH)
NOTHING = Type(Sort.NOTHING)


def whole(limit: int, *, signed: bool = False) -> Type:
    """A whole number below ``limit``, sign aside."""
    return Type(Sort.NUMBER, limit, signed=signed)


RECORDED = Type(Sort.NUMBER, 10**WHOLE_DIGITS, DECIMALS, signed=True)
COUNTED = whole(10**WHOLE_DIGITS)
DAYS = whole(DAYS_OF_THE_CALENDAR, signed=True)
SECONDS = whole(86_400)


def of_numeral(numeral: str) -> Type:
    """The type of a written number, which has no sign of its own."""
    value = Decimal(numeral)
    exponent = value.normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Type(Sort.NUMBER, ceil(value) + (value == ceil(value)), decimals)


def common(types: list[Type]) -> Type:
    """The type that holds every one of them: of a CASE, COALESCE or column of several origins."""
    known = [each for each in types if each.sort is not Sort.NOTHING]
    if not known:
        return NOTHING
    if any(each.sort is not known[0].sort for each in known):
        raise TypeError(f"{', '.join(sorted({each.sort for each in known}))} i samme kolonne")
    return Type(
        known[0].sort,
        max(each.limit for each in known),
        max(each.decimals for each in known),
        any(each.signed for each in known),
    )
