"""Measures: one value from a selection (3.3-3.5, C2-C13)."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import ChoosingMeasure, CountingMeasure, PatientMeasure, ShareMeasure
from profiles.standard.kinds import OF_FIELD, ValueKind

from ..layout import COMPARATOR, VALUE, columns_of_field, is_censored
from .comparison import Operand
from .functions import HALF_EVEN, call
from .ordering import field_keys, order_function
from .patient import AGE, SEX
from .records import RECORD, tuple_type, value_of
from .scope import INDEX_DATE, Scope
from .selection import selected
from .words import any_of

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
    identifier = scope.library.unused(scope.named("latest-date", scope.node))
    latest = scope.library.define(identifier, latest)
    return Measured(Operand(f"days between {latest} and {INDEX_DATE}", ValueKind.NUMBER), latest)


def _average(measure: CountingMeasure, of: str, scope: Scope) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    element = scope.element(measure.of)
    taken = f"{of} {RECORD}\n    where {value_of(VALUE)} is not null"
    if is_censored(element, element.field(VALUE)):
        taken += f" and {value_of(COMPARATOR)} is null"
    identifier = scope.library.unused(scope.named("values", scope.node))
    values = scope.library.define(identifier, f"{taken}\n    return all {value_of(VALUE)}")
    mean = _divided(f"Round(Sum({values}), 8)", f"Count({values})", scope)
    return Measured(Operand(mean, ValueKind.QUANTITY), unit=scope.setting.unit(measure.of))


def _divided(total: str, parts: str, scope: Scope) -> str:
    """A quotient of six decimals; null when there are no parts."""
    identifier = scope.library.unused(scope.named("mean", scope.node))
    quotient = call(scope.library, HALF_EVEN, total, parts)
    return scope.library.define(identifier, f"if {parts} = 0 then null else {quotient}")


def share_measure(measure: ShareMeasure, scope: Scope) -> Measured:
    """The largest part that shares one value; records without a value count nowhere (C10)."""
    of = selected(measure.of, scope)
    value = value_of(measure.field)
    identifier = scope.library.unused(scope.named("values", scope.node))
    body = f"{of} {RECORD}\n    where {value} is not null\n    return all {value}"
    values = scope.library.define(identifier, body)
    largest = f"Max((distinct {values}) V return all Count({values} W where W = V return all W))"
    share = _divided(f"ToDecimal({largest})", f"Count({values})", scope)
    return Measured(Operand(share, ValueKind.NUMBER))


# --- latest, earliest, highest, lowest ----------------------------------------------------------


def choosing_measure(measure: ChoosingMeasure, scope: Scope) -> Measured:
    """The asked-for field of one record; records that lack it do not take part (3.4, 3.5, C7)."""
    element = scope.element(measure.of)
    field = element.field(measure.field or VALUE)
    record = _chosen(measure, element, field, scope)
    columns = columns_of_field(element, field)
    date = value_of(element.key_date, record)
    unit = scope.setting.unit(measure.of) if field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple((column.system or "", value_of(column.name, record)) for column in columns)
        return Measured(Operand(codes[0][1], ValueKind.CODING), date, codes=codes)
    comparator = value_of(COMPARATOR, record) if is_censored(element, field) else None
    return Measured(Operand(value_of(field.id, record), OF_FIELD[field.type], comparator), date, unit)


def _chosen(measure: ChoosingMeasure, element: Element, field: ElementField, scope: Scope) -> str:
    """The name of the definition of the one record, null when none takes part."""
    of = selected(measure.of, scope)
    recorded = any_of(f"{value_of(each.name)} is not null" for each in columns_of_field(element, field))
    better = _better(measure, element, field, scope)
    body = (
        f"{of} {RECORD}\n"
        f"    where {recorded}\n"
        f"    aggregate all {BEST} starting (null as {tuple_type(element)}):\n"
        f"      if {BEST} is null or {better} then {RECORD} else {BEST}"
    )
    return scope.library.define(scope.library.unused(scope.named("record", scope.node)), body)


def _better(measure: ChoosingMeasure, element: Element, field: ElementField, scope: Scope) -> str:
    """Ties of highest and lowest take the later record (C6)."""
    order = order_function(element, scope)
    if measure.type in ("latest", "earliest"):
        return f"{order}({RECORD}, {BEST}) = {1 if measure.type == 'latest' else -1}"
    first, second = (RECORD, BEST) if measure.type == "highest" else (BEST, RECORD)
    keys = list(field_keys(element, field, scope.library, first, second))
    return f"Coalesce({{ {', '.join(keys)}, {order}({RECORD}, {BEST}) }}) = 1"
