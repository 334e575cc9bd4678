"""Measures: one value per patient from a selection, as a table joined to the wide row (3.3-3.5, C2-C13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.standard.catalogue import ElementField, FieldType
from profiles.standard.document import (
    ChoosingMeasure,
    CountingMeasure,
    PatientMeasure,
    Selection,
    ShareMeasure,
)
from profiles.standard.kinds import OF_FIELD, ValueKind

from .comparison import Operand
from .layout import COMPARATOR, PATIENT_ID, VALUE, columns_of_field, is_censored
from .order import directed, fields_in_order, keys_of
from .per_patient import Aggregate, step
from .plan import Plan
from .rounding import rounded_quotient
from .scope import Scope
from .selection import Selected, select
from .sql import (
    RECORD,
    all_of,
    any_of,
    as_number,
    choice,
    column,
    day,
    days_between,
    greatest,
    number_of,
    number_of_distinct,
    select_from,
    summed,
)

PLACE = "place"
EXTREMES = frozenset({ValueKind.NUMBER, ValueKind.QUANTITY, ValueKind.DATE})


@dataclass(frozen=True)
class Measured:
    """Expressions over the wide row. A coding has one per system instead of one value."""

    operand: Operand
    date: str | None = None
    unit: str | None = None
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def is_missing(self) -> str:
        return (
            all_of(f"{code} IS NULL" for _, code in self.codes)
            if self.codes
            else f"{self.operand.value} IS NULL"
        )


def patient_measure(measure: PatientMeasure, scope: Scope, plan: Plan) -> Measured:
    if measure.type == "sex":
        return Measured(Operand(plan.fact(column("p", "sex")), ValueKind.TOKEN))
    return Measured(Operand(plan.fact(_age(scope)), ValueKind.NUMBER))


def _age(scope: Scope) -> str:
    """Whole years; a birthday later in the year than the index date is not reached yet (2.7, B9)."""
    born, today = column("p", "birth_date"), scope.index_date
    birthday = f"EXTRACT(MONTH FROM {born}) * 100 + EXTRACT(DAY FROM {born})"
    reached = choice([(f"{birthday} > {today.month * 100 + today.day}", "1")], "0")
    years = as_number(f"{today.year} - EXTRACT(YEAR FROM {born}) - {reached}")
    return choice([(f"{born} <= {day(today)}", years)])


def exists(selection: Selection, scope: Scope, plan: Plan) -> str:
    """1 or 0, never NULL."""
    table, found = select(selection, scope, plan).summed_up(greatest, "1", plan)
    plan.joined(table)
    return plan.fact(f"COALESCE({column(table, found)}, 0)")


def counting_measure(measure: CountingMeasure, scope: Scope, plan: Plan) -> Measured:
    if measure.type == "exists":
        return Measured(Operand(exists(measure.of, scope, plan), ValueKind.YES_NO))
    selected = select(measure.of, scope, plan)
    if measure.type == "average":
        return _average(selected, scope, plan)
    if measure.type == "days_since":
        return _days_since(selected, scope, plan)
    return _count(selected, measure.type == "count_days", plan)


def _count(selected: Selected, days: bool, plan: Plan) -> Measured:
    counted = (number_of_distinct, selected.read(selected.element.key_date)) if days else (number_of, "1")
    (number,) = _summed_up(selected, [counted], plan)
    return Measured(Operand(as_number(f"COALESCE({number}, 0)"), ValueKind.NUMBER))


def _days_since(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    (date,) = _summed_up(selected, [(greatest, selected.read(selected.element.key_date))], plan)
    return Measured(Operand(as_number(days_between(date, day(scope.index_date))), ValueKind.NUMBER), date)


def _summed_up(selected: Selected, sums: Iterable[tuple[Aggregate, str]], plan: Plan) -> list[str]:
    """Facts about each patient's selected records; NULL for a patient without any in the pass."""
    found = [selected.summed_up(aggregate, what, plan) for aggregate, what in sums]
    return [fact for table, alias in found for fact in plan.measured(table, [alias])]


def choosing_measure(measure: ChoosingMeasure, scope: Scope, plan: Plan) -> Measured:
    """The asked-for field of one record; records that lack it do not take part (3.4, 3.5, C7)."""
    selected = select(measure.of, scope, plan)
    element, field = selected.element, scope.field(selected.element, measure.field or VALUE)
    if measure.type in ("highest", "lowest") and OF_FIELD[field.type] not in EXTREMES:
        raise scope.unsupported(f"feltet {field.id} har ingen højeste og laveste værdi.")
    names = [each.name for each in columns_of_field(element, field)]
    recorded = any_of(f"{column(RECORD, each)} IS NOT NULL" for each in names)
    censored = [COMPARATOR] if is_censored(element, field) else []
    first = _first_record(measure, selected.having(recorded, *names), field, [*names, *censored], plan)
    date, *rest = plan.measured(first, [element.key_date, *names, *censored])
    unit = selected.unit if censored or field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple(zip((system for system in field.systems), rest, strict=True))
        return Measured(Operand(rest[0], ValueKind.CODING), date, codes=codes)
    return Measured(Operand(rest[0], OF_FIELD[field.type], rest[1] if censored else None), date, unit)


def _first_record(
    measure: ChoosingMeasure, selected: Selected, field: ElementField, names: list[str], plan: Plan
) -> str:
    """The table of each patient's chosen record: its key date and the columns that are asked for."""
    delivered = {each: selected.read(each) for each in (selected.element.key_date, *names)}
    order = ", ".join(_order(measure, selected, field))
    selected.admit()
    key = (selected.records.alias, selected.conditions, order, *delivered)
    return plan.later("m", key, lambda: _numbered_first(selected, delivered, order))


def _numbered_first(selected: Selected, delivered: dict[str, str], order: str) -> str:
    patient = column(RECORD, PATIENT_ID)
    place = f"ROW_NUMBER() OVER (PARTITION BY {patient} ORDER BY {order})"
    inner = [(PATIENT_ID, patient), *delivered.items(), (PLACE, place)]
    numbered = select_from(inner, f"{selected.records.alias} AS {RECORD}", selected.own())
    kept = {each: column(RECORD, each) for each in delivered}
    if VALUE in kept and selected.is_quantity:
        kept[VALUE] = as_number(kept[VALUE])
    outer = [(PATIENT_ID, patient), *kept.items()]
    return select_from(outer, f"(\n{numbered}\n) AS {RECORD}", [f"{column(RECORD, PLACE)} = 1"])


def _order(measure: ChoosingMeasure, selected: Selected, field: ElementField) -> list[str]:
    """The keys up to the one that settles what is delivered: records equal in those deliver the same."""
    element = selected.element
    fields = fields_in_order(element)
    if measure.type in ("latest", "earliest"):
        keys = [
            key for each in fields[: fields.index(field) + 1] for key in keys_of(element, each, selected.read)
        ]
        return directed(keys, descending=measure.type == "latest")
    extreme = keys_of(element, field, selected.read)
    return directed(extreme, descending=measure.type == "highest") + directed(
        keys_of(element, fields[0], selected.read), descending=True
    )


def _average(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    field = scope.field(selected.element, VALUE)
    if field.type is not FieldType.QUANTITY:
        raise scope.unsupported("gennemsnit kan kun tages af målte værdier.")
    taking_part = selected.having(f"{column(RECORD, VALUE)} IS NOT NULL", VALUE)
    if is_censored(selected.element, field):
        taking_part = taking_part.having(f"{column(RECORD, COMPARATOR)} IS NULL", COMPARATOR)
    table, total = taking_part.summed_up(summed, taking_part.read(VALUE), plan)
    _, parts = taking_part.summed_up(number_of, "1", plan)
    sums = {"total": as_number(column(RECORD, total)), "parts": column(RECORD, parts)}
    totals = step(table, sums, plan, [f"{column(RECORD, parts)} > 0"])
    return Measured(Operand(rounded_quotient(totals, plan), ValueKind.QUANTITY), unit=selected.unit)


def share_measure(measure: ShareMeasure, scope: Scope, plan: Plan) -> Measured:
    """The largest part that shares one value; records without a value count nowhere (C10)."""
    selected = select(measure.of, scope, plan)
    field = scope.field(selected.element, measure.field)
    if OF_FIELD[field.type] not in (ValueKind.TOKEN, ValueKind.TEXT):
        raise scope.unsupported(f"feltet {field.id} kan ikke deles i dele med fælles værdi.")
    sizes = _sizes(selected.having(f"{column(RECORD, field.id)} IS NOT NULL", field.id), field, plan)
    size, patient = column(RECORD, "size"), column(RECORD, PATIENT_ID)
    largest = [(PATIENT_ID, patient), ("total", as_number(greatest(size))), ("parts", summed(size))]
    totals = plan.table("m", f"{select_from(largest, f'{sizes} AS {RECORD}')}\nGROUP BY {patient}")
    return Measured(Operand(rounded_quotient(totals, plan), ValueKind.NUMBER))


def _sizes(selected: Selected, field: ElementField, plan: Plan) -> str:
    """The table of how many of a patient's records share each value."""
    selected.admit()
    patient, value = column(RECORD, PATIENT_ID), selected.read(field.id)
    chosen = [(PATIENT_ID, patient), ("size", "COUNT(*)")]

    def body() -> str:
        counted = select_from(chosen, f"{selected.records.alias} AS {RECORD}", selected.own())
        return f"{counted}\nGROUP BY {patient}, {value}"

    return plan.later("m", ("sizes", selected.records.alias, selected.conditions, value), body)
