"""Comparisons judged by what they can be compared with: which truths some value at all would give them.

A count is a whole number from nought, an age too, a share lies above nought and up to one; a chosen value is
one that the selection's own filters and window take. Values on and beside the bounds stand for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import ceil, floor

from profiles.standard.catalogue import ElementField, FieldType
from profiles.standard.document import (
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    PatientMeasure,
    Selection,
    ShareMeasure,
)
from profiles.standard.kinds import field_read

from ..layout import COMPARATOR
from ..results import Truth
from ..scope import Scope
from .choices import STEP, Bound, bounds_of, holds, outcome
from .fields import Fields
from .measures import MOST_RECORDS, compared_fields, compared_with
from .recipe import Cells

Truths = frozenset[Truth]
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
DECIDED: Truths = frozenset({TRUE, FALSE})
WORDS = {True: TRUE, False: FALSE, None: UNKNOWN}


def decided(part: Compare, scope: Scope) -> Truths:
    """The truths that some value of the measure gives; a missing one is not looked at."""
    measure = part.measure
    match measure:
        case CountingMeasure(type="days_since") | ChoosingMeasure():
            return _of_values(part, measure, scope)
        case CountingMeasure(type="average"):
            return DECIDED if _is_recorded(measure.of, COMPARATOR, scope, recorded=False) else frozenset()
        case ShareMeasure():
            recorded = _is_recorded(measure.of, measure.field, scope, recorded=True)
            return _of_numbers(part, scope, measure.type) if recorded else frozenset()
        case CountingMeasure() | PatientMeasure(type="age"):
            return _of_numbers(part, scope, measure.type)
    return DECIDED


def _is_recorded(selection: Selection, name: str, scope: Scope, *, recorded: bool) -> bool:
    """May the records that the selection takes have the field, or lack it?"""
    fields = Fields(selection, scope, scope.index_date, {})
    field = fields.element.find_field(name)
    return field is None or any((name in each.cells) is recorded for each in fields.pool(field).taken)


def at_nought(part: Compare, scope: Scope) -> Truths:
    """The truth of a count of nothing."""
    bounds = _numbers(part, scope)
    return frozenset({WORDS[bool(bounds) and holds(part.operator, Decimal(0), bounds)]})


def _numbers(part: Compare, scope: Scope) -> list[Decimal]:
    return [each for each in bounds_of(part.value, scope, dates=False) if isinstance(each, Decimal)]


# --- numbers of their own -----------------------------------------------------------------------


def _of_numbers(part: Compare, scope: Scope, kind: str) -> Truths:
    bounds = _numbers(part, scope)
    most = {"age": Decimal(scope.index_date.year - 1), "largest_share": Decimal(1)}
    least, limit = Decimal(0), most.get(kind, Decimal(MOST_RECORDS))
    tried = {each for bound in bounds for each in _around(bound, kind)} | {least, limit}
    within = {each for each in tried if least <= each <= limit and (each or kind != "largest_share")}
    return frozenset(WORDS[holds(part.operator, each, bounds)] for each in within)


def _around(bound: Decimal, kind: str) -> tuple[Decimal, ...]:
    if kind == "largest_share":
        millionth = STEP * 10**4
        return bound - millionth, bound, bound + millionth
    return tuple(Decimal(each) for each in (floor(bound) - 1, floor(bound), ceil(bound), ceil(bound) + 1))


# --- values of records --------------------------------------------------------------------------


def _of_values(part: Compare, measure: ChoosingMeasure | CountingMeasure, scope: Scope) -> Truths:
    """One record's own value decides, so those it may have tell all; not so days that hang on an anchor."""
    bounds = compared_with(part.value, scope)
    compared = compared_fields(measure, bounds, scope)
    fields = Fields(measure.of, scope, scope.index_date, compared)
    field = fields.element.field(field_read(measure) or fields.element.key_date)
    if _is_anchored(measure.of) and field.id in fields.element.key_dates:
        return DECIDED
    values = [choice.cells for choice in fields.pool(field).taken if field.id in choice.cells]
    if measure.type == "days_since":
        return frozenset(_days(part, scope, field, values))
    return frozenset(_truth(part, fields, field, cells, bounds) for cells in values)


def _is_anchored(selection: Selection) -> bool:
    return selection.window is not None and selection.window.anchor is not None


def _days(part: Compare, scope: Scope, field: ElementField, values: Iterable[Cells]) -> Iterable[Truth]:
    for cells in values:
        days = Decimal((scope.index_date - date.fromisoformat(cells[field.id])).days)
        yield WORDS[holds(part.operator, days, _numbers(part, scope))]


def _truth(part: Compare, fields: Fields, field: ElementField, cells: Cells, bounds: list[Bound]) -> Truth:
    match field.type:
        case FieldType.DATE:
            days = [each for each in bounds if isinstance(each, date)]
            return WORDS[holds(part.operator, date.fromisoformat(cells[field.id]), days)]
        case FieldType.QUANTITY | FieldType.INTEGER:
            numbers = [each for each in bounds if isinstance(each, Decimal)]
            read = fields.read(field, cells)
            return WORDS[outcome(part.operator, read, cells.get(COMPARATOR), numbers)]
    listed = [each for each in bounds if isinstance(each, str)]
    return WORDS[(cells[field.id] in listed) is not (part.operator == "not_equal")]
