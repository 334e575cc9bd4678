"""Happenings in time: who, on which day, drawn for many patients at once and kept within their lives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .chance import Chance
from .people import YEAR, People
from .types import AnyArray, Days, Picks, Reals, Truths, Who

OPENS, SLOTS, SLOT = 8 * 3600, 96, 300  # eight in the morning, and every five minutes until four
WEEK, SATURDAY, THURSDAY = 7, 5, 3  # 1 January 1970 was a Thursday


@dataclass(frozen=True)
class Events:
    """Patients in ascending order, each with a day."""

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


def on_working_days(events: Events) -> Events:
    """Saturdays and Sundays become the Friday before."""
    weekday = (events.day + THURSDAY) % WEEK
    return Events(events.who, events.day - np.maximum(weekday - (SATURDAY - 1), 0))


def times(chance: Chance, size: int, timed: float = given.TIMED.value) -> Days:
    """Seconds since midnight: a booked time, or nought where none is recorded."""
    clock = OPENS + SLOT * chance.below(SLOTS, size)
    return np.where(chance.true(timed, size), clock, 0).astype(np.int32)


def key_date(chance: Chance, events: Events, timed: float = given.TIMED.value) -> dict[str, pa.Array]:
    """``date`` and ``date_seconds``; now and then a date is missing, or a year too late."""
    size = len(events)
    slipped = np.where(chance.true(given.WRONG_YEAR.value, size), 365, 0)
    gone = chance.true(given.NO_KEY_DATE.value, size)
    day = (events.day + slipped).astype(np.int32)
    seconds = np.where(gone, 0, times(chance, size, timed)).astype(np.int32)
    return {"date": arrow.days(day, gone), "date_seconds": arrow.whole(seconds, gone)}


def split(events: Events, picks: Picks, number: int) -> list[tuple[Events, Truths]]:
    """The events of each choice, still in patient order, with the mask that took them out."""
    masks = [picks == each for each in range(number)]
    return [(events.where(mask), mask) for mask in masks]
