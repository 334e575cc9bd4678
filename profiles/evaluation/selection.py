"""Selections: which of a patient's records (3.1, 3.2, 2.3-2.6, B2-B7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import Anchor, CodeSet, Filter, Selection, Window
from profiles.standard.kinds import OF_FIELD

from .codes import converted, in_set, is_plain
from .comparison import TRUE, Operand, comparison
from .dates import NOTHING, shifted, step
from .layout import COMPARATOR, columns_of_field, is_censored
from .passes import ANCHOR, Anchored, Condition, Conditions, InSet, Pass, Records, plainly
from .per_patient import Aggregate, per_patient
from .plan import Plan
from .scope import Scope
from .sql import RECORD, all_of, column, day, greatest, later, least, one_of, text

Bound = Callable[[str], str]
# By field: the name of a column and the expression it has over the element's table.
Weighed = Mapping[str, tuple[str, str]]
NUMBERS = (FieldType.QUANTITY, FieldType.INTEGER)


@dataclass(frozen=True)
class Selected:
    """Some of the records of a pass. ``weighed`` are their numbers by field, in the unit of the code set."""

    records: Records
    conditions: Conditions
    element: Element
    unit: str | None
    weighed: Weighed

    def read(self, name: str) -> str:
        """The expression of a column of the selected records; a quantity is in the unit of its code set."""
        return self.read_weighed(name) if self.is_quantity(name) else self._read(_as_recorded(name))

    def read_weighed(self, name: str) -> str:
        """A number, whole ones too, in the unit of the code set: by the factor of the record's own code."""
        return self._read(self.weighed.get(name) or _as_recorded(name))

    def _read(self, kept: tuple[str, str]) -> str:
        self.records.keep([kept])
        return column(RECORD, kept[0])

    def having(self, condition: str, *names: str) -> Selected:
        """Those of the selected records that fulfil one more condition, on columns as they are recorded."""
        return replace(self, conditions=(*self.conditions, plainly(condition, *names)))

    def admit(self) -> None:
        """Tell that the selected records will be asked for by themselves."""
        self.records.admit(self.conditions)

    def is_quantity(self, name: str) -> bool:
        """Is a column of these records a number with a unit?"""
        field = self.element.find_field(name)
        return field is not None and field.type is FieldType.QUANTITY

    def own(self) -> list[str]:
        """What to ask of the records for the selected ones. Only when the query is written."""
        return self.records.own(self.conditions)

    def summed_up(self, aggregate: Aggregate, what: str, plan: Plan) -> tuple[str, str]:
        """Table and column with an aggregate over each patient's selected records."""
        table = per_patient(self.records, plan)
        return table.alias, table.column(aggregate, what, self.conditions)


def select(selection: Selection, scope: Scope, plan: Plan) -> Selected:
    """Plan a selection. A record without its key date is never in it (1.5)."""
    element = scope.element(selection.element)
    window = selection.window or Window()
    if window.on is not None and not element.is_period:
        raise scope.unsupported("kun perioder har en start og en slut.")
    sets = [_code_set(each, element, scope, plan) for each in selection.where if each.in_ is not None]
    records = plan.records(element, [asked.text for _, _, asked in sets])
    weighed, unit = _weighed(sets, element, records)
    conditions = [records.code_set(asked) for _, _, asked in sets]
    conditions += [_filter(each, element, weighed, scope) for each in selection.where if each.in_ is None]
    conditions.append(plainly(f"{column(RECORD, element.key_date)} IS NOT NULL", element.key_date))
    if window.anchor is not None:
        anchored = _anchored(records, tuple(conditions), (window, window.anchor), scope, plan)
        return Selected(anchored, (), element, unit, weighed)
    conditions += _in_window(window, element, lambda offset: day(shifted(scope.index_date, offset)))
    return Selected(records, tuple(conditions), element, unit, weighed)


def _as_recorded(name: str) -> tuple[str, str]:
    return name, column(RECORD, name)


# --- code sets ----------------------------------------------------------------------------------

CodeSetAsked = tuple[ElementField, CodeSet, InSet]


def _code_set(each: Filter, element: Element, scope: Scope, plan: Plan) -> CodeSetAsked:
    """The field that carries the codes, the set, and the condition that a record is in it."""
    field, code_set = scope.field(element, each.field), scope.code_set(each.in_ or "")

    def condition() -> InSet:
        systems = {rule.system for rule in code_set.rules}
        if field.type is not FieldType.CODING or not systems <= set(field.systems):
            raise scope.unsupported(f"feltet {field.id} bærer ikke koderne i kodesættet {code_set.id}.")
        return InSet(in_set(RECORD, field, code_set))

    # Both live as long as the plan, so that no other code set or field can have the same identity.
    return field, code_set, plan.once((id(field), id(code_set)), condition)


def _weighed(sets: list[CodeSetAsked], element: Element, records: Pass) -> tuple[Weighed, str | None]:
    """The columns of converted numbers and their unit; without exactly one set with a unit, none (D6).

    The element is the document's own: documents of several standards may share a pass.
    """
    if len(sets) != 1 or sets[0][1].unit is None:
        return {}, None
    field, code_set, _ = sets[0]
    if is_plain(code_set):
        return {}, code_set.unit
    numbers = [each.id for each in element.fields if each.type in NUMBERS]
    read = {each: converted(RECORD, column(RECORD, each), field, code_set) for each in numbers}
    return {each: (records.computed(said), said) for each, said in read.items()}, code_set.unit


# --- filters ------------------------------------------------------------------------------------


def _filter(each: Filter, element: Element, weighed: Weighed, scope: Scope) -> Condition:
    """A condition; a filter on a missing field does not hold, nor does an unknown comparison (3.1, 4.3)."""
    field = scope.field(element, each.field)
    columns = [one.name for one in columns_of_field(element, field)]
    if each.missing is not None:
        gone = all_of(f"{column(RECORD, one)} IS NULL" for one in columns)
        return plainly(gone if each.missing else f"NOT ({gone})", *columns)
    if each.is_ is not None or each.one_of is not None:
        tokens = each.one_of if each.is_ is None else (each.is_,)
        listed = [text(token.strip()) for token in tokens or ()]
        return plainly(one_of(column(RECORD, field.id), listed), field.id)
    converts = field.type is FieldType.QUANTITY and field.id in weighed
    read = weighed[field.id] if converts else _as_recorded(field.id)
    return _compared(each, field, read, is_censored(element, field), scope)


def _compared(
    each: Filter, field: ElementField, read: tuple[str, str], censored: bool, scope: Scope
) -> Condition:
    operator = each.operator
    if operator is None or field.type in (FieldType.CODING, FieldType.TEXT, FieldType.TOKEN):
        raise scope.unsupported(f"feltet {each.field} kan ikke sammenlignes sådan.")
    columns = (read, _as_recorded(COMPARATOR)) if censored else (read,)
    comparator = column(RECORD, COMPARATOR) if censored else None

    def holds(value: str) -> str:
        operand = Operand(value, OF_FIELD[field.type], comparator)
        return f"{comparison(operand, operator, each.value, scope)} = {TRUE}"

    return Condition(holds(read[1]), holds(column(RECORD, read[0])), columns)


# --- windows ------------------------------------------------------------------------------------


def _in_window(window: Window, element: Element, bound: Bound) -> list[Condition]:
    """The conditions of a window; both bounds inclusive, and a missing date is in none.

    ``bound`` gives the day an offset away from what the window hangs on.
    """
    lower = None if window.from_ is None else bound(window.from_)
    upper = bound(window.to or NOTHING)
    if element.is_period and window.on is None:
        return _overlapping(element, lower, upper)
    name = window.on or element.key_date
    tested = column(RECORD, name)
    return [plainly(each, name) for each in _between(tested, lower, upper)]


def _between(tested: str, lower: str | None, upper: str) -> list[str]:
    return ([f"{tested} >= {lower}"] if lower else []) + [f"{tested} <= {upper}"]


def _overlapping(element: Element, lower: str | None, upper: str) -> list[Condition]:
    """Overlap; a period without end still runs (2.6), and a reversed window is empty (B4)."""
    starts, ends = element.key_dates
    start, end = (column(RECORD, each) for each in element.key_dates)
    conditions = [plainly(f"{start} <= {upper}", starts)]
    if lower:
        conditions.append(plainly(f"{end} IS NULL OR {end} >= {lower}", ends))
        conditions.append(plainly(f"{lower} <= {upper}"))
    return conditions


def _anchored(
    records: Pass, conditions: Conditions, window: tuple[Window, Anchor], scope: Scope, plan: Plan
) -> Anchored:
    """The records in a window from a day of the patient's own (2.5)."""
    table, anchor_day = _anchor(window[1], scope, plan)
    bound: Bound = lambda offset: later(column(ANCHOR, anchor_day), step(offset))  # noqa: E731
    asked = tuple(_in_window(window[0], records.element, bound))
    key = (records.alias, conditions, asked, table)
    records.admit(conditions)
    return plan.part("a", key, lambda alias: Anchored(alias, records, conditions, asked, table))


def _anchor(anchor: Anchor, scope: Scope, plan: Plan) -> tuple[str, str]:
    """Where the key date of the latest or earliest record of a selection is found; NULL without one."""
    of = select(anchor.of, scope, plan)
    extreme = greatest if anchor.type == "latest" else least
    return of.summed_up(extreme, of.read(of.element.key_date), plan)
