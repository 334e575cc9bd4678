"""Selections as what they ask of a record, so that one can be seen to contain another, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from .bounds import Bound, always_before, never_after, some_never_before
from .code_regions import Codes, can_meet
from .extents import ANYWHERE, Extent

VALUE = "value"
END = "end"

Within = Callable[[Codes, Codes], bool]


@dataclass(frozen=True, eq=False)
class Records:
    """The records of a selection; one object for selections that ask for the same.

    ``running`` are days that a period must reach, by its ``end`` or by having none. ``room`` are the two
    bounds of a window that is empty on the index dates where they are turned round (B4), for periods only:
    dates that lie between two bounds see to it themselves. ``others`` are filters of which nothing is known.
    ``anchors`` must have a record before this can have one. ``turned_round`` is a window that ends before
    it begins.
    """

    element: str
    codes: tuple[tuple[str, Codes], ...] = ()
    extents: dict[str, Extent] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    running: frozenset[Bound] = frozenset()
    room: tuple[Bound, Bound] | None = None
    others: frozenset[Hashable] = frozenset()
    anchors: tuple[Records, ...] = ()
    turned_round: bool = False

    @cached_property
    def is_empty(self) -> bool:
        """Whether no record can be in it, on any index date."""
        return (
            self.turned_round
            or not self.present.isdisjoint(self.absent)
            or any(extent.is_empty for extent in self.extents.values())
            or any(anchor.is_empty for anchor in self.anchors)
            or _has_ended(self)
            or not _codes_can_meet(self.codes)
        )

    @property
    def key(self) -> Hashable:
        """Equal for selections that ask for the same."""
        codes = frozenset((name, id(each)) for name, each in self.codes)
        extents = frozenset(self.extents.items())
        return (
            self.element,
            codes,
            extents,
            self.present,
            self.absent,
            self.running,
            self.room,
            self.others,
        )

    def extent(self, name: str) -> Extent:
        """Where a field of its records lies, when it has a value."""
        return self.extents.get(name, ANYWHERE)


def _has_ended(records: Records) -> bool:
    """Whether a period must have ended before a day that it must reach."""
    if END not in records.present:
        return False
    return any(
        always_before(high, reached) for high in records.extent(END).highest for reached in records.running
    )


def _codes_can_meet(codes: tuple[tuple[str, Codes], ...]) -> bool:
    if any(each.some is None for _, each in codes):
        return False
    pairs = ((one, other) for place, one in enumerate(codes) for other in codes[:place])
    return all(one[0] != other[0] or can_meet(one[1], other[1]) for one, other in pairs)


def contains(outer: Records, inner: Records, is_within: Within) -> bool:
    """Whether every record of ``inner`` is one of ``outer`` too, for every patient and index date."""
    if outer is inner:
        return True
    return (
        outer.element == inner.element
        and outer.present <= inner.present
        and outer.absent <= inner.absent
        and outer.others <= inner.others
        and all(_asks_for_codes(inner.codes, each, is_within) for each in outer.codes)
        and all(inner.extent(name).is_within(extent) for name, extent in outer.extents.items())
        and all(_reaches(inner, day) for day in outer.running)
        and (VALUE not in outer.extents or _reads_alike(inner, outer))
        and _has_room(outer, inner)
    )


def _asks_for_codes(asked: Iterable[tuple[str, Codes]], wanted: tuple[str, Codes], is_within: Within) -> bool:
    return any(name == wanted[0] and is_within(each, wanted[1]) for name, each in asked)


def _reaches(inner: Records, day: Bound) -> bool:
    ends = inner.extent(END).lowest
    return END in inner.absent or some_never_before(inner.running, day) or some_never_before(ends, day)


def _reads_alike(one: Records, other: Records) -> bool:
    """Whether both read values by the same conversions (D6, D8)."""
    first, second = (tuple(each for _, each in records.codes) for records in (one, other))
    return first == second or [each.meaning for each in first] == [each.meaning for each in second]


def _has_room(outer: Records, inner: Records) -> bool:
    if outer.room is None or never_after(*outer.room):
        return True
    if inner.room is None:
        return False
    return never_after(outer.room[0], inner.room[0]) and never_after(inner.room[1], outer.room[1])
