"""The conditions a selection puts on each field of a record, and the choices that test them.

Filters and window bounds ask one field at a time (but a finding's value, whose tokens hang on its topic), so
each field is looked at alone, and a record is one choice of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from profiles.standard.catalogue import Element, ElementField, FieldType, Token
from profiles.standard.document import CodeSet, Filter, Selection, Window
from profiles.standard.kinds import Setting

from ..layout import COMPARATOR, columns_of_field, is_censored
from ..scope import Scope
from .choices import (
    UNKNOWN_TOKEN,
    Bound,
    Bounds,
    Choice,
    Pool,
    Predicate,
    bounds_of,
    cells_of,
    days_beside,
    holds,
    later,
    moved,
    numbers_beside,
    outcome,
    parted,
    written,
)
from .codes import carries, code_choices, conversion
from .recipe import Cells

FAR = (1, 7, 40, 100, 200, 400, 800, 1600)  # days from a bound, so that other records find room beside


class Fields:
    """The pools of one selection whose window is counted from a given day.

    ``compared`` are bounds that a measure of the selection is compared with.
    """

    def __init__(self, selection: Selection, scope: Scope, anchor: date, compared: Bounds) -> None:
        self.selection, self.scope, self.anchor, self.compared = selection, scope, anchor, compared
        self.element: Element = scope.element(selection.element)
        self.window = selection.window or Window()

    def pools(self) -> list[Pool]:
        """One for every field that is asked about, the codes first; key dates always have one."""
        asked = {each.field for each in self.selection.where} | {*self.element.key_dates, *self.compared}
        fields = [field for field in self.element.fields if field.id in asked]
        fields.sort(key=lambda field: field.type is not FieldType.CODING)
        return [self.pool(field) for field in fields]

    def pool(self, field: ElementField) -> Pool:
        filters = [each for each in self.selection.where if each.field == field.id]
        match field.type:
            case FieldType.CODING:
                return self._codes(field, filters)
            case FieldType.DATE:
                return self._dates(field, filters)
            case FieldType.QUANTITY | FieldType.INTEGER:
                return self._numbers(field, filters)
        tokens = {token.id: f"{field.title}: {token.title}" for token in self._tokens(field)}
        tokens = tokens or {"Læge A": f"{field.title} er angivet"}
        odd = {UNKNOWN_TOKEN: f"{field.title} har en værdi uden for standardens"}
        choices = [*cells_of(field.id, tokens | odd), _missing(field)]
        return parted(field.id, choices, [_token(each) for each in filters])

    def _tokens(self, field: ElementField) -> Iterator[Token]:
        setting = Setting(self.scope.document, self.scope.catalogue)
        yield from setting.tokens(self.selection, field) or field.all_tokens()

    # --- codes ----------------------------------------------------------------------------------

    def _codes(self, field: ElementField, filters: list[Filter]) -> Pool:
        sets = [self.scope.code_set(each.in_) for each in filters if each.in_ is not None]
        names = [column.name for column in columns_of_field(self.element, field)]
        conditions: list[Predicate] = [_in_set(field, code_set) for code_set in sets]
        conditions += [_gone(names, each.missing) for each in filters if each.missing is not None]
        choices = code_choices(field, sets)
        if not sets:
            choices.insert(0, Choice({names[0]: "X99"}, "en kode"))
        return parted(field.id, choices, conditions)

    def code_set(self) -> tuple[ElementField, CodeSet] | None:
        """The one code set that gives values their unit (D6)."""
        asked = [each for each in self.selection.where if each.in_ is not None]
        if len(asked) != 1 or asked[0].in_ is None:
            return None
        return self.scope.field(self.element, asked[0].field), self.scope.code_set(asked[0].in_)

    # --- dates ----------------------------------------------------------------------------------

    def _dates(self, field: ElementField, filters: list[Filter]) -> Pool:
        choices = self._days(field)
        conditions = [self._compared_day(each) for each in filters if each.operator is not None]
        conditions += [_gone([field.id], each.missing) for each in filters if each.missing is not None]
        if field.id == self.element.key_date:
            conditions.append(_gone([field.id], False))
        if field.id in self.element.key_dates:
            conditions.append(self._in_window(field.id))
        return parted(field.id, [*choices, _missing(field)], conditions)

    def _days(self, field: ElementField) -> list[Choice]:
        """Days on and beside every bound, then days at some distance, none twice."""
        today = self.scope.index_date
        bounds = {today: "opgørelsesdagen"}
        bounds |= {day: f"grænsen {day.isoformat()}" for day in self.asked_days(field.id) if day != today}
        if field.id in self.element.key_dates:
            bounds = self._window_bounds() | bounds
        near = [pair for day, name in bounds.items() for pair in days_beside(day, name)]
        known = {day for day, _ in near}
        far = [
            Choice({field.id: day.isoformat()}, f"{days} dage {side} {name}", True)
            for bound, name in bounds.items()
            for days in FAR
            for side, sign in (("før", -1), ("efter", 1))
            if (day := later(bound, sign * days)) is not None and day not in known
        ]
        return [*(Choice({field.id: day.isoformat()}, words) for day, words in near), *far]

    def _asked(self, name: str, *, dates: bool) -> list[Bound]:
        """Everything the field is compared with, by filters and by the measure."""
        filters = [each for each in self.selection.where if each.field == name and each.operator is not None]
        own = [bound for each in filters for bound in bounds_of(each.value, self.scope, dates=dates)]
        return [*own, *self.compared.get(name, ())]

    def asked_days(self, name: str) -> list[date]:
        return [each for each in self._asked(name, dates=True) if isinstance(each, date)]

    def _window_bounds(self) -> dict[date, str]:
        lower, upper = self.bounds()
        named = {upper: "vinduets sidste dag", lower: "vinduets første dag"}
        return {day: name for day, name in named.items() if day is not None}

    def bounds(self) -> tuple[date | None, date | None]:
        """The window's first and last day; no first day where there is no lower bound."""
        lower = moved(self.anchor, self.window.from_) if self.window.from_ else None
        return lower, moved(self.anchor, self.window.to or "P0D")

    def _in_window(self, name: str) -> Predicate:
        """The part of the window's test that asks this date (2.3, 2.6, B2)."""
        lower, upper = self.bounds()
        first, last = lower or date.min, upper or date.max
        if not self.element.is_period or self.window.on is not None:
            asked = self.window.on or self.element.key_date
            return (lambda cells: _within(cells, name, first, last)) if name == asked else _anything
        if first > last:
            return _nothing
        if name == self.element.key_date:
            return lambda cells: _within(cells, name, date.min, last)
        return lambda cells: name not in cells or _within(cells, name, first, date.max)

    def _compared_day(self, asked: Filter) -> Predicate:
        bounds = [each for each in bounds_of(asked.value, self.scope, dates=True) if isinstance(each, date)]
        operator = asked.operator
        return lambda cells: (
            asked.field in cells
            and operator is not None
            and holds(operator, date.fromisoformat(cells[asked.field]), bounds)
        )

    # --- numbers --------------------------------------------------------------------------------

    def _numbers(self, field: ElementField, filters: list[Filter]) -> Pool:
        bounds = [each for each in self._asked(field.id, dates=False) if isinstance(each, Decimal)]
        choices = self.number_choices(field, bounds or [Decimal(1)])
        conditions = [self._compared_number(field, each) for each in filters if each.operator is not None]
        conditions += [_gone([field.id], each.missing) for each in filters if each.missing is not None]
        if is_censored(self.element, field):
            conditions += [_token(each) for each in self.selection.where if each.field == COMPARATOR]
        return parted(field.id, choices, conditions)

    def number_choices(self, field: ElementField, bounds: list[Decimal]) -> list[Choice]:
        """Recorded values that come to lie on and beside the bounds, also censored, and none at all."""
        censored = is_censored(self.element, field)
        found = []
        for number, words in numbers_beside(bounds):
            recorded = self._recorded(number)
            if recorded is None:
                continue
            found.append(Choice({field.id: recorded}, f"værdien er {words}"))
            if censored:
                for sign, name in (("<", "mindre end"), (">", "større end")):
                    cells = {field.id: recorded, COMPARATOR: sign}
                    found.append(Choice(cells, f"svaret er »{name}« ({sign}) {words}"))
        return [*found, _missing(field)]

    def _recorded(self, number: Decimal) -> str | None:
        """The number as it is recorded under the first code of the set, which may convert it."""
        factor, offset = self._conversion
        return written((number - offset) / factor)

    @cached_property
    def _conversion(self) -> tuple[Decimal, Decimal]:
        asked = self.code_set()
        if asked is not None:
            pool = self.pool(asked[0])
            rule = conversion(asked[0], pool.base.cells, asked[1]) if pool.taken else None
            if rule is not None:
                return rule.factor, rule.offset
        return Decimal(1), Decimal(0)

    def _compared_number(self, field: ElementField, asked: Filter) -> Predicate:
        """A filter takes a censored value only when every such value would be taken (4.3)."""
        given = bounds_of(asked.value, self.scope, dates=False)
        bounds = [each for each in given if isinstance(each, Decimal)]
        return lambda cells: (
            field.id in cells
            and asked.operator is not None
            and outcome(asked.operator, self.read(field, cells), cells.get(COMPARATOR), bounds) is True
        )

    def read(self, field: ElementField, cells: Cells) -> Decimal:
        """The recorded number in the unit of the code set (3.6, D8)."""
        factor, offset = self._conversion
        return Decimal(cells[field.id]) * factor + offset


def _anything(_: Cells) -> bool:
    return True


def _nothing(_: Cells) -> bool:
    return False


def _within(cells: Cells, name: str, first: date, last: date) -> bool:
    return name in cells and first <= date.fromisoformat(cells[name]) <= last


def _missing(field: ElementField) -> Choice:
    return Choice({}, f"{field.title} mangler")


def _gone(names: list[str], wanted: bool | None) -> Predicate:
    return lambda cells: all(name not in cells for name in names) == wanted


def _in_set(field: ElementField, code_set: CodeSet) -> Predicate:
    return lambda cells: carries(field, cells, code_set)


def _token(asked: Filter) -> Predicate:
    if asked.missing is not None:
        return _gone([asked.field], asked.missing)
    listed = asked.one_of or (asked.is_,)
    return lambda cells: cells.get(asked.field) in listed
