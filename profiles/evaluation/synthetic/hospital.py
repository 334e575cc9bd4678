"""Contacts with hospitals, as the practice learns of them. An element of standard 1.1; 1.0 leaves them out.

All frequencies are assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from .blocks import Block
from .chance import Chance
from .events import Events, repeated, times
from .people import People
from .types import Truths

YEARS = 3
KINDS = ("inpatient", "outpatient", "emergency")
INPATIENT = 0
SPECIALTIES = (
    *("internal-medicine", "cardiology", "endocrinology", "pulmonology", "geriatrics"),
    *("neurology", "psychiatry", "orthopaedics", "rheumatology", "other"),
)
# Condition, SKS code, specialty, contacts a year, and how they lie between the kinds.
CONTACTS = (
    ("heart-failure", "DI509", "cardiology", 0.7, (45, 45, 10)),
    ("ischaemic-heart-disease", "DI251", "cardiology", 0.4, (25, 60, 15)),
    ("atrial-fibrillation", "DI489", "cardiology", 0.3, (30, 50, 20)),
    ("copd", "DJ449", "pulmonology", 0.35, (50, 35, 15)),
    ("stroke", "DI639", "neurology", 0.25, (60, 35, 5)),
    ("type-1-diabetes", "DE109", "endocrinology", 2.0, (5, 92, 3)),
    ("type-2-diabetes", "DE119", "endocrinology", 0.15, (20, 75, 5)),
    ("dementia", "DF039", "geriatrics", 0.5, (40, 50, 10)),
    ("schizophrenia", "DF209", "psychiatry", 1.2, (20, 70, 10)),
    ("rheumatoid-arthritis", "DM059", "rheumatology", 1.5, (2, 97, 1)),
    ("low-back-pain", "DM511", "orthopaedics", 0.12, (10, 80, 10)),
    ("cancer", "DC809", "other", 1.6, (25, 70, 5)),
)


def hospital_blocks(people: People, chance: Chance) -> Iterator[Block]:
    for condition, code, specialty, yearly, kinds in CONTACTS:
        who = people.those(people.has[condition])
        events = repeated(people, chance, who, yearly, YEARS, people.since[condition])
        kind = chance.pick(kinds, len(events))
        columns = {
            **_stay(people, chance, events, kind == INPATIENT),
            "kind": arrow.words(kind, KINDS),
            "specialty": arrow.words(np.full(len(events), SPECIALTIES.index(specialty)), SPECIALTIES),
        }
        yield Block("hospital_contact", events.who, columns, [{"code_sks": code}])


def _stay(people: People, chance: Chance, events: Events, stays: Truths) -> dict[str, pa.Array]:
    """``start``, ``end`` and ``bed_days``: only who is admitted stays, and no one beyond the last day."""
    size = len(events)
    room = people.last[events.who] - events.day
    nights = np.minimum(1 + chance.exponential(3.5, size).astype(np.int32), room)
    days = np.where(stays, nights, 0).astype(np.int32)
    return {
        "start": arrow.days(events.day),
        "start_seconds": arrow.whole(times(chance, size, 0.9)),
        "end": arrow.days(events.day + days),
        "bed_days": arrow.whole_numbers(days, ~stays),
    }
