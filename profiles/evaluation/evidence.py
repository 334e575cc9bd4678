"""The records that decide a criterion, as queries of their own (F4, F5).

An evaluation needs no records, only what they add up to; whoever asks *why* gets them here, one query for
each selection and way of measuring that the document has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from profiles.standard.catalogue import Element
from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    Criterion,
    Exists,
    Measure,
    Selection,
    WeightedSumMeasure,
)
from profiles.standard.document import CountingMeasure as Counting

from .compiler import active_patients
from .layout import COMPARATOR, PATIENT_ID, VALUE, Kind, columns_of, columns_of_field, is_censored
from .order import directed, fields_in_order, keys_of
from .plan import ACTIVE, Plan
from .scope import Scope
from .selection import Selected, select
from .sql import RECORD, any_of, column, name, one_of, select_from, text

PLACE = "place"
_PATIENT = column(RECORD, PATIENT_ID)
# Recorded columns are called something else than the converted value that stands beside them.
_RAW = "raw_"


@dataclass(frozen=True)
class Asked:
    """What a criterion asks of records: a selection, and the measure that is taken of it, if any."""

    selection: Selection
    measure: Measure | None = None


@dataclass(frozen=True)
class Evidence:
    """``sql`` gives the deciding records of every active patient: ``patient_id`` and the raw columns of
    ``element`` (see :func:`raw`), each patient's oldest first by the order of 3.4.
    """

    element: Element
    sql: str


def raw(name: str) -> str:
    """The output that holds a column as it is recorded."""
    return f"{_RAW}{name}"


def asked_by(criterion: Criterion) -> Asked | None:
    """What a criterion itself asks of records; age, sex, ``member_of`` and combinations ask nothing (F4)."""
    if isinstance(criterion, Exists):
        return Asked(criterion.of)
    of = getattr(criterion.measure, "of", None) if isinstance(criterion, Compare) else None
    if isinstance(criterion, Compare) and isinstance(of, Selection):
        return Asked(of, criterion.measure)
    return None


def evidence(asked: Asked, scope: Scope, patients: Sequence[str] | None = None) -> Evidence:
    """The query of the deciding records, of some patients only where they are given."""
    plan = Plan(active_patients(scope.index_date))
    selected = _taking_part(select(asked.selection, scope, plan), asked.measure, scope)
    for each in _columns(selected.element):
        selected.records.keep([(raw(each), column(RECORD, each))])
    order = _order(selected)
    place = _place(selected, asked.measure, scope, order)
    selected.admit()
    most = 2 if isinstance(asked.measure, ChangeMeasure) else 1
    taken = (place, most) if place else None
    return Evidence(selected.element, plan.ending(lambda: _query(selected, order, taken, patients)))


def relaxed(selection: Selection) -> Iterator[tuple[str, Selection]]:
    """The selection without its window, and without each filter but the code sets, by what is left out."""
    if selection.window is not None:
        yield "window", selection.model_copy(update={"window": None})
    for place, given in enumerate(selection.where):
        if given.in_ is None:
            others = (*selection.where[:place], *selection.where[place + 1 :])
            yield given.field, selection.model_copy(update={"where": others})


def _columns(element: Element) -> list[str]:
    return [each.name for each in columns_of(element) if each.kind is not Kind.SECONDS]


def _taking_part(selected: Selected, measure: Measure | None, scope: Scope) -> Selected:
    """Records that lack the asked-for field take no part, in a mean nor do censored ones (C7, C10, C12)."""
    element = selected.element
    if isinstance(measure, Counting) and measure.type == "average":
        selected = selected.having(f"{column(RECORD, VALUE)} IS NOT NULL", VALUE)
        if is_censored(element, scope.field(element, VALUE)):
            selected = selected.having(f"{column(RECORD, COMPARATOR)} IS NULL", COMPARATOR)
    elif field := _field_of(measure):
        names = [each.name for each in columns_of_field(element, scope.field(element, field))]
        recorded = any_of(f"{column(RECORD, each)} IS NOT NULL" for each in names)
        selected = selected.having(recorded, *names)
    return selected


def _field_of(measure: Measure | None) -> str | None:
    """The field without which a record takes no part; a weighted sum is decided by those too (1.1)."""
    if measure is None or isinstance(measure, WeightedSumMeasure):
        return None
    named: str | None = getattr(measure, "field", None)
    return named or (VALUE if isinstance(measure, ChoosingMeasure | ChangeMeasure) else None)


def _order(selected: Selected) -> list[str]:
    """The whole order of 3.4, with every field."""
    element = selected.element
    return [key for field in fields_in_order(element) for key in keys_of(element, field, selected.read)]


def _place(selected: Selected, measure: Measure | None, scope: Scope, order: list[str]) -> str | None:
    """The chosen record's order, for measures that are decided by a single one, or the first two."""
    if isinstance(measure, ChangeMeasure) or (isinstance(measure, Counting) and measure.type == "days_since"):
        return ", ".join(directed(order, descending=True))
    if not isinstance(measure, ChoosingMeasure):
        return None
    if measure.type in ("latest", "earliest"):
        return ", ".join(directed(order, descending=measure.type == "latest"))
    field = scope.field(selected.element, measure.field or VALUE)
    extreme = directed(keys_of(selected.element, field, selected.read), descending=measure.type == "highest")
    return ", ".join(extreme + directed(order, descending=True))


def _query(
    selected: Selected, order: list[str], taken: tuple[str, int] | None, patients: Sequence[str] | None
) -> str:
    """``taken`` is the order of the records that decide, and how many of them do; without it all do."""
    chosen = [(raw(each), column(RECORD, raw(each))) for each in _columns(selected.element)]
    keys = [(f"key_{number}", key) for number, key in enumerate(order, start=1)]
    places = [(PLACE, f"ROW_NUMBER() OVER (PARTITION BY {_PATIENT} ORDER BY {taken[0]})")] if taken else []
    conditions = [*selected.own(), f"{_PATIENT} IN (SELECT {name(PATIENT_ID)} FROM {name(ACTIVE)})"]
    if patients is not None:
        conditions.append(one_of(_PATIENT, [text(each) for each in patients]) if patients else "1 = 0")
    source = f"{selected.records.alias} AS {RECORD}"
    inner = select_from([(PATIENT_ID, _PATIENT), *chosen, *keys, *places], source, conditions)
    kept = [(PATIENT_ID, _PATIENT), *((alias, column(RECORD, alias)) for alias, _ in chosen)]
    first = [f"{column(RECORD, PLACE)} <= {taken[1]}"] if taken else []
    outer = select_from(kept, f"(\n{inner}\n) AS {RECORD}", first)
    sorting = directed([column(RECORD, alias) for alias, _ in keys], descending=False)
    return f"{outer}\nORDER BY {', '.join([_PATIENT, *sorting])}"
