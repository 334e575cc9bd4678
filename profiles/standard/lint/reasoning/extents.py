"""Where a value may lie: a region of fixed numbers or days, and days that move with the index date.

A censored result stands for many values at once; it lies in an extent when all of them do (4.3), so what is
shown here of extents holds for such results as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .bounds import Bound, always_before, some_never_after, some_never_before
from .regions import EVERYTHING, NOTHING, Region, complement, intersection, is_within, union

Bounds = frozenset[Bound]
NONE: Bounds = frozenset()


@dataclass(frozen=True, slots=True)
class Extent:
    """In the region, on or after every ``lowest`` and on or before every ``highest``."""

    region: Region = EVERYTHING
    lowest: Bounds = NONE
    highest: Bounds = NONE

    @property
    def is_fixed(self) -> bool:
        """Whether nothing in it moves with the index date."""
        return not self.lowest and not self.highest

    @property
    def is_empty(self) -> bool:
        """Whether it provably holds nothing, on any index date."""
        return not self.region or any(
            always_before(high, low) for low in self.lowest for high in self.highest
        )

    def meet(self, other: Extent) -> Extent:
        """What lies in both: one of the two itself where that is all of it, as it most often is."""
        region = intersection(self.region, other.region)
        if other.is_fixed and region == self.region:
            return self
        if self.is_fixed and region == other.region:
            return other
        return Extent(region, self.lowest | other.lowest, self.highest | other.highest)

    def join(self, other: Extent) -> Extent:
        """Something that holds both, as little more as can be said."""
        region = union(self.region, other.region)
        if self.is_fixed or other.is_fixed:
            return Extent(region)
        lowest = (*_kept_low(self, other), *_kept_low(other, self))
        highest = (*_kept_high(self, other), *_kept_high(other, self))
        return Extent(region, frozenset(lowest), frozenset(highest))

    def is_within(self, other: Extent) -> bool:
        """Whether it provably lies in the other."""
        return (
            is_within(self.region, other.region)
            and all(some_never_before(self.lowest, low) for low in other.lowest)
            and all(some_never_after(self.highest, high) for high in other.highest)
        )

    def is_apart_from(self, other: Extent) -> bool:
        """Whether they provably have nothing in common."""
        return self.meet(other).is_empty

    def outside(self) -> Extent | None:
        """Everything else; ``None`` when that is no extent."""
        if self.is_fixed:
            return Extent(complement(self.region))
        if self.region != EVERYTHING or len(self.lowest) + len(self.highest) != 1:
            return None
        return Extent(
            lowest=frozenset(high.moved(1) for high in self.highest),
            highest=frozenset(low.moved(-1) for low in self.lowest),
        )


ANYWHERE = Extent()
NOWHERE = Extent(NOTHING)


def _kept_low(one: Extent, other: Extent) -> Iterator[Bound]:
    return (low for low in one.lowest if some_never_before(other.lowest, low))


def _kept_high(one: Extent, other: Extent) -> Iterator[Bound]:
    return (high for high in one.highest if some_never_after(other.highest, high))
