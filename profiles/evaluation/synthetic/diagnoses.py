"""Diagnoses: a course for most who have a condition, contacts for many, and a few with a wrong code."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .conditions import CONDITIONS, LOOK_ALIKES, PASSING, Condition
from .events import Events, key_date, repeated, split
from .people import NEVER, People
from .types import Days

KINDS = ("course", "contact", "andet")
COURSE, CONTACT, OTHER = range(3)
STATUSES = ("current", "relevant", "closed", "ukendt")
STATUS_WEIGHTS = (74, 18, 7, 0.1, 0.6)  # the last is no status at all
CLOSED, NO_STATUS = 2, len(STATUSES)
ICPC, SKS = "code_icpc_2_dk", "code_sks"
# Of a condition's records: ICPC-2 alone, SKS alone, both on one record.
SYSTEMS = (("icpc", 80), ("sks", 8), ("both", 12))
CONTACTS_A_YEAR = 0.45
PASSING_A_YEAR = 1.3


def diagnosis_blocks(people: People, chance: Chance) -> Iterator[Block]:
    for condition in CONDITIONS:
        yield from _of_condition(people, chance, condition)
    yield from _passing(people, chance)


def _of_condition(people: People, chance: Chance, condition: Condition) -> Iterator[Block]:
    since, has = people.since[condition.id], people.has[condition.id]
    coded = chance.true(condition.coded, people.size)
    courses = people.those(has & coded)
    began = Events(courses, since[courses] + chance.below(40, len(courses)))
    yield from _coded(people, chance, condition, began.where(began.day <= people.last[courses]), COURSE)
    seen = people.those(has)
    yearly = np.where(coded[seen], CONTACTS_A_YEAR, 3 * CONTACTS_A_YEAR).astype(np.float32)
    contacts = repeated(people, chance, seen, yearly, given.CONTACT_YEARS, since)
    yield from _coded(people, chance, condition, contacts, CONTACT)


def _coded(
    people: People, chance: Chance, condition: Condition, events: Events, kind: int
) -> Iterator[Block]:
    codes, weights = _variants(condition)
    for (part, _), code in zip(
        split(events, chance.pick(weights, len(events)), len(codes)), codes, strict=True
    ):
        if len(part):
            yield from _with_slips(people, chance, part, code, kind, people.since[condition.id])


def _variants(condition: Condition) -> tuple[list[tuple[str, str]], list[float]]:
    """Every way a record of the condition may be coded, with its weight."""
    icpc, sks = _shares(condition.icpc), _shares(condition.sks)
    shares = dict(SYSTEMS)
    weighed = {(code, ""): share * shares["icpc"] for code, share in icpc.items()}
    weighed |= {("", code): share * shares["sks"] for code, share in sks.items()}
    first = max(icpc, key=lambda code: icpc[code])
    weighed |= {(first, code): share * shares["both"] for code, share in sks.items()}
    return list(weighed), list(weighed.values())


def _shares(weights: dict[str, float]) -> dict[str, float]:
    whole = sum(weights.values())
    return {code: weight / whole for code, weight in weights.items()}


def _with_slips(
    people: People, chance: Chance, events: Events, code: tuple[str, str], kind: int, since: Days
) -> Iterator[Block]:
    """The records, of which some are written with a look-alike of their code."""
    wrong = (LOOK_ALIKES.get(code[0], code[0]), LOOK_ALIKES.get(code[1], code[1]))
    slipped = chance.true(given.LOOK_ALIKE.value if wrong != code else 0, len(events))
    for written, chosen in ((code, ~slipped), (wrong, slipped)):
        if chosen.any():
            yield _block(people, chance, events.where(chosen), written, kind, since)


def _passing(people: People, chance: Chance) -> Iterator[Block]:
    yearly = np.minimum(people.frailty * np.float32(PASSING_A_YEAR), 6)
    everybody = np.arange(people.size, dtype=np.uint16)
    events = repeated(people, chance, everybody, yearly, given.CONTACT_YEARS)
    picks = chance.pick(list(PASSING.values()), len(events))
    for (part, _), code in zip(split(events, picks, len(PASSING)), PASSING, strict=True):
        if len(part):
            yield _block(people, chance, part, (code, ""), CONTACT, people.born)


def _block(
    people: People, chance: Chance, events: Events, code: tuple[str, str], kind: int, since: Days
) -> Block:
    size = len(events)
    status = _status(chance, size, kind)
    ended = people.last[events.who] - chance.below(2 * 365, size)
    unsaid = chance.true(0.3, size) | (since[events.who] == NEVER)
    columns: dict[str, pa.Array] = {
        **key_date(chance, events, 0.4),
        "debut": arrow.days(since[events.who], unsaid if kind == COURSE else np.ones(size, np.bool_)),
        "end": arrow.days(np.maximum(ended, events.day), status != CLOSED),
        "kind": arrow.words(_kinds(chance, size, kind), KINDS),
        "status": arrow.words(status, STATUSES),
    }
    return Block("diagnosis", events.who, columns, {ICPC: code[0], SKS: code[1]})


def _status(chance: Chance, size: int, kind: int) -> Days:
    """Only a course has a status (E10)."""
    if kind != COURSE:
        return np.full(size, NO_STATUS, np.int32)
    return chance.pick(STATUS_WEIGHTS, size).astype(np.int32)


def _kinds(chance: Chance, size: int, kind: int) -> Days:
    return np.where(chance.true(given.UNKNOWN_TOKEN.value / 5, size), OTHER, kind).astype(np.int32)
