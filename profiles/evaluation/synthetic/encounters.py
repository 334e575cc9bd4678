"""Contacts, the services they are paid by, and the appointments around them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .events import Events, key_date, on_working_days, repeated, times, together
from .people import YEAR, People
from .types import AnyArray, Days, Reals, Who

KINDS = ("consultation", "phone", "e-consultation", "video", "home-visit", "andet")
CONSULTATION, PHONE, MAIL, VIDEO, HOME, ODD_KIND = range(6)
KIND_WEIGHTS = (43, 24, 28, 2, 0.6, 0.1)
HOME_WEIGHTS = (30, 38, 14, 0.3, 12, 0.1)
FRAIL_AGE = 80
# Contacts a year at 0, 10 … 90 years (assumed), for one of mean frailty.
BY_AGE = (7.5, 2.6, 4.4, 5.0, 5.0, 5.6, 6.8, 9.0, 11.5, 13.0)
SERVICES = {CONSULTATION: "80-0101", PHONE: "80-0201", MAIL: "80-0105", VIDEO: "80-0125", HOME: "80-0411"}
BILLED = 0.96
AT_A_VISIT = (("80-2101", 0.22), ("80-0127", 0.01), ("80-0204", 0.02), ("80-6101", 0.012))  # assumed
# Services that go with a condition, and how often a year (assumed). The first is the annual check.
BY_CONDITION = (
    ("80-0120", "type-2-diabetes", 0.8),
    ("80-0120", "copd", 0.6),
    ("80-0120", "ischaemic-heart-disease", 0.5),
    ("80-0120", "hypertension", 0.35),
    ("80-0121", "dementia", 0.4),
    ("80-2149", "dementia", 0.5),
    ("80-2149", "memory-trouble", 0.8),
    ("80-2149", "depression", 0.25),
    ("80-6101", "depression", 0.5),
    ("80-7113", "copd", 0.5),
    ("80-7113", "asthma", 0.25),
    ("80-7121", "asthma", 0.08),
    ("80-0126", "palliative-care", 0.5),
    ("54-2180", "type-2-diabetes", 0.08),
    ("54-2170", "type-2-diabetes", 0.35),
    ("54-2171", "type-2-diabetes", 0.12),
    ("54-2130", "type-2-diabetes", 0.3),
    ("54-2131", "type-2-diabetes", 0.1),
)
STATUSES = ("booked", "fulfilled", "no-show", "cancelled", "ukendt")
BOOKED, FULFILLED, NO_SHOW, CANCELLED, ODD_STATUS = range(5)
APPOINTMENT_YEARS = 2
NO_SHOWS_A_YEAR, CANCELLED_A_YEAR, AHEAD = 0.12, 0.25, 0.35  # assumed
MONTHS_AHEAD_DAYS = 180
STAFF = ("læge-1", "læge-2", "læge-3", "sygeplejerske", "vikar")
ROLES = ("doctor", "nurse")
ROLE_OF = np.array([0, 0, 0, 1, 0])  # of each of the staff
OWN = ("own", "someone-else")
OTHERS_WEIGHTS = (22, 22, 22, 28, 6)
FOLLOWED = (
    *("type-2-diabetes", "type-1-diabetes", "copd", "heart-failure", "ischaemic-heart-disease"),
    *("depression", "dementia", "chronic-pain", "cancer", "atrial-fibrillation"),
)


def encounter_blocks(people: People, chance: Chance) -> Iterator[Block]:
    clinicians = Clinicians(people, chance)
    contacts = _contacts(people, chance)
    kinds = _kinds(people, chance, contacts)
    seen = clinicians.met(chance, contacts.who)
    names = clinicians.written(contacts.who, seen, chance)
    columns = {
        **key_date(chance, contacts),
        "kind": arrow.words(kinds, KINDS),
        "clinician": names,
        "role": arrow.words(ROLE_OF[seen], ROLES),
        "own_clinician": clinicians.is_own(contacts.who, seen),
    }
    yield Block("contact", contacts.who, columns)
    yield _services(people, chance, contacts, kinds)
    yield _appointments(people, chance, clinicians, contacts, kinds, seen)


class Clinicians:
    """Who works in which clinic, each patient's own doctor, and how faithful the two are."""

    def __init__(self, people: People, chance: Chance) -> None:
        clinic = people.clinic
        self.own = chance.below(given.DOCTORS_OF_A_CLINIC, people.size)
        self.faithful: Reals = np.clip(
            np.float32(0.35) + np.float32(0.22) * chance.normal(people.size), 0.02, 0.95
        )
        first = int(clinic[0]) if people.size else 0
        self._offset = ((clinic - first) * len(STAFF)).astype(np.int32)
        clinics = int(self._offset[-1]) // len(STAFF) + 1 if people.size else 0
        self._names = [f"klinik-{first + each:04}/{name}" for each in range(clinics) for name in STAFF]

    def met(self, chance: Chance, who: Who) -> Days:
        others = chance.pick(OTHERS_WEIGHTS, len(who))
        return np.where(chance.true(self.faithful[who], len(who)), self.own[who], others).astype(np.int32)

    def is_own(self, who: Who, staff: Days) -> pa.Array:
        return arrow.words(staff != self.own[who], OWN)

    def written(self, who: Who, staff: Days, chance: Chance) -> pa.Array:
        return arrow.words(self._offset[who] + staff, self._names, chance.true(0.004, len(who)))


def _contacts(people: People, chance: Chance) -> Events:
    yearly = people.by_age(range(0, 100, 10), BY_AGE)
    yearly *= np.float32(0.45) + np.float32(0.55) * people.frailty
    yearly *= 1 + np.float32(0.18) * _burden(people)
    everybody = np.arange(people.size, dtype=np.uint16)
    return on_working_days(repeated(people, chance, everybody, yearly * np.float32(0.8), given.CONTACT_YEARS))


def _burden(people: People) -> Reals:
    """How many of the conditions that are followed in the clinic a patient has."""
    burden = np.zeros(people.size, np.float32)
    for name in FOLLOWED:
        burden += people.has[name]
    return burden


def _kinds(people: People, chance: Chance, contacts: Events) -> AnyArray:
    old = people.age[contacts.who] >= FRAIL_AGE
    ordinary = chance.pick(KIND_WEIGHTS, len(contacts))
    return np.where(old, chance.pick(HOME_WEIGHTS, len(contacts)), ordinary)


# --- services -----------------------------------------------------------------------------------


def _services(people: People, chance: Chance, contacts: Events, kinds: AnyArray) -> Block:
    """The service of each contact, and what is done beside it."""
    billed = chance.true(BILLED, len(contacts))
    done = [(code, contacts.where((kinds == kind) & billed)) for kind, code in SERVICES.items()]
    visits = contacts.where(kinds == CONSULTATION)
    done += [(code, visits.where(chance.true(share, len(visits)))) for code, share in AT_A_VISIT]
    for code, condition, yearly in BY_CONDITION:
        who = people.those(people.has[condition])
        done.append((code, repeated(people, chance, who, yearly, 3, people.since[condition])))
    events, picks = together([events for _, events in done])
    keys = [{"code_ydelse": code} for code, _ in done]
    return Block("service", events.who, key_date(chance, events, 0.1), keys, picks)


# --- appointments -------------------------------------------------------------------------------


def _appointments(
    people: People, chance: Chance, clinicians: Clinicians, contacts: Events, kinds: AnyArray, seen: Days
) -> Block:
    """Kept ones are those of the contacts; the others came to nothing, or are to come."""
    since = people.index_day - int(APPOINTMENT_YEARS * YEAR)
    kept = np.flatnonzero((contacts.day >= since) & ((kinds == CONSULTATION) | (kinds == VIDEO)))
    parts = [(contacts.where(kept), FULFILLED, seen[kept], kinds[kept])]
    for status, yearly in ((NO_SHOW, NO_SHOWS_A_YEAR), (CANCELLED, CANCELLED_A_YEAR)):
        events = _came_to_nothing(people, chance, yearly)
        parts.append((events, status, clinicians.met(chance, events.who), _visit(chance, len(events))))
    ahead = _ahead(people, chance)
    parts.append((ahead, BOOKED, clinicians.own[ahead.who], _visit(chance, len(ahead))))
    return _calendar(chance, clinicians, parts)


def _came_to_nothing(people: People, chance: Chance, yearly: float) -> Events:
    everybody = np.arange(people.size, dtype=np.uint16)
    often = people.frailty * np.float32(yearly)
    return on_working_days(repeated(people, chance, everybody, often, APPOINTMENT_YEARS))


def _ahead(people: People, chance: Chance) -> Events:
    """Booked for the active, from the index day and half a year on."""
    share = np.clip(people.frailty * np.float32(AHEAD), 0, 0.9)
    who = people.those(people.active & chance.true(share, people.size))
    ahead = people.index_day + chance.below(MONTHS_AHEAD_DAYS, len(who))
    return on_working_days(Events(who, (ahead + 2).astype(np.int32)))


def _visit(chance: Chance, size: int) -> AnyArray:
    return np.where(chance.true(0.05, size), VIDEO, CONSULTATION)


Part = tuple[Events, int, Days, AnyArray]


def _calendar(chance: Chance, clinicians: Clinicians, parts: list[Part]) -> Block:
    who = np.concatenate([events.who for events, *_ in parts])
    order = np.argsort(who, kind="stable")
    day = np.concatenate([events.day for events, *_ in parts])[order]
    status = np.concatenate([np.full(len(events), status) for events, status, *_ in parts])[order]
    staff, kinds = (np.concatenate([part[at] for part in parts])[order] for at in (2, 3))
    who = who[order]
    status = np.where(chance.true(given.UNKNOWN_TOKEN.value, len(who)), ODD_STATUS, status)
    columns: dict[str, pa.Array] = {
        "date": arrow.days(day),
        "date_seconds": arrow.whole(times(chance, len(who), 1.0)),
        "status": arrow.words(status, STATUSES),
        "kind": arrow.words(kinds, KINDS),
        "clinician": clinicians.written(who, staff, chance),
        "own_clinician": clinicians.is_own(who, staff),
    }
    return Block("appointment", who, columns)
