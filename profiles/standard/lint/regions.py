"""Sets of numbers made of intervals: enough to see that a comparison can never, or must always, be true.

A cut lies just before (0) or just after (1) a number. An interval is what lies between two cuts, a region a
sorted tuple of intervals that do not touch.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ..document import Operator

Cut = tuple[Decimal, int]
Interval = tuple[Cut, Cut]
Region = tuple[Interval, ...]

LOWEST: Cut = (Decimal("-Infinity"), 0)
HIGHEST: Cut = (Decimal("Infinity"), 1)
EVERYTHING: Region = ((LOWEST, HIGHEST),)
NOTHING: Region = ()


def compared(operator: Operator, points: tuple[Decimal, ...]) -> Region:
    """The numbers for which a comparison is true; ``points`` as many as the operator takes."""
    if operator is Operator.ONE_OF:
        return union(*(((before(point), after(point)),) for point in points))
    first, last = points[0], points[-1]
    regions: dict[Operator, Region] = {
        Operator.EQUAL: ((before(first), after(first)),),
        Operator.NOT_EQUAL: ((LOWEST, before(first)), (after(first), HIGHEST)),
        Operator.LESS_THAN: ((LOWEST, before(first)),),
        Operator.AT_MOST: ((LOWEST, after(first)),),
        Operator.GREATER_THAN: ((after(first), HIGHEST),),
        Operator.AT_LEAST: ((before(first), HIGHEST),),
        Operator.BETWEEN: ((before(first), after(last)),),
    }
    return regions[operator]


def before(point: Decimal) -> Cut:
    return point, 0


def after(point: Decimal) -> Cut:
    return point, 1


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


def intersection(*regions: Region) -> Region:
    return complement(union(*(complement(region) for region in regions)))


def whole(region: Region) -> Region:
    """The whole numbers of a region, as a region between cuts before whole numbers."""
    rounded = ((_up(low), _up(high)) for low, high in region)
    return union(tuple((low, high) for low, high in rounded if low < high))


def _up(cut: Cut) -> Cut:
    """The cut before the first whole number that lies after a cut."""
    point, side = cut
    if not point.is_finite():
        return cut
    if side:
        return point.to_integral_value(ROUND_FLOOR) + 1, 0
    return point.to_integral_value(ROUND_CEILING), 0
