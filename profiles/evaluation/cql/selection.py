"""Selections as queries over an element's records (3.1, 3.2, 2.3-2.6, B2-B7)."""

from __future__ import annotations

from profiles.standard.catalogue import Element, FieldType
from profiles.standard.document import Anchor, Filter, Selection, Window
from profiles.standard.kinds import OF_FIELD

from ..dates import NOTHING
from ..layout import COMPARATOR, columns_of_field, is_censored
from .codes import in_set, measured_records
from .comparison import Operand, comparison
from .records import RECORD, records, value_of
from .scope import INDEX_DATE, Scope
from .words import all_of, any_of, moved, text


def selected(selection: Selection, scope: Scope) -> str:
    """The name of the definition of a selection's records.

    ``return all`` is written everywhere: records are counted as they are (C1), and CQL's own default differs
    between engines.
    """
    element = scope.element(selection)
    measured = scope.measured_set(selection)
    source = measured_records(element, *measured, scope) if measured else records(element, scope)
    filters = [each for each in selection.where if not (measured and each.in_ is not None)]
    conditions = [f"{value_of(element.key_date)} is not null"]
    conditions += [_filter(each, element, scope) for each in filters]
    conditions += _window(selection.window or Window(), element, scope)
    identifier = scope.library.unused(scope.named("selection", scope.node))
    body = f"{source} {RECORD}\n    where {all_of(conditions)}\n    return all {RECORD}"
    return scope.library.define(identifier, body)


def _filter(each: Filter, element: Element, scope: Scope) -> str:
    """A condition; a filter on a missing field does not hold, nor does an unknown comparison (3.1, 4.3)."""
    field = element.field(each.field)
    columns = [value_of(column.name) for column in columns_of_field(element, field)]
    if each.in_ is not None:
        return in_set(field, scope.code_set(each.in_), scope)
    if each.missing is not None:
        return _missing(columns, each.missing)
    if each.is_ is not None or each.one_of is not None:
        tokens = each.one_of if each.is_ is None else (each.is_,)
        return any_of(f"{columns[0]} = {text(token.strip())}" for token in tokens or ())
    if each.operator is None or field.type is FieldType.TEXT:
        return scope.lose(f"feltet {each.field} kan ikke sammenlignes sådan i CQL.")
    comparator = value_of(COMPARATOR) if is_censored(element, field) else None
    operand = Operand(columns[0], OF_FIELD[field.type], comparator)
    return comparison(operand, each.operator, each.value, scope)


def _missing(columns: list[str], missing: bool) -> str:
    if missing:
        return " and ".join(f"{each} is null" for each in columns)
    return " or ".join(f"{each} is not null" for each in columns)


# --- windows ------------------------------------------------------------------------------------


def _window(window: Window, element: Element, scope: Scope) -> list[str]:
    counted_from = _anchor(window.anchor, scope) if window.anchor else INDEX_DATE
    lower = None if window.from_ is None else moved(counted_from, window.from_)
    upper = moved(counted_from, window.to or NOTHING)
    if element.is_period and window.on is None:
        return _overlap(element, lower, upper)
    tested = value_of(window.on or element.key_date)
    return ([f"{tested} >= {lower}"] if lower else []) + [f"{tested} <= {upper}"]


def _overlap(element: Element, lower: str | None, upper: str) -> list[str]:
    """Overlap; a period without end still runs (2.6), and a reversed window is empty (B4)."""
    start, end = (value_of(each) for each in element.key_dates)
    conditions = [f"{start} <= {upper}"]
    if lower:
        conditions.append(f"{end} is null or {end} >= {lower}")
    if lower and lower != upper:
        conditions.append(f"{lower} <= {upper}")
    return conditions


def _anchor(anchor: Anchor, scope: Scope) -> str:
    """The key date of the latest or earliest record of a selection; without one it is null (2.5)."""
    of = selected(anchor.of, scope)
    extreme = "Max" if anchor.type == "latest" else "Min"
    key_date = value_of(scope.element(anchor.of).key_date)
    identifier = scope.library.unused(scope.named("anchor", scope.node))
    body = f"{extreme}({of} {RECORD} return all {key_date})"
    return scope.library.define(identifier, body, "Ankerdato.")
