"""Comparisons that can never be true, or are true for everyone who has a value, alone or together.

Seen by intervals, one measure at a time: »18 or more« and »under 18« of the same age cannot both hold. What
depends on a parameter, or on a date that moves with the index date, is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

from ..document import Compare, Group, Measure, Not, Part, Scalar
from ..kinds import Kind, Setting, ValueKind
from ..walk import Spot
from .criteria import meaning_of
from .finding import Lint, warning
from .regions import EVERYTHING, NOTHING, Region, before, compared, complement, intersection, union, whole
from .regions import HIGHEST as END
from .regions import after as just_after

NEVER = "Det kan aldrig være opfyldt. Ret grænserne, eller fjern en af betingelserne."
ALWAYS = "Det er opfyldt for alle, der har en værdi. Ret grænserne, eller fjern betingelsen."

FROM_ZERO: Region = ((before(Decimal(0)), END),)
SHARE: Region = ((before(Decimal(0)), just_after(Decimal(1))),)
DOMAINS = {"age": FROM_ZERO, "count": FROM_ZERO, "count_days": FROM_ZERO, "largest_share": SHARE}
WHOLE = frozenset({"age", "count", "count_days", "days_since"})

Limits = dict[str, list[tuple[Measure, Region]]]


def comparison_can_go_both_ways(spot: Spot[Compare], setting: Setting) -> Iterator[Lint]:
    """``age at_least 0`` is always true, ``count less_than 0`` never."""
    region = _compared_region(spot.part, setting)
    if region is None:
        return
    if _is_never(spot.part.measure, region):
        yield warning(spot, "never", NEVER)
    elif _is_always(spot.part.measure, region):
        yield warning(spot, "always", ALWAYS)


def parts_can_hold_together(spot: Spot[Group], setting: Setting) -> Iterator[Lint]:
    """In ``all``: limits on one measure that leave nothing between them."""
    if spot.part.type != "all" or _is_inside(spot, "all"):
        return
    for limits in _limits(spot.part, setting).values():
        together = intersection(*(region for _, region in limits))
        alone = any(_is_never(measure, region) for measure, region in limits)
        if len(limits) > 1 and not alone and _is_never(limits[0][0], together):
            yield warning(spot, "never", NEVER)


def parts_can_fail_together(spot: Spot[Group], setting: Setting) -> Iterator[Lint]:
    """In ``any``: limits on one measure that leave nothing outside them."""
    if spot.part.type != "any" or _is_inside(spot, "any"):
        return
    for limits in _limits(spot.part, setting).values():
        together = union(*(region for _, region in limits))
        alone = any(_is_always(measure, region) for measure, region in limits)
        if len(limits) > 1 and not alone and _is_always(limits[0][0], together):
            yield warning(spot, "always", ALWAYS)


def _is_inside(spot: Spot[Group], type_: str) -> bool:
    """Whether the group only continues a group of the same type, which sees these limits too."""
    return isinstance(spot.parent, Group) and spot.parent.type == type_


def _limits(group: Group, setting: Setting) -> Limits:
    """What a group's comparisons ask for, by what they measure; nested groups of its type included."""
    limits: Limits = defaultdict(list)
    for part in _flattened(group):
        measure, region = _limit(part, setting)
        if measure is not None and region is not None:
            limits[meaning_of(measure)].append((measure, region))
    return limits


def _flattened(group: Group) -> Iterator[Part]:
    nested = (
        _flattened(part) if isinstance(part, Group) and part.type == group.type else iter((part,))
        for part in group.of
    )
    return chain.from_iterable(nested)


def _limit(part: Part, setting: Setting) -> tuple[Measure | None, Region | None]:
    """What a comparison, or the negation of one, asks for."""
    if isinstance(part, Compare):
        return part.measure, _compared_region(part, setting)
    if isinstance(part, Not) and isinstance(part.of, Compare):
        region = _compared_region(part.of, setting)
        return part.of.measure, None if region is None else complement(region)
    return None, None


def _compared_region(compare: Compare, setting: Setting) -> Region | None:
    kind = setting.kind_of_measure(compare.measure)
    if kind is None:
        return None
    scalars = compare.value if isinstance(compare.value, tuple) else (compare.value,)
    points = tuple(_point(kind, scalar) for scalar in scalars)
    known = tuple(point for point in points if point is not None)
    return compared(compare.operator, known) if known and len(known) == len(points) else None


def _point(kind: Kind, scalar: Scalar) -> Decimal | None:
    """Where a value lies on a line: numbers by size, dates by day, tokens by their place in the list."""
    if isinstance(scalar, Decimal):
        return scalar
    if not isinstance(scalar, str):
        return None
    if kind.value is ValueKind.DATE:
        return Decimal(date.fromisoformat(scalar).toordinal())
    return Decimal([token.id for token in kind.tokens].index(scalar))


def _is_never(measure: Measure, region: Region) -> bool:
    return _within_domain(measure, region) == NOTHING


def _is_always(measure: Measure, region: Region) -> bool:
    return _within_domain(measure, complement(region)) == NOTHING


def _within_domain(measure: Measure, region: Region) -> Region:
    possible = intersection(region, DOMAINS.get(measure.type, EVERYTHING))
    return whole(possible) if measure.type in WHOLE else possible


CHECKS = (
    (Compare, (comparison_can_go_both_ways,)),
    (Group, (parts_can_hold_together, parts_can_fail_together)),
)
