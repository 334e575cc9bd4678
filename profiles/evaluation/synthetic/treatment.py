"""Medicines on the list, and the prescriptions written for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .events import Events, key_date, times, together
from .medicines import EVERYBODY, MEDICINES, Medicine
from .people import YEAR, People
from .types import AnyArray, Days, Truths, Who

REGIMENS = ("regular", "as-needed", "ukendt")
FORMS = ("immediate-release", "prolonged-release", "transdermal", "injection", "inhalation", "other")
UNKNOWN, NONE = 2, 3
PRESCRIPTION_YEARS = 2
NO_REGIMEN, NO_FORM, NO_DOSE, NO_INDICATION = 0.01, 0.05, 0.1, 0.2
# Milligrams a day and prescribers of no medicine in particular: they fill fields, and mean nothing.
DOSES = np.array([5, 10, 20, 40, 50, 75, 100, 200, 500, 1000])
PRESCRIBERS = ("klinikken", "hospital", "speciallæge")
PRESCRIBER_WEIGHTS = (86, 10, 4)
OF_GROUP = {
    "A": "for stofskifte og fordøjelse",
    "B": "mod blodpropper",
    "C": "for hjerte og kredsløb",
    "G": "for urinveje og hormoner",
    "H": "for hormoner",
    "J": "mod infektion",
    "L": "mod betændelse",
    "M": "for muskler og knogler",
    "N": "for nerver og sind",
    "P": "mod betændelse",
    "R": "for luftveje",
}
INDICATIONS = [OF_GROUP[medicine.atc[0]] for medicine in MEDICINES]
KEYS = [{"code_atc": medicine.atc} for medicine in MEDICINES]


@dataclass(frozen=True)
class Taken:
    """A medicine's patients: from when until when, and whether it has ended by being stopped."""

    began: Events
    ended: Days
    stopped: Truths


def treatment_blocks(people: People, chance: Chance) -> Iterator[Block]:
    taken = [_taken(people, chance, medicine) for medicine in MEDICINES]
    yield _medications(chance, taken)
    written = [
        _renewed(people, chance, medicine, each) for medicine, each in zip(MEDICINES, taken, strict=True)
    ]
    events, picks = together(written)
    columns = {
        **key_date(chance, events, 0.5),
        "prescriber": arrow.words(chance.pick(PRESCRIBER_WEIGHTS, len(events)), PRESCRIBERS),
        "packages": arrow.whole_numbers(1 + chance.pick((80, 15, 5), len(events))),
    }
    yield Block("prescription", events.who, columns, KEYS, picks)


def _taken(people: People, chance: Chance, medicine: Medicine) -> Taken:
    candidates = people.adult if medicine.condition == EVERYBODY else people.has[medicine.condition]
    who = people.those(candidates)
    who = who[chance.true(medicine.share, len(who))]
    last = people.last[who]
    years = np.minimum(chance.exponential(medicine.years, len(who)), people.age[who] * np.float32(0.9))
    stopped = chance.true(medicine.ended, len(who))
    ended = np.where(stopped, last - chance.below(3 * 365, len(who)), last).astype(np.int32)
    began = np.maximum(ended - np.maximum(years * YEAR, 5).astype(np.int32), people.born[who])
    return Taken(Events(who, began.astype(np.int32)), np.maximum(ended, began).astype(np.int32), stopped)


def _medications(chance: Chance, taken: list[Taken]) -> Block:
    events, picks = together([each.began for each in taken])
    size = len(events)
    regimen = _of_each([each.regimen for each in MEDICINES], picks)
    regimen[chance.rare(given.UNKNOWN_TOKEN.value, size)] = UNKNOWN
    regimen[chance.rare(NO_REGIMEN, size)] = NONE
    columns: dict[str, pa.Array] = {
        "start": arrow.days(events.day),
        "start_seconds": arrow.whole(times(chance, size, 0.2)),
        "end": arrow.days(
            np.concatenate([each.ended for each in taken]),
            ~np.concatenate([each.stopped for each in taken]),
        ),
        "regimen": arrow.words(regimen, REGIMENS),
        "form": arrow.words(
            _of_each([each.form for each in MEDICINES], picks), FORMS, chance.true(NO_FORM, size)
        ),
        "daily_dose": arrow.whole_numbers(DOSES[chance.below(len(DOSES), size)], chance.true(NO_DOSE, size)),
        "indication": arrow.words(picks, INDICATIONS, chance.true(NO_INDICATION, size)),
    }
    return Block("medication", events.who, columns, KEYS, picks)


def _of_each(values: list[int], picks: AnyArray) -> AnyArray:
    return np.array(values, np.int32)[picks]


def _renewed(people: People, chance: Chance, medicine: Medicine, taken: Taken) -> Events:
    """Renewals in the last years, while the medicine was taken."""
    repeats = chance.counts(np.full(len(taken.began), medicine.yearly * PRESCRIPTION_YEARS, np.float32))
    who: Who = np.repeat(taken.began.who, repeats)
    day = people.last[who] - chance.below(int(PRESCRIPTION_YEARS * YEAR), len(who))
    kept = (day >= np.repeat(taken.began.day, repeats)) & (day <= np.repeat(taken.ended, repeats))
    return Events(who[kept], day[kept])
