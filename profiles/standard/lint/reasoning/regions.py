"""Sets of numbers made of intervals: what a comparison allows, decided exactly.

A cut lies just before (0) or just after (1) a number. An interval is what lies between two cuts, a region a
sorted tuple of intervals that do not touch. Days are numbers too, and a token is a point of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ...document import Operator

Cut = tuple[Decimal, int]
Interval = tuple[Cut, Cut]
Region = tuple[Interval, ...]

LOWEST: Cut = (Decimal("-Infinity"), 0)
HIGHEST: Cut = (Decimal("Infinity"), 1)
EVERYTHING: Region = ((LOWEST, HIGHEST),)
NOTHING: Region = ()

Shape = Callable[[Decimal, Decimal], Region]
SHAPES: dict[Operator, Shape] = {
    Operator.EQUAL: lambda first, _: (((first, 0), (first, 1)),),
    Operator.NOT_EQUAL: lambda first, _: ((LOWEST, (first, 0)), ((first, 1), HIGHEST)),
    Operator.LESS_THAN: lambda first, _: ((LOWEST, (first, 0)),),
    Operator.AT_MOST: lambda first, _: ((LOWEST, (first, 1)),),
    Operator.GREATER_THAN: lambda first, _: (((first, 1), HIGHEST),),
    Operator.AT_LEAST: lambda first, _: (((first, 0), HIGHEST),),
    Operator.BETWEEN: lambda first, last: (((first, 0), (last, 1)),),
}


def compared(operator: Operator, points: tuple[Decimal, ...]) -> Region:
    """The numbers for which a comparison is true; ``points`` as many as the operator takes."""
    if operator is Operator.ONE_OF:
        return only(points)
    return SHAPES[operator](points[0], points[-1])


def only(points: tuple[Decimal, ...]) -> Region:
    """Some single numbers."""
    return tuple(((point, 0), (point, 1)) for point in sorted(set(points)))


def from_on(point: Decimal) -> Region:
    """A number and all above it."""
    return (((point, 0), HIGHEST),)


def union(*regions: Region) -> Region:
    joined: list[Interval] = []
    for low, high in sorted(interval for region in regions for interval in region):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def complement(region: Region) -> Region:
    """Everything outside a region."""
    cuts = [LOWEST, *(cut for interval in region for cut in interval), HIGHEST]
    return tuple((low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=True) if low < high)


def intersection(one: Region, other: Region) -> Region:
    if one is other or other == EVERYTHING:
        return one
    if one == EVERYTHING:
        return other
    shared = [(max(low, below), min(high, above)) for low, high in one for below, above in other]
    return tuple([each for each in shared if each[0] < each[1]])


def is_within(inner: Region, outer: Region) -> bool:
    """Whether every number of one region lies in the other."""
    return all(any(below <= low and high <= above for below, above in outer) for low, high in inner)


def whole(region: Region) -> Region:
    """The whole numbers of a region, as a region between cuts before whole numbers."""
    rounded = [(_up(low), _up(high)) for low, high in region]
    return union(tuple([each for each in rounded if each[0] < each[1]]))


def _up(cut: Cut) -> Cut:
    """The cut before the first whole number that lies after a cut."""
    point, side = cut
    if not point.is_finite():
        return cut
    if side:
        return point.to_integral_value(ROUND_FLOOR) + 1, 0
    return point.to_integral_value(ROUND_CEILING), 0


def whole_between(least: int | None, most: int | None) -> Region:
    """The whole numbers from one to another; ``None``: without an end."""
    low = LOWEST if least is None else (Decimal(least), 0)
    high = HIGHEST if most is None else (Decimal(most + 1), 0)
    return ((low, high),) if low < high else NOTHING


def least_whole(region: Region) -> int:
    """The least number of a region that :func:`whole` gave and that begins somewhere."""
    return int(region[0][0][0])


def greatest_whole(region: Region) -> int | None:
    """The greatest number of such a region; ``None`` when it has no end."""
    end = region[-1][1][0]
    return int(end) - 1 if end.is_finite() else None
