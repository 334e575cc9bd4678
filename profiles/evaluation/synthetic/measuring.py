"""Measurements: the occasions of every panel, and a number for each test taken on them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from . import arrow
from . import parameters as given
from .blocks import Block
from .chance import Chance
from .events import Events, moments, on_working_days, repeated
from .panels import PANELS, Panel, Test
from .people import YEAR, People
from .types import Picks, Reals, Ticks, Truths

COMPARATORS = ("<", ">")
LESS, MORE, PLAIN = range(3)
DECIMALS = 10
LATENTS = ("pressure", "sugar", "fat", "kidney", "lung")
MOST_OCCASIONS = np.float32(8)

Latents = dict[str, Reals]


def measurement_blocks(people: People, chance: Chance) -> Iterator[Block]:
    latents = _latents(people, chance)
    for panel in PANELS:
        occasions = _occasions(people, chance, panel)
        when = moments(chance, occasions, 0.4)
        for test in panel.tests:
            taken = np.flatnonzero(chance.true(test.share, len(occasions)))
            values = _values(people, chance, test, occasions.where(taken), latents)
            columns = {**when.columns(taken), **_results(chance, test, values)}
            yield Block("measurement", occasions.who[taken], columns, [{f"code_{test.system}": test.code}])


def _latents(people: People, chance: Chance) -> Latents:
    """What a patient's tests have in common; weight, height and their index are drawn to fit each other."""
    latents = {name: chance.normal(people.size) for name in LATENTS}
    grown = np.where(people.female, 1.67, 1.81) + 0.065 * chance.normal(people.size)
    height = np.where(people.age < 18, np.interp(people.age, [0, 2, 10, 17], [0.5, 0.87, 1.4, 1.7]), grown)
    index = np.asarray(people.weight_index, np.float32)
    exact = {"height": height, "index": index, "weight": index * height**2}
    return latents | {name: values.astype(np.float32) for name, values in exact.items()}


def _occasions(people: People, chance: Chance, panel: Panel) -> Events:
    """The condition that asks for most decides how often; who is ill is measured more."""
    yearly = np.zeros(people.size, np.float32)
    for name, often in panel.yearly.items():
        has = people.adult if name == "adults" else people.has[name]
        rising = np.clip(people.age / 45, 0.3, 2) if name == "adults" else 1
        yearly = np.where(has, np.maximum(yearly, often * rising), yearly)
    who = people.those(yearly > 0)
    wanted = np.minimum(yearly[who] * np.sqrt(people.frailty[who]), MOST_OCCASIONS)
    events = repeated(people, chance, who, wanted, panel.years)
    moved = Events(events.who, (events.day - np.int32(panel.earlier * YEAR)).astype(np.int32))
    return on_working_days(moved.where(moved.day > people.born[moved.who]))


def _results(chance: Chance, test: Test, values: Reals) -> dict[str, pa.Array]:
    values, comparator = _censored(test, values)
    missing = chance.rare(given.NO_VALUE.value, len(values))
    return {
        "value": arrow.numbers(_ticks(test, values), missing),
        "comparator": arrow.words(comparator, COMPARATORS, missing | (comparator == PLAIN)),
    }


def _values(people: People, chance: Chance, test: Test, taken: Events, latents: Latents) -> Reals:
    levels = _levels(people, chance, test, latents)[taken.who]
    years = (taken.day - people.index_day) / np.float32(YEAR)
    values = levels + np.float32(test.trend) * years + np.float32(test.stray) * chance.normal(len(taken))
    if test.skewed:
        relative = (test.spread + test.stray) / test.mean
        values = levels * np.exp(np.float32(np.sqrt(np.log1p(relative**2))) * chance.normal(len(taken)))
    return np.clip(values, np.float32(test.least), np.float32(test.most)).astype(np.float32)


def _levels(people: People, chance: Chance, test: Test, latents: Latents) -> Reals:
    """Each patient's own level of a test."""
    if test.latent in ("weight", "height", "index"):
        return latents[test.latent]
    shared = latents.get(test.latent)
    own = chance.normal(people.size) if shared is None else shared
    for name, factor in test.wider.items():
        own = own * np.where(people.has[name], np.float32(factor), 1)
    levels = test.mean + test.spread * test.along * own + test.by_age * np.maximum(people.age - 40, 0)
    for name, shift in test.shift.items():
        levels = levels + np.where(people.has[name], np.float32(shift), 0)
    return np.maximum(levels, np.float32(test.mean * 0.25)).astype(np.float32)


def _censored(test: Test, values: Reals) -> tuple[Reals, Picks]:
    """Beyond its limits the laboratory tells the limit, and on which side the result lies."""
    comparator = np.full(len(values), PLAIN, np.uint8)
    for limit, beyond, sign in (
        (test.below, np.less, LESS),
        (test.above, np.greater, MORE),
    ):
        if limit is not None:
            out: Truths = beyond(values, np.float32(limit))
            values, comparator[out] = np.where(out, np.float32(limit), values), sign
    return values, comparator


def _ticks(test: Test, values: Reals) -> Ticks:
    """Rounded to the test's decimals, exactly."""
    ticks: Ticks = np.rint(values.astype(np.float64) * 10**test.decimals).astype(np.int64)
    ticks *= 10 ** (DECIMALS - test.decimals)
    return ticks
