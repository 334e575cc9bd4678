"""What the clinic sees: flags, trends and tables (A13, A14, A21, D6)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue import FieldType
from ..document import Flag, Table, Trend
from ..kinds import VALUE, Setting
from ..problem import Problem
from ..walk import Spot
from .selections import field_problems, reading_problems


def flag_has_one_form(spot: Spot[Flag], _: Setting) -> Iterator[Problem]:
    """A13: exactly one of ``when: "missing"``, ``when: criterion`` or ``operator`` + ``value``."""
    flag = spot.part
    if (flag.when is None) == (flag.operator is None):
        yield spot.problem("Et flag skal have netop én betingelse.")
    if (flag.operator is None) != (flag.value is None):
        yield spot.problem("En sammenligning skal have både en operator og en værdi.")
    if flag.unit is not None and flag.operator is None:
        yield spot.problem("En enhed hører kun til en sammenligning.", "unit")


def trend_is_of_measurements(spot: Spot[Trend], setting: Setting) -> Iterator[Problem]:
    """A14: a graph is drawn of numbers."""
    element = setting.catalogue.find_element(spot.part.of.element)
    field = element.find_field(VALUE) if element else None
    if element is not None and (field is None or field.type is not FieldType.QUANTITY):
        yield spot.problem(f"En graf kan kun vise målinger, ikke »{element.title}«.", "of", "element")


def trend_has_no_window(spot: Spot[Trend], _: Setting) -> Iterator[Problem]:
    """A14: ``months`` is the window."""
    if spot.part.of.window is not None:
        yield spot.problem("En graf viser et antal måneder og kan ikke også have en periode.", "of", "window")


def trend_is_readable(spot: Spot[Trend], setting: Setting) -> Iterator[Problem]:
    """D6: the values of a graph are read in the unit of one code set."""
    field = setting.field(spot.part.of, VALUE)
    if field is not None and field.type is FieldType.QUANTITY:
        yield from reading_problems(spot, spot.part.of, VALUE, setting, "of")


def table_fields_are_known(spot: Spot[Table], setting: Setting) -> Iterator[Problem]:
    """A14, A20."""
    for index, field in enumerate(spot.part.fields):
        yield from field_problems(spot, spot.part.of, field, setting, "fields", index)


def tabled_findings_have_a_topic(spot: Spot[Table], setting: Setting) -> Iterator[Problem]:
    """A21; a number is shown as recorded, so D6 asks nothing of a table."""
    for index, name in enumerate(spot.part.fields):
        field = setting.field(spot.part.of, name)
        if field is not None and field.tokens_by is not None:
            yield from reading_problems(spot, spot.part.of, name, setting, "fields", index)


RULES = (
    (Flag, (flag_has_one_form,)),
    (Trend, (trend_is_of_measurements, trend_has_no_window, trend_is_readable)),
    (Table, (table_fields_are_known, tabled_findings_have_a_topic)),
)
