"""Selections: which of a patient's records, one table per distinct selection (3.1, 3.2, 2.3-2.6, B2-B7)."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import CodeSet, Filter, Selection, Window
from profiles.standard.kinds import OF_FIELD

from .codes import converted, in_set
from .comparison import TRUE, Operand, comparison
from .dates import NOTHING, shifted, step
from .layout import COMPARATOR, PATIENT_ID, VALUE, Column, columns_of, columns_of_field, is_censored
from .plan import Plan
from .scope import Scope
from .sql import RECORD, all_of, column, day, later, name, one_of, text

ANCHOR = "a"
ANCHOR_DAY = "day"


@dataclass(frozen=True)
class Selected:
    """The table of the selected records: ``patient_id`` and the element's columns, ``value`` converted."""

    table: str
    element: Element
    unit: str | None


def select(selection: Selection, scope: Scope, plan: Plan) -> Selected:
    """Write the table of a selection. A record without its key date is never in it (1.5)."""
    element = scope.element(selection.element)
    measured = _measured_set(selection, element, scope)
    conditions = [_filter(each, element, measured, scope) for each in selection.where]
    anchor, in_window = _window(selection.window, element, scope, plan)
    conditions += [f"{column(RECORD, element.key_date)} IS NOT NULL", *in_window]
    chosen = [f"{column(RECORD, PATIENT_ID)} AS {name(PATIENT_ID)}"]
    chosen += [f"{_value(each, measured)} AS {name(each.name)}" for each in columns_of(element)]
    body = (
        f"SELECT {', '.join(chosen)}\nFROM {name(element.id)} AS {RECORD}{anchor}\nWHERE {all_of(conditions)}"
    )
    return Selected(plan.table("s", body, element.title), element, measured[1].unit if measured else None)


MeasuredSet = tuple[ElementField, CodeSet] | None


def _measured_set(selection: Selection, element: Element, scope: Scope) -> MeasuredSet:
    """The one code set that gives the values their unit; without exactly one, values are as recorded (D6)."""
    asked = [each for each in selection.where if each.in_ is not None]
    if len(asked) != 1 or asked[0].in_ is None:
        return None
    code_set = scope.code_set(asked[0].in_)
    return (scope.field(element, asked[0].field), code_set) if code_set.unit is not None else None


def _value(each: Column, measured: MeasuredSet) -> str:
    recorded = column(RECORD, each.name)
    if measured and each.name == VALUE and each.field.type is FieldType.QUANTITY:
        return converted(RECORD, recorded, *measured)
    return recorded


# --- filters ------------------------------------------------------------------------------------


def _filter(each: Filter, element: Element, measured: MeasuredSet, scope: Scope) -> str:
    """A condition; a filter on a missing field does not hold, nor does an unknown comparison (3.1, 4.3)."""
    field = scope.field(element, each.field)
    columns = columns_of_field(element, field)
    if each.in_ is not None:
        return _in_code_set(field, scope.code_set(each.in_), scope)
    if each.missing is not None:
        gone = all_of(f"{column(RECORD, one.name)} IS NULL" for one in columns)
        return gone if each.missing else f"NOT ({gone})"
    if each.is_ is not None or each.one_of is not None:
        tokens = each.one_of if each.is_ is None else (each.is_,)
        return one_of(column(RECORD, field.id), [text(token.strip()) for token in tokens or ()])
    return _compared(each, columns[0], element, measured, scope)


def _in_code_set(field: ElementField, code_set: CodeSet, scope: Scope) -> str:
    if field.type is not FieldType.CODING or any(rule.system not in field.systems for rule in code_set.rules):
        raise scope.unsupported(f"feltet {field.id} bærer ikke koderne i kodesættet {code_set.id}.")
    return in_set(RECORD, field, code_set)


def _compared(each: Filter, found: Column, element: Element, measured: MeasuredSet, scope: Scope) -> str:
    if each.operator is None or found.field.type in (FieldType.CODING, FieldType.TEXT, FieldType.TOKEN):
        raise scope.unsupported(f"feltet {each.field} kan ikke sammenlignes sådan.")
    comparator = column(RECORD, COMPARATOR) if is_censored(element, found.field) else None
    operand = Operand(_value(found, measured), OF_FIELD[found.field.type], comparator)
    return f"{comparison(operand, each.operator, each.value, scope)} = {TRUE}"


# --- windows ------------------------------------------------------------------------------------


def _window(window: Window | None, element: Element, scope: Scope, plan: Plan) -> tuple[str, list[str]]:
    """The join of the anchor, if any, and the conditions of the window."""
    window = window or Window()
    if window.on is not None and not element.is_period:
        raise scope.unsupported("kun perioder har en start og en slut.")
    join = _anchor(window, scope, plan)
    lower = None if window.from_ is None else _bound(window.from_, bool(join), scope)
    upper = _bound(window.to or NOTHING, bool(join), scope)
    if element.is_period and window.on is None:
        return join, _overlap(element, lower, upper)
    return join, _within(column(RECORD, window.on or element.key_date), lower, upper)


def _within(tested: str, lower: str | None, upper: str) -> list[str]:
    """Both bounds inclusive; a missing date is in no window."""
    return ([f"{tested} >= {lower}"] if lower else []) + [f"{tested} <= {upper}"]


def _overlap(element: Element, lower: str | None, upper: str) -> list[str]:
    """Overlap; a period without end still runs (2.6), and a reversed window is empty (B4)."""
    start, end = (column(RECORD, each) for each in element.key_dates)
    conditions = [f"{start} <= {upper}"]
    if lower:
        conditions += [f"{end} IS NULL OR {end} >= {lower}", f"{lower} <= {upper}"]
    return conditions


def _bound(offset: str, anchored: bool, scope: Scope) -> str:
    """A literal where it hangs on the index date alone (10.1), else a day counted from the anchor's."""
    if anchored:
        return later(column(ANCHOR, ANCHOR_DAY), step(offset))
    return day(shifted(scope.index_date, offset))


def _anchor(window: Window, scope: Scope, plan: Plan) -> str:
    """The key date of the latest or earliest record of a selection; without one, nothing (2.5)."""
    if window.anchor is None:
        return ""
    of = select(window.anchor.of, scope, plan)
    extreme = "MAX" if window.anchor.type == "latest" else "MIN"
    body = (
        f"SELECT {name(PATIENT_ID)} AS {name(PATIENT_ID)}, "
        f"{extreme}({name(of.element.key_date)}) AS {name(ANCHOR_DAY)}\n"
        f"FROM {of.table}\nGROUP BY {name(PATIENT_ID)}"
    )
    table = plan.table("a", body, "Ankerdato")
    return f"\nINNER JOIN {table} AS {ANCHOR} ON {column(ANCHOR, PATIENT_ID)} = {column(RECORD, PATIENT_ID)}"
