"""What the grammar can say, and since which standard: grammar is code, the catalogue is data (1.1, 9.1).

One table. A document pinned to an older standard that uses a newer feature is an error (A2); what a new
standard brings beside its grammar is in its catalogue. Version 1.0 is everything that is not listed here.

Our reading of 1.1 (candidates of 9.5 that it takes up):

``weighted_sum`` of a selection and a field (``value`` unless said, a quantity or an integer): the sum over
the selected records of the field times the factor of the rule that decides the record's code, in the one code
set that the selection asks for (D6). The set has a unit, which is the sum's; a rule of it that adds something
(``offset``) is an error, because a sum of offsets means nothing. Missing for an empty selection, and missing
when any selected record lacks the field or is censored: a sum that leaves something out is a wrong number.
Exact decimals; no date (C13); every selected record decided it (F4).

``change`` of a selection and a field: the latest minus the one before it in the order of 3.4, among records
that have the field. A quantity (converted, exact) or an integer. Missing with fewer than two such records,
and when either is censored. Its unit is that of ``latest``, its date the key date of the latest; those two
records decided it.

A code set of codes that are not those of measurements may carry ``unit``, for the numbers that are read
through it: a dose and its factors (A16 as it is from 1.1). Without such use the unit changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .catalogue import in_order
from .document import ChangeMeasure, CodeSet, Part, WeightedSumMeasure
from .kinds import Setting
from .problem import Path
from .walk import Spot, walk

FIRST = "1.0"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a document can say. ``title`` is what a person calls it, with a capital."""

    name: str
    title: str
    since: str

    def is_in(self, standard: str) -> bool:
        return in_order(standard) >= in_order(self.since)

    @property
    def too_new(self) -> str:
        """What is said about a document that uses it too early."""
        return f"{self.title} kendes først fra standard {self.since}."


WEIGHTED_SUM = Feature("weighted_sum", "Vægtet sum", "1.1")
CHANGE = Feature("change", "Ændring siden den forrige", "1.1")
OTHER_UNITS = Feature("other_units", "En enhed på et kodesæt uden målinger", "1.1")

FEATURES = (WEIGHTED_SUM, CHANGE, OTHER_UNITS)
OF_PART: Mapping[type[Part], Feature] = {WeightedSumMeasure: WEIGHTED_SUM, ChangeMeasure: CHANGE}


def features_since(older: str, newer: str) -> tuple[Feature, ...]:
    """What the grammar of ``newer`` has and that of ``older`` has not."""
    return tuple(each for each in FEATURES if each.is_in(newer) and not each.is_in(older))


def used(spot: Spot[Part], setting: Setting) -> Iterator[tuple[Feature, Path]]:
    """The features that a part uses itself, each with the path below it where it stands."""
    if type(spot.part) in OF_PART:
        yield OF_PART[type(spot.part)], ("type",)
    if isinstance(spot.part, CodeSet) and has_other_unit(spot.part, setting):
        yield OTHER_UNITS, ("unit",)


def has_other_unit(code_set: CodeSet, setting: Setting) -> bool:
    """Whether a unit stands on codes that are not those of measurements."""
    systems = {rule.system for rule in code_set.rules}
    return code_set.unit is not None and bool(systems - setting.catalogue.measurement_systems())


def features_of(setting: Setting) -> tuple[Feature, ...]:
    """Every feature that a document uses, in the order of the table."""
    found = {feature for spot in walk(setting.document) for feature, _ in used(spot, setting)}
    return tuple(each for each in FEATURES if each in found)
