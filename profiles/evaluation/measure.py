"""Measures: one value per patient from a selection, as a table joined to the wide row (3.3-3.5, C2-C13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.standard.catalogue import ElementField, FieldType
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
    return Measured(Operand(plan.fact(age_of(scope)), ValueKind.NUMBER))


def age_of(scope: Scope) -> str:
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
    censored = [COMPARATOR] if is_censored(element, field) else []
    taking_part = _having(selected, field)
    first = _chosen_record(measure.type, taking_part, field, [*names, *censored], plan)
    date, *rest = plan.measured(first, [element.key_date, *names, *censored])
    unit = selected.unit if censored or field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple(zip((system for system in field.systems), rest, strict=True))
        return Measured(Operand(rest[0], ValueKind.CODING), date, codes=codes)
    return Measured(Operand(rest[0], OF_FIELD[field.type], rest[1] if censored else None), date, unit)


def _chosen_record(
    type_: str, selected: Selected, field: ElementField, names: list[str], plan: Plan, place: int = 1
) -> str:
    """The table of each patient's chosen record, the first in order unless another ``place`` is asked for.

    It has the key date and the columns that are asked for.
    """
    delivered = {each: selected.read(each) for each in (selected.element.key_date, *names)}
    order = ", ".join(_order(type_, selected, field))
    selected.admit()
    key = (selected.records.alias, selected.conditions, order, place, *delivered)
    return plan.later("m", key, lambda: _numbered(selected, delivered, order, place))


def _numbered(selected: Selected, delivered: dict[str, str], order: str, asked: int) -> str:
    patient = column(RECORD, PATIENT_ID)
    place = f"ROW_NUMBER() OVER (PARTITION BY {patient} ORDER BY {order})"
    inner = [(PATIENT_ID, patient), *delivered.items(), (PLACE, place)]
    numbered = select_from(inner, f"{selected.records.alias} AS {RECORD}", selected.own())
    kept = {each: column(RECORD, each) for each in delivered}
    kept = {name: as_number(said) if selected.is_quantity(name) else said for name, said in kept.items()}
    outer = [(PATIENT_ID, patient), *kept.items()]
    return select_from(outer, f"(\n{numbered}\n) AS {RECORD}", [f"{column(RECORD, PLACE)} = {asked}"])


def _order(type_: str, selected: Selected, field: ElementField) -> list[str]:
    """The keys up to the one that settles what is delivered: records equal in those deliver the same."""
    element = selected.element
    fields = fields_in_order(element)
    if type_ in ("latest", "earliest"):
        keys = [
            key for each in fields[: fields.index(field) + 1] for key in keys_of(element, each, selected.read)
        ]
        return directed(keys, descending=type_ == "latest")
    extreme = keys_of(element, field, selected.read)
    return directed(extreme, descending=type_ == "highest") + directed(
        keys_of(element, fields[0], selected.read), descending=True
    )


def _having(selected: Selected, field: ElementField) -> Selected:
    """Those of the selected records that have the field."""
    names = [each.name for each in columns_of_field(selected.element, field)]
    return selected.having(any_of(f"{column(RECORD, each)} IS NOT NULL" for each in names), *names)


def weighted_sum(measure: WeightedSumMeasure, scope: Scope, plan: Plan) -> Measured:
    """The field times the factor of each record's code, added up; missing when any record lacks a number."""
    selected = select(measure.of, scope, plan)
    field = _number(measure, selected, scope)
    complete = _uncensored(_having(selected, field), field)
    sums = [(selected, summed, selected.read_weighed(field.id)), (selected, number_of, "1")]
    found = [each.summed_up(aggregate, what, plan) for each, aggregate, what in sums]
    found.append(complete.summed_up(number_of, "1", plan))
    (table, total), (_, records), (_, parts) = found
    plan.joined(table)
    total, records, parts = (column(table, each) for each in (total, records, parts))
    value = choice([(f"{records} > 0 AND {records} = {parts}", as_number(total))])
    return Measured(Operand(plan.fact(value), ValueKind.QUANTITY), unit=selected.unit)


def change(measure: ChangeMeasure, scope: Scope, plan: Plan) -> Measured:
    """The latest minus the one before it; missing with fewer than two, and when either is censored."""
    selected = select(measure.of, scope, plan)
    element, field = selected.element, _number(measure, selected, scope)
    names = [field.id, *([COMPARATOR] if is_censored(element, field) else [])]
    taking_part = _having(selected, field)
    latest, previous = (_chosen_record("latest", taking_part, field, names, plan, place) for place in (1, 2))
    plan.joined(latest)
    plan.joined(previous)
    new, old = (column(table, field.id) for table in (latest, previous))
    exact = [f"{column(table, each)} IS NULL" for table in (latest, previous) for each in names[1:]]
    both = all_of([f"{old} IS NOT NULL", *exact])
    value = plan.fact(choice([(both, as_number(f"{new} - {old}"))]))
    date = plan.fact(choice([(both, column(latest, element.key_date))]))
    has_unit = field.type is FieldType.QUANTITY
    return Measured(Operand(value, OF_FIELD[field.type]), date, selected.unit if has_unit else None)


def _number(measure: WeightedSumMeasure | ChangeMeasure, selected: Selected, scope: Scope) -> ElementField:
    """The field that is added or subtracted: a quantity or an integer."""
    field = scope.field(selected.element, measure.field or VALUE)
    if OF_FIELD[field.type] not in (ValueKind.NUMBER, ValueKind.QUANTITY):
        raise scope.unsupported(f"feltet {field.id} er ikke et tal.")
    return field


def _uncensored(selected: Selected, field: ElementField) -> Selected:
    if not is_censored(selected.element, field):
        return selected
    return selected.having(f"{column(RECORD, COMPARATOR)} IS NULL", COMPARATOR)


def _average(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    field = scope.field(selected.element, VALUE)
    if field.type is not FieldType.QUANTITY:
        raise scope.unsupported("gennemsnit kan kun tages af målte værdier.")
    taking_part = _uncensored(_having(selected, field), field)
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
