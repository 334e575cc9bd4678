"""A comparison as the extent in which it is true (4.2); ``None`` where no extent says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from ...document import OffsetValue, Operator, Scalar, Value
from ...kinds import ValueKind
from .bounds import Bound, bound
from .extents import NONE, Extent
from .regions import compared, only, union, whole

NUMBERS = (ValueKind.NUMBER, ValueKind.QUANTITY)


class Tokens:
    """Every token as a point of its own, the same for the same token."""

    def __init__(self) -> None:
        self._points: dict[str, Decimal] = {}

    def point(self, token: str) -> Decimal:
        return self._points.setdefault(token, Decimal(len(self._points)))

    def extent(self, *tokens: str) -> Extent:
        """Exactly these tokens; one that no catalogue lists lies outside them all (A11)."""
        return Extent(only(tuple(self.point(token) for token in tokens)))


def extent_of(operator: Operator, value: Value, kind: ValueKind, tokens: Tokens) -> Extent | None:
    """Where a value of a kind must lie for the comparison to be true; nothing is known of a parameter."""
    values = value if isinstance(value, tuple) else (value,)
    if kind is ValueKind.DATE:
        return _of_dates(operator, values)
    points = tuple(_points(values, kind, tokens))
    return Extent(compared(operator, points)) if len(points) == len(values) else None


def _points(values: tuple[Scalar, ...], kind: ValueKind, tokens: Tokens) -> Iterator[Decimal]:
    for each in values:
        if isinstance(each, Decimal) and kind in NUMBERS:
            yield each
        elif isinstance(each, str) and kind is ValueKind.TOKEN:
            yield tokens.point(each)


def _of_dates(operator: Operator, values: tuple[Scalar, ...]) -> Extent | None:
    if operator is Operator.BETWEEN:
        first, last = (_of_date(each, values[place]) for place, each in enumerate(ENDS))
        return first.meet(last) if first and last else None
    if operator is not Operator.ONE_OF:
        return _of_date(operator, values[0])
    days = [_of_date(Operator.EQUAL, each) for each in values]
    fixed = [day.region for day in days if day is not None and day.is_fixed]
    if len(days) == 1:
        return days[0]
    return Extent(union(*fixed)) if len(fixed) == len(days) else None


ENDS = (Operator.AT_LEAST, Operator.AT_MOST)


def _of_date(operator: Operator, value: Scalar) -> Extent | None:
    if isinstance(value, OffsetValue):
        moving = MOVING.get(operator)
        return moving(bound(value.offset)) if moving else None
    if not isinstance(value, str):
        return None
    day = Decimal(date.fromisoformat(value).toordinal())
    return Extent(whole(compared(operator, (day,))))


def on_or_after(day: Bound) -> Extent:
    return Extent(lowest=frozenset({day}))


def on_or_before(day: Bound) -> Extent:
    return Extent(highest=frozenset({day}))


MOVING: dict[Operator, Callable[[Bound], Extent]] = {
    Operator.EQUAL: lambda day: on_or_after(day).meet(on_or_before(day)),
    Operator.LESS_THAN: lambda day: on_or_before(day.moved(-1)),
    Operator.AT_MOST: on_or_before,
    Operator.GREATER_THAN: lambda day: on_or_after(day.moved(1)),
    Operator.AT_LEAST: on_or_after,
}


def within_window(start: Bound | None, end: Bound | None) -> Extent:
    """The days of a window."""
    lowest, highest = (NONE if each is None else frozenset({each}) for each in (start, end))
    return Extent(lowest=lowest, highest=highest)
