"""Measures: which fields they take and where they may stand (3.3, A5, C2, C9, C11, D6, E5, 1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue import FieldType
from ..document import (
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    HoldsMeasure,
    ShareMeasure,
    WeightedSumMeasure,
)
from ..kinds import VALUE, Setting, code_filters
from ..problem import Problem
from ..walk import Spot
from .selections import field_problems, has_one_code_set_with_a_unit, reading_problems

# Measures that read ``value`` unless another field is named.
Reading = ChoosingMeasure | WeightedSumMeasure | ChangeMeasure

NUMBERS = (FieldType.QUANTITY, FieldType.INTEGER)
ORDERED = (FieldType.QUANTITY, FieldType.INTEGER, FieldType.DATE)
SHARED = (FieldType.TOKEN, FieldType.TEXT)


def field_is_given_or_value(spot: Spot[Reading], setting: Setting) -> Iterator[Problem]:
    """A5: without ``field`` the measure reads ``value``, which not every element has."""
    element = setting.catalogue.find_element(spot.part.of.element)
    if spot.part.field is None and element is not None and element.find_field(VALUE) is None:
        yield spot.problem(f"»{element.title}« har ingen værdi. Vælg, hvilket felt der skal vises.")


def field_is_known(spot: Spot[Reading | ShareMeasure], setting: Setting) -> Iterator[Problem]:
    """A20."""
    if spot.part.field is not None:
        yield from field_problems(spot, spot.part.of, spot.part.field, setting, "field")


def extremes_are_of_ordered_fields(spot: Spot[ChoosingMeasure], setting: Setting) -> Iterator[Problem]:
    """C2: ``highest`` and ``lowest`` take quantities, integers and dates."""
    field = setting.field(spot.part.of, spot.part.field or VALUE)
    if spot.part.type in ("highest", "lowest") and field is not None and field.type not in ORDERED:
        yield spot.problem(f"»{field.title}« har ingen højeste eller laveste. Vælg et tal eller en dato.")


def average_is_of_quantities(spot: Spot[CountingMeasure], setting: Setting) -> Iterator[Problem]:
    """C2."""
    element = setting.catalogue.find_element(spot.part.of.element)
    if spot.part.type != "average" or element is None:
        return
    field = element.find_field(VALUE)
    if field is None or field.type is not FieldType.QUANTITY:
        yield spot.problem(f"Der kan ikke regnes et gennemsnit af »{element.title}«.")


def share_is_of_tokens_or_texts(spot: Spot[ShareMeasure], setting: Setting) -> Iterator[Problem]:
    """C2."""
    field = setting.field(spot.part.of, spot.part.field)
    if field is not None and field.type not in SHARED:
        yield spot.problem(f"Den største andel kan ikke findes for »{field.title}«.", "field")


def measured_value_is_readable(spot: Spot[Reading | ShareMeasure], setting: Setting) -> Iterator[Problem]:
    """D6, A21."""
    yield from reading_problems(spot, spot.part.of, spot.part.field or VALUE, setting)


def averaged_value_is_readable(spot: Spot[CountingMeasure], setting: Setting) -> Iterator[Problem]:
    """D6."""
    field = setting.field(spot.part.of, VALUE)
    if spot.part.type == "average" and field is not None and field.type is FieldType.QUANTITY:
        yield from reading_problems(spot, spot.part.of, VALUE, setting)


def only_numbers_are_added_or_subtracted(
    spot: Spot[WeightedSumMeasure | ChangeMeasure], setting: Setting
) -> Iterator[Problem]:
    """From 1.1: both measures are of a quantity or an integer."""
    field = setting.field(spot.part.of, spot.part.field or VALUE)
    if field is not None and field.type not in NUMBERS:
        below = ("field",) if spot.part.field else ()
        yield spot.problem(f"»{field.title}« er ikke et tal. Vælg et felt med et tal.", *below)


def weights_stand_in_one_code_set(spot: Spot[WeightedSumMeasure], setting: Setting) -> Iterator[Problem]:
    """From 1.1: D6 asked of whole numbers too, because the factors come from the code set."""
    field = setting.field(spot.part.of, spot.part.field or VALUE)
    is_whole = field is not None and field.type is FieldType.INTEGER
    if is_whole and not has_one_code_set_with_a_unit(spot.part.of, setting):
        yield spot.problem("En vægtet sum kræver netop ét kodesæt, og det skal have en enhed.", "of")


def weights_only_multiply(spot: Spot[WeightedSumMeasure], setting: Setting) -> Iterator[Problem]:
    """From 1.1: what a rule adds to each record would be counted once a record."""
    for asked in code_filters(spot.part.of):
        code_set = setting.code_set(asked.in_ or "")
        if code_set is not None and any(rule.include and rule.offset for rule in code_set.rules):
            yield spot.problem(
                f"Kodesættet »{code_set.title}« lægger et tal til, og det kan en vægtet sum ikke. "
                "Brug kun en faktor.",
                "of",
            )


def criteria_are_not_compared(spot: Spot[Compare], _: Setting) -> Iterator[Problem]:
    """C11, E5: a yes/no is a criterion of its own; it is not compared inside another one."""
    measure = spot.part.measure
    if isinstance(measure, HoldsMeasure) or measure.type == "exists":
        yield spot.problem("Et ja eller nej kan ikke sammenlignes her. Brug betingelsen selv.", "measure")


RULES = (
    (
        ChoosingMeasure,
        (field_is_given_or_value, field_is_known, extremes_are_of_ordered_fields, measured_value_is_readable),
    ),
    (CountingMeasure, (average_is_of_quantities, averaged_value_is_readable)),
    (
        WeightedSumMeasure,
        (
            field_is_given_or_value,
            field_is_known,
            only_numbers_are_added_or_subtracted,
            measured_value_is_readable,
            weights_stand_in_one_code_set,
            weights_only_multiply,
        ),
    ),
    (
        ChangeMeasure,
        (
            field_is_given_or_value,
            field_is_known,
            only_numbers_are_added_or_subtracted,
            measured_value_is_readable,
        ),
    ),
    (ShareMeasure, (field_is_known, share_is_of_tokens_or_texts, measured_value_is_readable)),
    (Compare, (criteria_are_not_compared,)),
)
