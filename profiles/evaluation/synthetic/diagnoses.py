"""Diagnoses: a course for most who have a condition, contacts for many, and a few with a wrong code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .conditions import CONDITIONS, LOOK_ALIKES, PASSING, Condition
from .events import Events, key_date, repeated, together
from .people import People
from .types import AnyArray, Days

KINDS = ("course", "contact", "andet")
COURSE, CONTACT, OTHER = range(3)
STATUSES = ("current", "relevant", "closed", "ukendt")
STATUS_WEIGHTS = (74, 18, 7, 0.1, 100 * given.NO_STATUS.value)  # the last is no status at all
CLOSED, NO_STATUS = 2, len(STATUSES)
# Of a condition's records: ICPC-2 alone, SKS alone, both on one record (assumed).
SYSTEMS = {"icpc": 80.0, "sks": 8.0, "both": 12.0}
CONTACTS_A_YEAR = 0.45
PASSING_A_YEAR = 1.3
UNTIL_CODED_DAYS = 40
NO_DEBUT = 0.3

Code = tuple[str, str]  # ICPC-2-DK and SKS, empty where the record has none
Variants = dict[Code, float]


def diagnosis_blocks(people: People, chance: Chance) -> Iterator[Block]:
    """One block: every code's records are drawn together, and sorted apart afterwards."""
    parts: list[Events] = []
    codes: list[AnyArray] = []
    since: list[Days] = []
    kinds: list[int] = []
    for condition in CONDITIONS:
        began = people.since[condition.id]
        for kind, events in zip((COURSE, CONTACT), _of_condition(people, chance, condition), strict=True):
            parts.append(events)
            codes.append(_coded(chance, variants(condition), len(events)))
            since.append(began[events.who])
            kinds.append(kind)
    parts.append(_passing(people, chance))
    codes.append(_coded(chance, {(code, ""): weight for code, weight in PASSING.items()}, len(parts[-1])))
    since.append(parts[-1].day)
    kinds.append(CONTACT)
    events, part = together(parts)
    written = _slipped(chance, np.concatenate(codes))
    yield _block(people, chance, events, np.array(kinds)[part], np.concatenate(since), written)


def _of_condition(people: People, chance: Chance, condition: Condition) -> tuple[Events, Events]:
    """Courses, and contacts: more of them where there is no course."""
    since, has = people.since[condition.id], people.has[condition.id]
    coded = chance.true(condition.coded, people.size)
    courses = people.those(has & coded)
    began = Events(courses, since[courses] + chance.below(UNTIL_CODED_DAYS, len(courses)))
    seen = people.those(has)
    yearly = np.where(coded[seen], CONTACTS_A_YEAR, 3 * CONTACTS_A_YEAR).astype(np.float32)
    contacts = repeated(people, chance, seen, yearly, given.CONTACT_YEARS, since)
    return began.where(began.day <= people.last[courses]), contacts


def _passing(people: People, chance: Chance) -> Events:
    yearly = np.minimum(people.frailty * np.float32(PASSING_A_YEAR), 6)
    everybody = np.arange(people.size, dtype=np.uint16)
    return repeated(people, chance, everybody, yearly, given.CONTACT_YEARS)


# --- codes --------------------------------------------------------------------------------------


def variants(condition: Condition) -> Variants:
    """Every way a record of the condition may be coded, with its weight."""
    icpc, sks = _shares(condition.icpc), _shares(condition.sks)
    first = max(icpc, key=lambda code: icpc[code])
    weighed = {(code, ""): share * SYSTEMS["icpc"] for code, share in icpc.items()}
    weighed |= {("", code): share * SYSTEMS["sks"] for code, share in sks.items()}
    return weighed | {(first, code): share * SYSTEMS["both"] for code, share in sks.items()}


def _shares(weights: dict[str, float]) -> dict[str, float]:
    whole = sum(weights.values())
    return {code: weight / whole for code, weight in weights.items()}


@cache
def every_code() -> tuple[Code, ...]:
    """All codes that diagnoses are written with, look-alikes included."""
    right = {(code, "") for code in PASSING}.union(*(variants(each) for each in CONDITIONS))
    return tuple(sorted(right | {_look_alike(code) for code in right}))


def _look_alike(code: Code) -> Code:
    return LOOK_ALIKES.get(code[0], code[0]), LOOK_ALIKES.get(code[1], code[1])


def _coded(chance: Chance, weighed: Variants, size: int) -> AnyArray:
    places = np.array([every_code().index(code) for code in weighed], np.uint16)
    return places[chance.pick(list(weighed.values()), size)]


def _slipped(chance: Chance, codes: AnyArray) -> AnyArray:
    """Some are written with a look-alike of their code."""
    places = {code: place for place, code in enumerate(every_code())}
    wrong = np.array([places.get(_look_alike(code), places[code]) for code in every_code()], np.uint16)
    return np.where(chance.rare(given.LOOK_ALIKE.value, len(codes)), wrong[codes], codes)


# --- records ------------------------------------------------------------------------------------


def _block(
    people: People, chance: Chance, events: Events, kind: AnyArray, since: Days, codes: AnyArray
) -> Block:
    size = len(events)
    status = np.where(kind == COURSE, chance.pick(STATUS_WEIGHTS, size), NO_STATUS)
    ended = np.maximum(people.last[events.who] - chance.below(2 * 365, size), events.day)
    kind = np.where(chance.rare(given.UNKNOWN_TOKEN.value / 5, size), OTHER, kind)
    columns: dict[str, pa.Array] = {
        **key_date(chance, events, 0.4),
        "debut": arrow.days(since, (kind != COURSE) | chance.true(NO_DEBUT, size)),
        "end": arrow.days(ended, status != CLOSED),
        "kind": arrow.words(kind, KINDS),
        "status": arrow.words(status, STATUSES),
    }
    keys = [{"code_icpc_2_dk": icpc, "code_sks": sks} for icpc, sks in every_code()]
    return Block("diagnosis", events.who, columns, keys, codes)
