"""Who has which condition, and since when: one after the other, so that each can hang on those before.

A condition's chance is its age curve times its sex and risk factors, scaled so that the chunk's living adults
have it as often as the parameter says. So relations come from the factors and the level from the source.
"""

from __future__ import annotations

import numpy as np

from .chance import Chance
from .conditions import CONDITIONS, Condition
from .people import YEAR, People
from .types import Days, Reals, Truths

KNOTS = range(0, 100, 10)
MOST = np.float32(0.95)


def draw_conditions(people: People, chance: Chance) -> None:
    """Fill ``people.has`` and ``people.since``."""
    traits = _traits(people)
    for condition in CONDITIONS:
        likely = _likelihood(people, condition, traits)
        people.has[condition.id] = chance.true(likely, people.size)
        people.since[condition.id] = _since(people, chance, condition)


def _since(people: People, chance: Chance, condition: Condition) -> Days:
    """When it began, for those who have it; for the others their last day."""
    since = people.last.copy()
    ill = people.those(people.has[condition.id])
    years = np.minimum(chance.exponential(condition.years, len(ill)), people.age[ill] * np.float32(0.9))
    since[ill] -= (years * np.float32(YEAR)).astype(np.int32)
    return since


def _traits(people: People) -> dict[str, Truths]:
    return {
        "smoker": people.smoking == 2,
        "former-smoker": people.smoking == 1,
        "heavy": people.weight_index >= 30,
        "frail": people.frailty > 1.5,
    }


def _likelihood(people: People, condition: Condition, traits: dict[str, Truths]) -> Reals:
    weight = people.by_age(KNOTS, condition.ages)
    women, men = condition.women, 0.0 if condition.only_women else 1.0
    weight *= np.where(people.female, np.float32(women), np.float32(men))
    for name, factor in condition.risks.items():
        weight *= np.where(traits[name] if name in traits else people.has[name], np.float32(factor), 1)
    return _scaled(weight, condition.prevalence.value, people.adult & people.active)


def _scaled(weight: Reals, prevalence: float, reference: Truths) -> Reals:
    """Chances whose mean among the reference is the prevalence, or as near as one chance below 1 allows."""
    wanted, among = prevalence * reference.sum(), weight[reference]
    factor = np.float32(wanted / max(among.sum(), 1e-9))
    capped = np.minimum(among * factor, MOST).sum()
    likely: Reals = np.minimum(weight * factor * np.float32(wanted / max(capped, 1e-9)), MOST)
    return likely
