"""Measures: one value from a selection (3.3-3.5, C2-C13)."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    CountingMeasure,
    PatientMeasure,
    Selection,
    ShareMeasure,
    WeightedSumMeasure,
)
from profiles.standard.kinds import OF_FIELD, ValueKind

from ..layout import COMPARATOR, VALUE, columns_of_field, is_censored
from .codes import weighed
from .comparison import Operand
from .functions import HALF_EVEN, call
from .ordering import field_keys, order_function
from .patient import AGE, SEX
from .records import RECORD, tuple_type, value_of
from .scope import INDEX_DATE, Scope
from .selection import selected
from .words import PLACES, any_of

BEST = "Best"


@dataclass(frozen=True)
class Measured:
    """Expressions. A coding has one per code system instead of one value."""

    operand: Operand
    date: str | None = None
    unit: str | None = None
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def is_missing(self) -> str:
        if not self.codes:
            return f"{self.operand.value} is null"
        return " and ".join(f"{code} is null" for _, code in self.codes)


def patient_measure(measure: PatientMeasure) -> Measured:
    if measure.type == "sex":
        return Measured(Operand(SEX, ValueKind.TOKEN))
    return Measured(Operand(AGE, ValueKind.NUMBER))


def counting_measure(measure: CountingMeasure, scope: Scope) -> Measured:
    of = selected(measure.of, scope)
    key_date = value_of(scope.element(measure.of).key_date)
    match measure.type:
        case "exists":
            return Measured(Operand(f"(exists ({of}))", ValueKind.YES_NO))
        case "count":
            return Measured(Operand(f"Count({of})", ValueKind.NUMBER))
        case "count_days":
            return Measured(Operand(f"Count({of} {RECORD} return distinct {key_date})", ValueKind.NUMBER))
        case "days_since":
            return _days_since(f"Max({of} {RECORD} return all {key_date})", scope)
    return _average(measure, of, scope)


def _days_since(latest: str, scope: Scope) -> Measured:
    latest = _define("latest-date", latest, scope)
    return Measured(Operand(f"(days between {latest} and {INDEX_DATE})", ValueKind.NUMBER), latest)


def _average(measure: CountingMeasure, of: str, scope: Scope) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    element = scope.element(measure.of)
    taken = f"{of} {RECORD}\n    where {value_of(VALUE)} is not null"
    if is_censored(element, element.field(VALUE)):
        taken += f" and {value_of(COMPARATOR)} is null"
    values = _define("values", f"{taken}\n    return all {value_of(VALUE)}", scope)
    mean = _divided(f"Round(Sum({values}), {PLACES})", f"Count({values})", scope)
    return Measured(Operand(mean, ValueKind.QUANTITY), unit=scope.setting.unit(measure.of))


def _divided(total: str, parts: str, scope: Scope) -> str:
    """A quotient of six decimals; null when there are no parts."""
    quotient = call(scope.library, HALF_EVEN, total, parts)
    return _define("mean", f"if {parts} = 0 then null else {quotient}", scope)


def share_measure(measure: ShareMeasure, scope: Scope) -> Measured:
    """The largest part that shares one value; records without a value count nowhere (C10)."""
    of = selected(measure.of, scope)
    value = value_of(measure.field)
    values = _define("values", f"{of} {RECORD}\n    where {value} is not null\n    return all {value}", scope)
    largest = f"Max((distinct {values}) V return all Count({values} W where W = V return all W))"
    share = _divided(f"ToDecimal({largest})", f"Count({values})", scope)
    return Measured(Operand(share, ValueKind.NUMBER))


# --- latest, earliest, highest, lowest ----------------------------------------------------------


def choosing_measure(measure: ChoosingMeasure, scope: Scope) -> Measured:
    """The asked-for field of one record; records that lack it do not take part (3.4, 3.5, C7)."""
    element = scope.element(measure.of)
    field = element.field(measure.field or VALUE)
    query = _taking_part(measure.of, field, scope)
    record = _chosen(query, element, _better(measure.type, element, field, scope), scope)
    columns = columns_of_field(element, field)
    date = value_of(element.key_date, record)
    unit = scope.setting.unit(measure.of) if field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple((column.system or "", value_of(column.name, record)) for column in columns)
        return Measured(Operand(codes[0][1], ValueKind.CODING), date, codes=codes)
    comparator = value_of(COMPARATOR, record) if is_censored(element, field) else None
    return Measured(Operand(value_of(field.id, record), OF_FIELD[field.type], comparator), date, unit)


def _taking_part(of: Selection, field: ElementField, scope: Scope) -> str:
    """The query of the records that have a field: its source and its condition."""
    columns = columns_of_field(scope.element(of), field)
    recorded = any_of(f"{value_of(each.name)} is not null" for each in columns)
    return f"{selected(of, scope)} {RECORD}\n    where ({recorded})"


def _chosen(query: str, element: Element, better: str, scope: Scope, name: str = "record") -> str:
    """The name of the definition of the one record, null when none takes part."""
    body = (
        f"{query}\n"
        f"    aggregate all {BEST} starting (null as {tuple_type(element)}):\n"
        f"      if {BEST} is null or {better} then {RECORD} else {BEST}"
    )
    return _define(name, body, scope)


def _better(kind: str, element: Element, field: ElementField, scope: Scope) -> str:
    """Ties of highest and lowest take the later record (C6)."""
    order = order_function(element, scope)
    if kind in ("latest", "earliest"):
        return f"{order}({RECORD}, {BEST}) = {1 if kind == 'latest' else -1}"
    first, second = (RECORD, BEST) if kind == "highest" else (BEST, RECORD)
    keys = list(field_keys(element, field, scope.library, first, second))
    return f"Coalesce({{ {', '.join(keys)}, {order}({RECORD}, {BEST}) }}) = 1"


# --- change and weighted sum (from 1.1) ---------------------------------------------------------


def change(measure: ChangeMeasure, scope: Scope) -> Measured:
    """The latest minus the one before it; missing with fewer than two, and when either is censored."""
    element = scope.element(measure.of)
    field = element.field(measure.field or VALUE)
    query, better = _taking_part(measure.of, field, scope), _better("latest", element, field, scope)
    new = _chosen(query, element, better, scope)
    old = _previous(query, new, element, better, scope)
    exact = [f"{value_of(field.id, each)} is not null" for each in (new, old)]
    if is_censored(element, field):
        exact += [f"{value_of(COMPARATOR, each)} is null" for each in (new, old)]
    known = " and ".join(exact)
    difference = f"Round({value_of(field.id, new)} - {value_of(field.id, old)}, {PLACES})"
    value = _define("change", f"if {known} then {difference} else null", scope)
    date = _define("change-date", f"if {known} then {value_of(element.key_date, new)} else null", scope)
    unit = scope.setting.unit(measure.of) if field.type is FieldType.QUANTITY else None
    return Measured(Operand(value, OF_FIELD[field.type]), date, unit)


def _previous(query: str, latest: str, element: Element, better: str, scope: Scope) -> str:
    """The record before the latest; a twin of the latest is the one before it (C1)."""
    after = f"{order_function(element, scope)}({RECORD}, {latest})"
    before = _chosen(f"{query}\n    and {after} = -1", element, better, scope, "before")
    twins = f"Count({query}\n    and {after} is null\n    return all 1)"
    return _define("previous", f"if {twins} > 1 then {latest} else {before}", scope)


def weighted_sum(measure: WeightedSumMeasure, scope: Scope) -> Measured:
    """The field times the factor of each record's code, added up; missing when any record lacks a number."""
    element = scope.element(measure.of)
    field = element.field(measure.field or VALUE)
    of = selected(measure.of, scope)
    weight = value_of(field.id)
    if field.id != VALUE and (measured := scope.measured_set(measure.of)):
        weight = weighed(field.id, *measured, scope)
    if is_censored(element, field):
        weight = f"if {value_of(COMPARATOR)} is null then {weight} else null"
    weights = _define("weights", f"{of} {RECORD}\n    return all {weight}", scope)
    complete = f"Count({of}) > 0 and Count({weights}) = Count({of})"
    total = _define("sum", f"if {complete} then Round(Sum({weights}), {PLACES}) else null", scope)
    return Measured(Operand(total, ValueKind.QUANTITY), unit=scope.setting.unit(measure.of))


def _define(kind: str, expression: str, scope: Scope) -> str:
    return scope.library.define(scope.library.unused(scope.named(kind, scope.node)), expression)
