"""Measures: one value per patient from a selection, as a table joined to the wide row (3.3-3.5, C2-C13)."""

from __future__ import annotations

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
from .order import censoring, directed, order_of
from .per_patient import per_patient
from .plan import Plan
from .rounding import rounded_quotient
from .scope import Scope
from .selection import Selected, select
from .sql import RECORD, all_of, any_of, as_number, choice, column, day, days_between, name

DATE = "on_day"
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
    table = select(selection, scope, plan).table
    found = f"{column('p', PATIENT_ID)} IN (SELECT {column('e', PATIENT_ID)} FROM {table} AS e)"
    return plan.fact(choice([(found, "1")], "0"))


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
    counted = f"COUNT(DISTINCT {column(RECORD, selected.element.key_date)})" if days else "COUNT(*)"
    table = plan.table("m", per_patient(selected.table, [(counted, VALUE)]))
    (value,) = plan.measured(table, [VALUE])
    return Measured(Operand(as_number(f"COALESCE({value}, 0)"), ValueKind.NUMBER))


def _days_since(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    latest = f"MAX({column(RECORD, selected.element.key_date)})"
    (date,) = plan.measured(plan.table("m", per_patient(selected.table, [(latest, DATE)])), [DATE])
    return Measured(Operand(as_number(days_between(date, day(scope.index_date))), ValueKind.NUMBER), date)


def choosing_measure(measure: ChoosingMeasure, scope: Scope, plan: Plan) -> Measured:
    """The asked-for field of one record; records that lack it do not take part (3.4, 3.5, C7)."""
    selected = select(measure.of, scope, plan)
    element, field = selected.element, scope.field(selected.element, measure.field or VALUE)
    if measure.type in ("highest", "lowest") and OF_FIELD[field.type] not in EXTREMES:
        raise scope.unsupported(f"feltet {field.id} har ingen højeste og laveste værdi.")
    first = _first_record(measure, selected, field)
    kept = [column.name for column in columns_of_field(element, field)]
    censored = [COMPARATOR] if is_censored(element, field) else []
    date, *rest = plan.measured(plan.table("m", first), [element.key_date, *kept, *censored])
    unit = selected.unit if censored or field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple(zip((system for system in field.systems), rest, strict=True))
        return Measured(Operand(rest[0], ValueKind.CODING), date, codes=codes)
    return Measured(Operand(rest[0], OF_FIELD[field.type], rest[1] if censored else None), date, unit)


def _first_record(measure: ChoosingMeasure, selected: Selected, field: ElementField) -> str:
    element = selected.element
    order = directed(order_of(element), descending=measure.type != "earliest")
    if measure.type in ("highest", "lowest"):
        extreme = [column(RECORD, field.id), *censoring(element, field)]
        order = directed(extreme, descending=measure.type == "highest") + order
    recorded = any_of(f"{column(RECORD, each.name)} IS NOT NULL" for each in columns_of_field(element, field))
    patient, place = column(RECORD, PATIENT_ID), name(PLACE)
    numbered = f"ROW_NUMBER() OVER (PARTITION BY {patient} ORDER BY {', '.join(order)}) AS {place}"
    taking_part = f"SELECT {RECORD}.*, {numbered}\nFROM {selected.table} AS {RECORD}\nWHERE {recorded}"
    return f"SELECT {RECORD}.*\nFROM (\n{taking_part}\n) AS {RECORD}\nWHERE {RECORD}.{place} = 1"


def _average(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    field = scope.field(selected.element, VALUE)
    if field.type is not FieldType.QUANTITY:
        raise scope.unsupported("gennemsnit kan kun tages af målte værdier.")
    taken = [f"{column(RECORD, VALUE)} IS NOT NULL"]
    if is_censored(selected.element, field):
        taken.append(f"{column(RECORD, COMPARATOR)} IS NULL")
    sums = [(as_number(f"SUM({column(RECORD, VALUE)})"), "total"), ("COUNT(*)", "parts")]
    totals = plan.table("m", per_patient(selected.table, sums, taken))
    return Measured(Operand(rounded_quotient(totals, plan), ValueKind.QUANTITY), unit=selected.unit)


def share_measure(measure: ShareMeasure, scope: Scope, plan: Plan) -> Measured:
    """The largest part that shares one value; records without a value count nowhere (C10)."""
    selected = select(measure.of, scope, plan)
    field = scope.field(selected.element, measure.field)
    if OF_FIELD[field.type] not in (ValueKind.TOKEN, ValueKind.TEXT):
        raise scope.unsupported(f"feltet {field.id} kan ikke deles i dele med fælles værdi.")
    value = column(RECORD, field.id)
    sizes = per_patient(selected.table, [("COUNT(*)", "size")], [f"{value} IS NOT NULL"], value)
    size = column(RECORD, "size")
    largest = [(as_number(f"MAX({size})"), "total"), (f"SUM({size})", "parts")]
    totals = plan.table("m", per_patient(plan.table("m", sizes), largest))
    return Measured(Operand(rounded_quotient(totals, plan), ValueKind.NUMBER))
