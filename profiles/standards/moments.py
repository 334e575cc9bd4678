"""A patient's records on a line of days: not to scale, so that a day beside a bound is seen beside it.

Every day that matters stands once, in order: the records, the first and last day of the window where the
document has just one, and the index date. Nothing is drawn for anchored windows; their days are the records'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from profiles.evaluation.dates import shifted

from .words import danish_day, relative

Json = Mapping[str, Any]


class Dated(NamedTuple):
    """Something that is recorded on a day."""

    day: date
    text: str


class Bounds(NamedTuple):
    """A window's first and last day; no first day when it has no lower bound."""

    first: date | None
    last: date

    def hold(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and day <= self.last


@dataclass(frozen=True)
class Moment:
    """A day on the line. ``goes_on`` tells that the window holds the next day on the line as well."""

    day: date
    index_date: date
    texts: tuple[str, ...]
    is_within: bool | None
    goes_on: bool
    edges: tuple[str, ...]

    @property
    def said(self) -> str:
        return danish_day(self.day)

    @property
    def relative(self) -> str:
        return relative(self.day, self.index_date)

    @property
    def is_index_date(self) -> bool:
        return self.day == self.index_date

    @property
    def look(self) -> str:
        """Class names: what the day holds, whether it is within, whether the window goes on."""
        marks = {
            "has-record": bool(self.texts),
            "is-within": self.is_within is True,
            "goes-on": self.goes_on,
            "is-index": self.is_index_date,
        }
        return " ".join(name for name, holds in marks.items() if holds)


def moments_of(records: Iterable[Dated], index_date: date, bounds: Bounds | None) -> tuple[Moment, ...]:
    """The days in order, each with what is recorded on it."""
    listed = list(records)
    edges = {day for day in (bounds or ()) if day is not None}
    days = sorted({index_date, *edges, *(each.day for each in listed)})
    return tuple(
        Moment(
            day=day,
            index_date=index_date,
            texts=tuple(each.text for each in listed if each.day == day),
            is_within=bounds.hold(day) if bounds else None,
            goes_on=bool(bounds and bounds.hold(day) and following and bounds.hold(following)),
            edges=tuple(_edges(day, bounds)),
        )
        for day, following in zip(days, [*days[1:], None], strict=True)
    )


def _edges(day: date, bounds: Bounds | None) -> Iterator[str]:
    if bounds is None:
        return
    if bounds.first == day == bounds.last:
        yield "vinduet er denne dag"
    elif day in bounds:
        yield "vinduet begynder" if day == bounds.first else "vinduet slutter"


# --- the window of a document -------------------------------------------------------------------


def is_about_time(document: Json) -> bool:
    """Whether when a record is dated plays a part in the document."""
    return any(
        "window" in each or "offset" in each or each.get("type") in ("days_since", "count_days")
        for each in _objects(document)
    )


def bounds_of(document: Json, index_date: date) -> Bounds | None:
    """The days of the one window that every selection has; ``None`` when they differ or are anchored."""
    selections = [each for each in _objects(document) if "element" in each]
    windows = {_written(each.get("window")) for each in selections}
    if len(windows) != 1 or None in windows:
        return None
    first, last = windows.pop() or ("", "P0D")
    return Bounds(shifted(index_date, first) if first else None, shifted(index_date, last))


def _written(window: Json | None) -> tuple[str, str] | None:
    """From and to as they are written; ``None`` without a window, or for one with an anchor."""
    if window is None or "anchor" in window:
        return None
    return window.get("from", ""), window.get("to", "P0D")


def _objects(part: object) -> Iterator[Json]:
    if isinstance(part, Mapping):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _objects(each)
