"""Measures: one value per patient from a selection, as a table joined to the wide row (3.3-3.5, C2-C13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import (
    ChoosingMeasure,
    CountingMeasure,
    PatientMeasure,
    Selection,
    ShareMeasure,
)

from .comparison import Operand, ValueType
from .layout import (
    CODE,
    COMPARATOR,
    PATIENT_ID,
    VALUE,
    columns_of_field,
    seconds_column,
)
from .plan import Plan
from .scope import Scope
from .selection import VALUE_TYPES, Selected, is_censored, select
from .sql import all_of, any_of, as_number, choice, column, day, days_between, name, quotient, whole

DATE = "on_day"
PLACE = "place"
RECORD = "r"
EXTREMES = frozenset({ValueType.NUMBER, ValueType.DATE})


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
        return Measured(Operand(plan.fact(column("p", "sex")), ValueType.WORD))
    return Measured(Operand(plan.fact(_age(scope)), ValueType.NUMBER))


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
        return Measured(Operand(exists(measure.of, scope, plan), ValueType.YES_NO))
    selected = select(measure.of, scope, plan)
    if measure.type == "average":
        return _average(selected, scope, plan)
    if measure.type == "days_since":
        return _days_since(selected, scope, plan)
    return _count(selected, measure.type == "count_days", plan)


def _count(selected: Selected, days: bool, plan: Plan) -> Measured:
    counted = f"COUNT(DISTINCT {column(RECORD, selected.element.key_date)})" if days else "COUNT(*)"
    table = plan.table("m", _per_patient(selected.table, [(counted, VALUE)]))
    (value,) = plan.measured(table, [VALUE])
    return Measured(Operand(as_number(f"COALESCE({value}, 0)"), ValueType.NUMBER))


def _days_since(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    latest = f"MAX({column(RECORD, selected.element.key_date)})"
    (date,) = plan.measured(plan.table("m", _per_patient(selected.table, [(latest, DATE)])), [DATE])
    return Measured(Operand(as_number(days_between(date, day(scope.index_date))), ValueType.NUMBER), date)


def choosing_measure(measure: ChoosingMeasure, scope: Scope, plan: Plan) -> Measured:
    """The asked-for field of one record; records that lack it do not take part (3.4, 3.5, C7)."""
    selected = select(measure.of, scope, plan)
    element, field = selected.element, scope.field(selected.element, measure.field or VALUE)
    if measure.type in ("highest", "lowest") and VALUE_TYPES[field.type] not in EXTREMES:
        raise scope.unsupported(f"feltet {field.id} har ingen højeste og laveste værdi.")
    first = _first_record(measure, selected, field)
    kept = [column.name for column in columns_of_field(element, field)]
    censored = [COMPARATOR] if is_censored(element, field) else []
    date, *rest = plan.measured(plan.table("m", first), [element.key_date, *kept, *censored])
    unit = selected.unit if censored or field.type is FieldType.QUANTITY else None
    if field.type is FieldType.CODING:
        codes = tuple(zip((system for system in field.systems), rest, strict=True))
        return Measured(Operand(rest[0], ValueType.CODING), date, codes=codes)
    return Measured(Operand(rest[0], VALUE_TYPES[field.type], rest[1] if censored else None), date, unit)


def _first_record(measure: ChoosingMeasure, selected: Selected, field: ElementField) -> str:
    element = selected.element
    order = _directed(order_of(element), descending=measure.type != "earliest")
    if measure.type in ("highest", "lowest"):
        extreme = [column(RECORD, field.id), *_censoring(element, field)]
        order = _directed(extreme, descending=measure.type == "highest") + order
    recorded = any_of(f"{column(RECORD, each.name)} IS NOT NULL" for each in columns_of_field(element, field))
    patient, place = column(RECORD, PATIENT_ID), name(PLACE)
    numbered = f"ROW_NUMBER() OVER (PARTITION BY {patient} ORDER BY {', '.join(order)}) AS {place}"
    taking_part = f"SELECT {RECORD}.*, {numbered}\nFROM {selected.table} AS {RECORD}\nWHERE {recorded}"
    return f"SELECT {RECORD}.*\nFROM (\n{taking_part}\n) AS {RECORD}\nWHERE {RECORD}.{place} = 1"


def order_of(element: Element) -> list[str]:
    """Key date, time, value, code, then the remaining fields in catalogue order (3.4, C5, C6)."""
    key = [element.key_date, seconds_column(element)]
    fields = {field.id: field for field in element.fields}
    leading = [fields.pop(each) for each in (VALUE, CODE) if each in fields]
    fields.pop(element.key_date, None)
    keys = [column(RECORD, each) for each in key]
    for field in (*leading, *fields.values()):
        keys += [column(RECORD, each.name) for each in columns_of_field(element, field)]
        keys += _censoring(element, field)
    return keys


def _censoring(element: Element, field: ElementField) -> list[str]:
    """``<n`` comes just before n and ``>n`` just after; between missing values it says nothing (4.3, C5)."""
    if not is_censored(element, field):
        return []
    missing, comparator = f"{column(RECORD, VALUE)} IS NULL", column(RECORD, COMPARATOR)
    return [choice([(missing, "0"), (f"{comparator} = '<'", "-1"), (f"{comparator} = '>'", "1")], "0")]


def _directed(keys: list[str], *, descending: bool) -> list[str]:
    """A missing value comes before every value (C5)."""
    return [f"{key} {'DESC NULLS LAST' if descending else 'ASC NULLS FIRST'}" for key in keys]


# --- averages and shares: exact, rounded half-even once -----------------------------------------


def _average(selected: Selected, scope: Scope, plan: Plan) -> Measured:
    """The mean of the converted values without a comparator (3.5, C12)."""
    field = scope.field(selected.element, VALUE)
    if field.type is not FieldType.QUANTITY:
        raise scope.unsupported("gennemsnit kan kun tages af målte værdier.")
    taken = [f"{column(RECORD, VALUE)} IS NOT NULL"]
    if is_censored(selected.element, field):
        taken.append(f"{column(RECORD, COMPARATOR)} IS NULL")
    sums = [(as_number(f"SUM({column(RECORD, VALUE)})"), "total"), ("COUNT(*)", "parts")]
    totals = plan.table("m", _per_patient(selected.table, sums, taken))
    return Measured(_rounded(totals, plan), unit=selected.unit)


def share_measure(measure: ShareMeasure, scope: Scope, plan: Plan) -> Measured:
    """The largest part that shares one value; records without a value count nowhere (C10)."""
    selected = select(measure.of, scope, plan)
    field = scope.field(selected.element, measure.field)
    if VALUE_TYPES[field.type] not in (ValueType.WORD, ValueType.TEXT):
        raise scope.unsupported(f"feltet {field.id} kan ikke deles i dele med fælles værdi.")
    value = column(RECORD, field.id)
    sizes = _per_patient(selected.table, [("COUNT(*)", "size")], [f"{value} IS NOT NULL"], value)
    size = column(RECORD, "size")
    largest = [(as_number(f"MAX({size})"), "total"), (f"SUM({size})", "parts")]
    return Measured(_rounded(plan.table("m", _per_patient(plan.table("m", sizes), largest)), plan))


def _rounded(totals: str, plan: Plan) -> Operand:
    """``total / parts`` rounded half-even to six decimals, in whole numbers so that nothing is lost (G7).

    The size of the total is cut in whole millionths and a rest below one. The quotient goes one up where
    twice the remainder is above the divisor, or equal to it and the quotient is odd.
    """
    total, parts, sign, size = (column(RECORD, each) for each in ("total", "parts", "sign", "size"))
    table = _step(
        totals, {"sign": choice([(f"{total} < 0", "-1")], "1"), "size": f"ABS({total})", "parts": parts}, plan
    )
    fraction = f"({size} - FLOOR({size})) * 1000000"
    millionths = f"{whole(f'FLOOR({size})')} * 1000000 + {whole(f'FLOOR({fraction})')}"
    cut = {"sign": sign, "parts": parts, "millionths": millionths, "rest": f"{fraction} - FLOOR({fraction})"}
    table = _step(table, cut, plan)
    millionths, rest, found, left = (column(RECORD, each) for each in ("millionths", "rest", "found", "left"))
    remainder = f"{as_number(f'{millionths} % {parts}')} + {rest}"
    table = _step(
        table, {"sign": sign, "parts": parts, "found": quotient(millionths, parts), "left": remainder}, plan
    )
    up = f"2 * {left} > {parts} OR (2 * {left} = {parts} AND {found} % 2 = 1)"
    rounded = f"({found} + {choice([(up, '1')], '0')}) * {sign}"
    table = _step(table, {VALUE: as_number(f"CAST({rounded} AS DECIMAL(38, 0)) * 0.000001")}, plan)
    (value,) = plan.measured(table, [VALUE])
    return Operand(value, ValueType.NUMBER)


# --- tables of one row per patient --------------------------------------------------------------


def _per_patient(table: str, sums: list[tuple[str, str]], taken: Iterable[str] = (), *by: str) -> str:
    patient = column(RECORD, PATIENT_ID)
    chosen = [(patient, PATIENT_ID), *sums]
    where = f"\nWHERE {all_of(taken)}" if taken else ""
    return f"{_select(chosen, table)}{where}\nGROUP BY {', '.join([patient, *by])}"


def _step(table: str, columns: dict[str, str], plan: Plan) -> str:
    chosen = [(column(RECORD, PATIENT_ID), PATIENT_ID), *((what, alias) for alias, what in columns.items())]
    return plan.table("m", _select(chosen, table))


def _select(chosen: Iterable[tuple[str, str]], table: str) -> str:
    return (
        f"SELECT {', '.join(f'{what} AS {name(alias)}' for what, alias in chosen)}\nFROM {table} AS {RECORD}"
    )
