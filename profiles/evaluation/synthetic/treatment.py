"""Medicines on the list, and the prescriptions written for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .events import Events, key_date, repeated, times
from .medicines import EVERYBODY, MEDICINES, Medicine
from .people import YEAR, People
from .types import Days, Truths, Who

REGIMENS = ("regular", "as-needed", "ukendt")
FORMS = ("immediate-release", "prolonged-release", "transdermal", "injection", "inhalation", "other")
UNKNOWN, NONE = 2, 3
ATC = "code_atc"
PRESCRIPTION_YEARS = 2


def treatment_blocks(people: People, chance: Chance) -> Iterator[Block]:
    for medicine in MEDICINES:
        who = people.those(_candidates(people, medicine) & chance.true(medicine.share, people.size))
        if not len(who):
            continue
        began, ended, stopped = _period(people, chance, medicine, who)
        yield _medication(chance, medicine, Events(who, began), ended, stopped)
        yield from _prescriptions(people, chance, medicine, who, began, ended)


def _candidates(people: People, medicine: Medicine) -> Truths:
    return people.adult if medicine.condition == EVERYBODY else people.has[medicine.condition]


def _period(people: People, chance: Chance, medicine: Medicine, who: Who) -> tuple[Days, Days, Truths]:
    """From when until when, and whether it has ended: by being stopped, or because the patient is gone."""
    last = people.last[who]
    years = np.minimum(chance.exponential(medicine.years, len(who)), people.age[who] * np.float32(0.9))
    stopped = chance.true(medicine.ended, len(who))
    ended = np.where(stopped, last - chance.below(3 * 365, len(who)), last).astype(np.int32)
    began = np.maximum(ended - np.maximum(years * YEAR, 5).astype(np.int32), people.born[who])
    return began.astype(np.int32), np.maximum(ended, began).astype(np.int32), stopped


def _medication(chance: Chance, medicine: Medicine, began: Events, ended: Days, stopped: Truths) -> Block:
    size = len(began)
    odd = chance.true(given.UNKNOWN_TOKEN.value, size)
    regimen = np.where(odd, UNKNOWN, np.where(chance.true(0.01, size), NONE, medicine.regimen))
    columns: dict[str, pa.Array] = {
        "start": arrow.days(began.day),
        "start_seconds": arrow.whole(times(chance, size, 0.2)),
        "end": arrow.days(ended, ~stopped),
        "regimen": arrow.words(regimen, REGIMENS),
        "form": arrow.words(np.full(size, medicine.form), FORMS, chance.true(0.05, size)),
    }
    return Block("medication", began.who, columns, {ATC: medicine.atc})


def _prescriptions(
    people: People, chance: Chance, medicine: Medicine, who: Who, began: Days, ended: Days
) -> Iterator[Block]:
    """Renewals while the medicine was taken, in the last years."""
    starts, ends = people.born.copy(), people.last.copy()
    starts[who], ends[who] = began, ended
    written = repeated(people, chance, who, medicine.yearly, PRESCRIPTION_YEARS, starts)
    written = written.where(written.day <= ends[written.who])
    if len(written):
        yield Block("prescription", written.who, key_date(chance, written, 0.5), {ATC: medicine.atc})
