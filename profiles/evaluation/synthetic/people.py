"""The patients of a chunk: age, sex, clinic, enrolment and death, and what puts them at risk.

Everything about a patient hangs on these columns, so a chunk draws them first. ``first`` and ``last`` bound
the days on which a patient can have records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .types import Counts, Days, Picks, Reals, Truths, Who

YEAR = 365.2425
OLDEST = 120
NEVER = np.int32(2**30)  # later than any day
SEXES = ("female", "male", "ukendt")
FEMALE, MALE, UNKNOWN_SEX, NO_SEX = range(4)


@dataclass
class People:
    """``index_day`` is the last day of the clinic's life so far; ages are in years on it."""

    size: int
    number: int  # of the first patient, counted over the whole region
    index_day: int
    age: Reals
    female: Truths
    born: Days
    died: Days
    left: Days
    enrolled: Days
    smoking: Picks  # 0 never, 1 former, 2 current
    weight_index: Reals
    frailty: Reals  # mean 1: how much illness, and how often in the clinic
    has: dict[str, Truths] = field(default_factory=dict)
    since: dict[str, Days] = field(default_factory=dict)

    @cached_property
    def last(self) -> Days:
        return np.minimum(np.minimum(self.died, self.left), np.int32(self.index_day))

    @cached_property
    def adult(self) -> Truths:
        return self.age >= 16

    @cached_property
    def active(self) -> Truths:
        """Enrolled and alive on the index day (5.1)."""
        return (self.died > self.index_day) & (self.left >= self.index_day)

    def by_age(self, knots: Sequence[float], values: Sequence[float]) -> Reals:
        """A curve over age, read at each patient's age in whole years."""
        curve: Reals = np.interp(np.arange(OLDEST), knots, values).astype(np.float32)
        return curve[self.whole_years]

    @cached_property
    def whole_years(self) -> Picks:
        return self.age.astype(np.uint8)

    @property
    def clinic(self) -> Counts:
        return (self.number + np.arange(self.size)) // given.PATIENTS_OF_A_CLINIC

    def those(self, chosen: Truths) -> Who:
        return np.flatnonzero(chosen).astype(np.uint16)


def draw_people(chance: Chance, number: int, size: int, as_of: date) -> People:
    index_day = (as_of - date(1970, 1, 1)).days
    age, female = _ages(chance, size)
    born = (index_day - np.floor(age * YEAR)).astype(np.int32)
    smoking = _smoking(chance, age)
    lean = np.where(age < 18, 16 + age * np.float32(0.35), 24.2 + np.minimum(age, 60) * np.float32(0.04))
    weight_index = (lean * np.exp(chance.normal(size) * np.float32(0.16))).astype(np.float32)
    died = _within_three_years(chance, size, index_day, _mortality(age, size))
    left = _within_three_years(chance, size, index_day, np.full(size, given.LEFT.value, np.float32))
    stayed = chance.exponential(given.YEARS_ENROLLED.value * YEAR, size).astype(np.int32)
    enrolled = np.maximum(np.minimum(np.minimum(died, left), index_day) - stayed, born)
    return People(
        size, number, index_day, age, female, born, died, np.maximum(left, enrolled), enrolled,
        smoking, weight_index, chance.gamma(2.5, size),
    )  # fmt: skip


def _ages(chance: Chance, size: int) -> tuple[Reals, Truths]:
    persons, women = given.PERSONS
    band = chance.pick(persons, size)
    age = (band + chance.uniform(size)) * np.float32(given.BAND_YEARS)
    return age, chance.uniform(size) < np.asarray(women, np.float32)[band]


def _smoking(chance: Chance, age: Reals) -> Picks:
    """Fewer have stopped among the young, and few smoke among the very old."""
    current = given.CURRENT_SMOKER.value * np.interp(age, [14, 20, 60, 75, 95], [0, 1.1, 1.2, 0.7, 0.2])
    former = given.FORMER_SMOKER.value * np.interp(age, [16, 30, 60, 80], [0, 0.6, 1.3, 1.5])
    drawn = chance.uniform(len(age))
    return np.where(drawn < current, 2, np.where(drawn < current + former, 1, 0)).astype(np.uint8)


def _mortality(age: Reals, size: int) -> Reals:
    """Death doubles about every eight years of age (Gompertz); scaled to the share of dead."""
    weight = np.exp2((np.maximum(age, 40) - 40) / 8)
    scaled: Reals = (weight * (given.DIED.value * size / weight.sum())).astype(np.float32)
    return scaled


def _within_three_years(chance: Chance, size: int, index_day: int, share: Reals) -> Days:
    days = index_day - chance.below(3 * 365, size)
    return np.where(chance.true(share, size), days, NEVER).astype(np.int32)


def patient_block(people: People, chance: Chance) -> Block:
    size = people.size
    sex = np.where(people.female, FEMALE, MALE)
    sex = np.where(chance.true(given.NO_SEX.value, size), NO_SEX, sex)
    sex = np.where(chance.true(given.UNKNOWN_TOKEN.value / 4, size), UNKNOWN_SEX, sex)
    columns: dict[str, pa.Array] = {
        "birth_date": arrow.days(people.born, chance.true(given.NO_BIRTH_DATE.value, size)),
        "sex": arrow.words(sex, SEXES),
        "deceased_date": arrow.days(people.died, people.died == NEVER),
        "enrolled_from": arrow.days(people.enrolled),
        "enrolled_to": arrow.days(people.left, people.left == NEVER),
    }
    return Block("patient", np.arange(size, dtype=np.uint16), columns)
