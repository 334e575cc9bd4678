"""Plans, goals, pathways, referrals, findings and vaccinations: how the long-term ill are followed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .events import Events, key_date, on_working_days, once, repeated
from .people import NEVER, People
from .types import AnyArray, Days, Truths, Who

PLAN_KINDS = ("course-plan", "activity-plan", "treatment-plan")
PLAN_STATUSES = ("active", "completed", "cancelled", "ukendt")
GOAL_STATUSES = ("active", "achieved", "abandoned", "ukendt")
PHASES = ("initial-1", "initial-2", "sustained", "completed", "ukendt")
COMPLETED = 3
UNKNOWN_WEIGHT = 0.1

# Condition, kind of plan, share with one (assumed).
PLANS = (
    ("type-2-diabetes", 0, 0.45),
    ("copd", 0, 0.40),
    ("ischaemic-heart-disease", 0, 0.2),
    ("low-back-pain", 1, 0.12),
    ("copd", 1, 0.18),
    ("chronic-pain", 2, 0.4),
    ("dementia", 2, 0.2),
)
GOALS = (
    ("type-2-diabetes", "hba1c", 0.35),
    ("type-2-diabetes", "weight", 0.3),
    ("obesity", "weight", 0.4),
    ("copd", "smoking", 0.25),
    ("tobacco-problem", "smoking", 0.3),
    ("low-back-pain", "exercise", 0.25),
    ("ischaemic-heart-disease", "exercise", 0.2),
)
PATHWAYS = (
    ("copd", "copd", 0.3),
    ("low-back-pain", "low-back-pain", 0.15),
    ("type-2-diabetes", "type-2-diabetes", 0.1),
)
# Condition, recipient, SKS code, referrals a year (assumed).
REFERRALS = (
    ("type-2-diabetes", "eye-doctor", "DE119", 0.45),
    ("type-2-diabetes", "podiatrist", "DE119", 0.3),
    ("type-2-diabetes", "municipality", "DE119", 0.08),
    ("copd", "municipality", "DJ449", 0.15),
    ("copd", "hospital", "DJ449", 0.08),
    ("low-back-pain", "physiotherapist", "DM545", 0.4),
    ("low-back-pain", "chiropractor", "DM545", 0.2),
    ("low-back-pain", "imaging", "DM511", 0.12),
    ("heart-failure", "hospital", "DI509", 0.3),
    ("depression", "psychiatry", "DF329", 0.06),
    ("adhd", "psychiatry", "DF900", 0.12),
    ("dementia", "municipality", "DF039", 0.25),
    ("memory-trouble", "hospital", "DR418", 0.4),
)
GENERAL_REFERRALS_A_YEAR = 0.12
GENERAL_RECIPIENTS = ("imaging", "hospital", "physiotherapist", "psychiatry")


def care_blocks(people: People, chance: Chance) -> Iterator[Block]:
    yield from _plans(people, chance)
    yield from _goals(people, chance)
    yield from _pathways(people, chance)
    yield from _referrals(people, chance)
    yield from _findings(people, chance)
    yield from _vaccinations(people, chance)


def _chosen(people: People, chance: Chance, condition: str, share: float) -> Who:
    return people.those(people.has[condition] & chance.true(share, people.size))


# --- plans, goals and pathways ------------------------------------------------------------------


def _plans(people: People, chance: Chance) -> Iterator[Block]:
    parts = []
    for condition, kind, share in PLANS:
        events = once(people, chance, _chosen(people, chance, condition, share), 4, people.since[condition])
        parts.append((events, np.full(len(events), kind)))
    events, kinds = _merged(parts)
    size = len(events)
    status = chance.pick((70, 22, 8, UNKNOWN_WEIGHT), size)
    review = events.day + 365 + chance.below(120, size)
    columns = {
        **_period(people, chance, events, (status == 1) | (status == 2)),
        "kind": arrow.words(kinds, PLAN_KINDS),
        "status": arrow.words(status, PLAN_STATUSES),
        "next_review": arrow.days(review.astype(np.int32), chance.true(0.25, size)),
    }
    yield Block("plan", events.who, columns)


def _merged(parts: list[tuple[Events, AnyArray]]) -> tuple[Events, AnyArray]:
    who = np.concatenate([events.who for events, _ in parts])
    order = np.argsort(who, kind="stable")
    day = np.concatenate([events.day for events, _ in parts])[order]
    return Events(who[order], day), np.concatenate([each for _, each in parts])[order]


def _period(people: People, chance: Chance, events: Events, ended: Truths) -> dict[str, pa.Array]:
    """``start`` and ``end``; what has ended did so between its start and the patient's last day."""
    room = np.maximum(people.last[events.who] - events.day, 0)
    end = events.day + (room * chance.uniform(len(events))).astype(np.int32)
    return {
        "start": arrow.days(events.day),
        "start_seconds": arrow.whole(np.zeros(len(events), np.int32)),
        "end": arrow.days(end.astype(np.int32), ~ended),
    }


def _goals(people: People, chance: Chance) -> Iterator[Block]:
    for condition, topic, share in GOALS:
        events = once(people, chance, _chosen(people, chance, condition, share), 3, people.since[condition])
        status = arrow.words(chance.pick((60, 25, 15, UNKNOWN_WEIGHT), len(events)), GOAL_STATUSES)
        yield Block("goal", events.who, {**key_date(chance, events, 0), "status": status}, [{"topic": topic}])


def _pathways(people: People, chance: Chance) -> Iterator[Block]:
    for condition, code, share in PATHWAYS:
        events = once(people, chance, _chosen(people, chance, condition, share), 2, people.since[condition])
        phase = chance.pick((20, 15, 50, 15, UNKNOWN_WEIGHT), len(events))
        columns = _period(people, chance, events, phase == COMPLETED)
        yield Block("pathway", events.who, {**columns, "phase": arrow.words(phase, PHASES)}, [{"code": code}])


# --- referrals ----------------------------------------------------------------------------------


def _referrals(people: People, chance: Chance) -> Iterator[Block]:
    for condition, recipient, code, yearly in REFERRALS:
        who = people.those(people.has[condition])
        events = on_working_days(repeated(people, chance, who, yearly, 3, people.since[condition]))
        yield _referral(chance, events, np.zeros(len(events), np.uint8), (recipient,), code)
    adults = people.those(people.adult)
    events = on_working_days(repeated(people, chance, adults, GENERAL_REFERRALS_A_YEAR, 3))
    recipients = chance.pick((45, 35, 15, 5), len(events))
    yield _referral(chance, events, recipients, GENERAL_RECIPIENTS, "")


def _referral(
    chance: Chance, events: Events, picks: AnyArray, recipients: tuple[str, ...], code: str
) -> Block:
    columns = {**key_date(chance, events, 0.3), "recipient": arrow.words(picks, recipients)}
    return Block("referral", events.who, columns, [{"code_sks": code}])


# --- findings -----------------------------------------------------------------------------------

SMOKING = ("current", "former", "never", "passive", "ukendt")
OF_SMOKING = np.array([2, 1, 0])  # never, former, current as people have them
FEET = ("normal", "at-risk", "ulcer")
EYES = ("normal", "retinopathy", "not-gradable")
EF_GROUPS = ("hfref", "hfmref", "hfpef")
BY_CONDITION = (
    ("type-2-diabetes", "foot-status", FEET, (76, 21, 3), 0.6),
    ("type-1-diabetes", "foot-status", FEET, (80, 18, 2), 0.6),
    ("type-2-diabetes", "eye-status", EYES, (78, 18, 4), 0.45),
    ("type-1-diabetes", "eye-status", EYES, (60, 36, 4), 0.6),
    ("heart-failure", "ef-group", EF_GROUPS, (45, 20, 35), 0.35),
)


def _findings(people: People, chance: Chance) -> Iterator[Block]:
    yield _smoking(people, chance)
    for condition, topic, values, weights, yearly in BY_CONDITION:
        who = people.those(people.has[condition])
        events = on_working_days(repeated(people, chance, who, yearly, 3, people.since[condition]))
        found = arrow.words(chance.pick(weights, len(events)), values)
        yield Block(
            "finding", events.who, {**key_date(chance, events, 0.3), "value": found}, [{"topic": topic}]
        )


def _smoking(people: People, chance: Chance) -> Block:
    """Asked of most adults, more often of those who are followed for something."""
    ill = people.has["copd"] | people.has["type-2-diabetes"] | people.has["hypertension"]
    who = people.those(people.adult)
    events = repeated(people, chance, who, np.where(ill[who], 0.7, 0.25).astype(np.float32), 3)
    size = len(events)
    value = np.where(chance.true(0.02, size), 3, OF_SMOKING[people.smoking[events.who]])
    value = np.where(chance.true(given.UNKNOWN_TOKEN.value, size), 4, value)
    columns = {**key_date(chance, events, 0.3), "value": arrow.words(value, SMOKING)}
    return Block("finding", events.who, columns, [{"topic": "smoking"}])


# --- vaccinations -------------------------------------------------------------------------------

INFLUENZA, PNEUMOCOCCI, MMR, HPV = "J07BB02", "J07AL02", "J07BD52", "J07BM03"
CHILDHOOD = ((MMR, 15 * 30, 0.93), (MMR, 4 * 365, 0.9), ("J07CA02", 3 * 30, 0.97), (HPV, 12 * 365, 0.85))
FLU_SEASON_DAYS = 75


def _vaccinations(people: People, chance: Chance) -> Iterator[Block]:
    for back in range(3):
        yield _influenza(people, chance, back)
    old = people.those((people.age >= 65) & chance.true(0.7, people.size))
    yield _given(chance, once(people, chance, old, 5), PNEUMOCOCCI)
    for code, age, share in CHILDHOOD:
        yield _childhood(people, chance, code, age, share)


def _influenza(people: People, chance: Chance, back: int) -> Block:
    """In the autumns before the index day: most of the old, and many of the ill."""
    ill = people.has["copd"] | people.has["type-2-diabetes"] | people.has["heart-failure"]
    share = np.where(people.age >= 65, 0.72, np.where(ill, 0.45, 0.06)).astype(np.float32)
    who = people.those(chance.true(share, people.size))
    day = people.index_day - back * 365 - chance.below(FLU_SEASON_DAYS, len(who))
    kept = (day <= people.last[who]) & (day > people.born[who])
    return _given(chance, Events(who[kept], day[kept].astype(np.int32)), INFLUENZA)


def _childhood(people: People, chance: Chance, code: str, age: int, share: float) -> Block:
    day: Days = people.born + age + chance.below(90, people.size)
    due = (day <= people.last) & (people.age < 25) & (people.born != NEVER)
    who = people.those(due & chance.true(share, people.size))
    return _given(chance, Events(who, day[who]), code)


def _given(chance: Chance, events: Events, code: str) -> Block:
    return Block("vaccination", events.who, key_date(chance, events, 0.1), [{"code_atc": code}])
