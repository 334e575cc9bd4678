"""Happenings in time: who, on which day, drawn for many patients at once and kept within their lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .chance import STEPS, Chance
from .people import YEAR, People
from .types import AnyArray, Days, Reals, Truths, Who

OPENS, SLOTS, SLOT = 8 * 3600, 96, 300  # eight in the morning, and every five minutes until four
WEEK, SATURDAY, THURSDAY = 7, 5, 3  # 1 January 1970 was a Thursday


@dataclass(frozen=True)
class Events:
    """Patients, each with a day."""

    who: Who
    day: Days

    def __len__(self) -> int:
        return len(self.who)

    def where(self, chosen: AnyArray) -> Events:
        return Events(self.who[chosen], self.day[chosen])


def repeated(
    people: People, chance: Chance, who: Who, yearly: float | Reals, years: float, since: Days | None = None
) -> Events:
    """Events spread over the ``years`` before each patient's last day, none before ``since`` (else birth)."""
    mean = np.broadcast_to(np.asarray(yearly, np.float32) * np.float32(years), len(who))
    repeats = np.repeat(who, chance.counts(mean))
    return _kept(people, repeats, _back(people, chance, repeats, years), since)


def once(people: People, chance: Chance, who: Who, years: float, since: Days | None = None) -> Events:
    """One event each in the last ``years``."""
    return _kept(people, who, _back(people, chance, who, years), since)


def _back(people: People, chance: Chance, who: Who, years: float) -> Days:
    return people.last[who] - chance.below(int(years * YEAR), len(who))


def _kept(people: People, who: Who, day: Days, since: Days | None) -> Events:
    kept = day >= (people.born if since is None else since)[who]
    return Events(who[kept], day[kept])


def together(parts: Sequence[Events]) -> tuple[Events, AnyArray]:
    """All parts' events, and for each which part it came from."""
    who = np.concatenate([np.empty(0, np.uint16), *(each.who for each in parts)])
    day = np.concatenate([np.empty(0, np.int32), *(each.day for each in parts)])
    return Events(who, day), np.repeat(np.arange(len(parts), dtype=np.uint16), [len(each) for each in parts])


def on_working_days(events: Events) -> Events:
    """Saturdays and Sundays become the Friday before."""
    weekday = (events.day + THURSDAY) % WEEK
    return Events(events.who, events.day - np.maximum(weekday - (SATURDAY - 1), 0))


def times(chance: Chance, size: int, timed: float = given.TIMED.value) -> Days:
    """Seconds since midnight: a booked time, or nought where none is recorded."""
    return chance.from_table(_clock(timed), size)


@cache
def _clock(timed: float) -> Days:
    with_time = np.arange(STEPS) < timed * STEPS
    return np.where(with_time, OPENS + SLOT * (np.arange(STEPS) % SLOTS), 0).astype(np.int32)


@dataclass(frozen=True)
class Moments:
    """Key dates with times, of which a few are missing or a year too late."""

    day: Days
    seconds: Days
    missing: Truths

    def columns(self, chosen: AnyArray | None = None) -> dict[str, pa.Array]:
        """``date`` and ``date_seconds`` of all, or of the chosen."""
        if chosen is not None:
            return Moments(self.day[chosen], self.seconds[chosen], self.missing[chosen]).columns()
        return {
            "date": arrow.days(self.day, self.missing),
            "date_seconds": arrow.whole(self.seconds, self.missing),
        }


def moments(chance: Chance, events: Events, timed: float = given.TIMED.value) -> Moments:
    size = len(events)
    day = events.day.copy()
    day[chance.rare(given.WRONG_YEAR.value, size)] += 365
    return Moments(day, times(chance, size, timed), chance.rare(given.NO_KEY_DATE.value, size))


def key_date(chance: Chance, events: Events, timed: float = given.TIMED.value) -> dict[str, pa.Array]:
    """The columns of a record's key date."""
    return moments(chance, events, timed).columns()
