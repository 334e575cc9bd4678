"""Days that move with the index date: which of two is the later on every index date, calendar and all.

A bound is a day counted from an origin: the index date, or the key date of an anchor's record. Two bounds of
different origins say nothing of each other, and neither do P365D and P12M, where the year decides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from ...durations import fewest_days, most_days, reduced

INDEX_DATE: Hashable = None


@dataclass(frozen=True, slots=True)
class Bound:
    """The day ``months`` and then ``days`` after its origin."""

    origin: Hashable
    months: int
    days: int

    def moved(self, days: int) -> Bound:
        return Bound(self.origin, self.months, self.days + days)


TODAY = Bound(INDEX_DATE, 0, 0)


def bound(offset: str, origin: Hashable = INDEX_DATE) -> Bound:
    """The day that an offset gives."""
    return Bound(origin, *reduced(offset))


def at_least_days(start: Bound, end: Bound) -> int | None:
    """How many days it is at least from one bound to the other; ``None`` when nothing is known."""
    if start.origin != end.origin:
        return None
    return fewest_days((start.months, start.days), (end.months, end.days))


def at_most_days(start: Bound, end: Bound) -> int | None:
    """How many days it is at most from one bound to the other; ``None`` when nothing is known."""
    if start.origin != end.origin:
        return None
    return most_days((start.months, start.days), (end.months, end.days))


def never_after(first: Bound, second: Bound) -> bool:
    """Whether the first is the same day or earlier on every index date."""
    days = at_least_days(first, second)
    return days is not None and days >= 0


def always_before(first: Bound, second: Bound) -> bool:
    """Whether the first is the earlier on every index date."""
    days = at_least_days(first, second)
    return days is not None and days > 0


def some_never_after(bounds: Iterable[Bound], limit: Bound) -> bool:
    return any(never_after(each, limit) for each in bounds)


def some_never_before(bounds: Iterable[Bound], limit: Bound) -> bool:
    return any(never_after(limit, each) for each in bounds)
