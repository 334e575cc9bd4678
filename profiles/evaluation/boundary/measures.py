"""Patients for whom a measure comes to lie on, beside and across what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor

from profiles.standard.catalogue import ElementField
from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    HoldsMeasure,
    Measure,
    PatientMeasure,
    ShareMeasure,
    Value,
    WeightedSumMeasure,
)
from profiles.standard.kinds import field_read

from ..scope import Scope
from .choices import UNKNOWN_TOKEN, Bound, Bounds, Choice, bounds_of, days_beside, later, moved
from .recipe import Recipe, Record, distinct
from .selections import Taken, taken_by, variants

MOST_RECORDS = 200
MOST_SHARES = 12
MOST_PAIRED = 5
MOST_DAYS = 10**6
SelectingMeasure = CountingMeasure | ChoosingMeasure | ShareMeasure | WeightedSumMeasure | ChangeMeasure
CLOCKS = ("T08:00", "T16:30")


def recipes(compare: Compare, scope: Scope) -> list[Recipe]:
    """Patients around a comparison, those who have nothing to measure first."""
    return distinct(around(compare.measure, compared_with(compare.value, scope), scope))


def compared_with(value: Value | None, scope: Scope) -> list[Bound]:
    """The numbers, dates or tokens of a comparison, whatever its measure."""
    try:
        return bounds_of(value, scope, dates=True)
    except ValueError:  # a token is no date
        return bounds_of(value, scope, dates=False)


def around(measure: Measure, bounds: list[Bound], scope: Scope) -> Iterator[Recipe]:
    """Patients for whom the measure lies on and beside the bounds; the measure may be missing."""
    numbers = [each for each in bounds if isinstance(each, Decimal)]
    if isinstance(measure, PatientMeasure):
        yield from _ages(numbers, scope) if measure.type == "age" else _sexes(scope)
    elif not isinstance(measure, HoldsMeasure):
        compared = compared_fields(measure, bounds, scope)
        yield from variants(measure.of, scope, compared)
        for taken in taken_by(measure.of, scope, compared):
            yield from _measured(measure, taken, numbers, scope)


def compared_fields(measure: SelectingMeasure, bounds: list[Bound], scope: Scope) -> Bounds:
    """Which field of the records is compared, and with what: days since a date are a date."""
    element = scope.element(measure.of.element)
    field = field_read(measure)
    if measure.type == "days_since":
        days = [floor(each) + more for each in bounds if isinstance(each, Decimal) for more in (0, 1)]
        found = [later(scope.index_date, -each) for each in days if abs(each) < MOST_DAYS]
        return {element.key_date: [each for each in found if each is not None]}
    return {field: bounds} if field is not None and measure.type != "largest_share" else {}


def _measured(
    measure: SelectingMeasure, taken: Taken, numbers: list[Decimal], scope: Scope
) -> Iterator[Recipe]:
    field = field_read(measure)
    if measure.type in ("count", "count_days"):
        yield from _counts(taken, numbers)
    elif measure.type == "largest_share":
        yield from _shares(taken, scope.field(taken.fields.element, field or ""), numbers)
    elif isinstance(measure, ChangeMeasure):
        yield from _changes(taken, scope.field(taken.fields.element, field or ""), numbers)
    elif field is not None:
        yield from _pairs(taken, scope.field(taken.fields.element, field))


# --- the patient --------------------------------------------------------------------------------


def _ages(bounds: list[Decimal], scope: Scope) -> Iterator[Recipe]:
    today = scope.index_date
    yield Recipe("fødselsdatoen mangler", facts={"birth_date": ""})
    yield Recipe("født efter opgørelsesdagen", facts={"birth_date": str(today + timedelta(days=1))})
    yield Recipe("født på opgørelsesdagen", facts={"birth_date": str(today)})
    wholes = {floor(each) for each in bounds} | {ceil(each) for each in bounds}
    for years in sorted(wholes | {each + 1 for each in wholes}):
        born = moved(today, f"-P{years}Y") if 0 < years < today.year else None
        if born is not None:
            name = f"den dag, der giver {years} år i dag"
            for day, words in days_beside(born, name):
                yield Recipe(f"født {words}", facts={"birth_date": str(day)})
            yield from _leap_days(born.year, years)


def _leap_days(year: int, years: int) -> Iterator[Recipe]:
    """Born on the leap day nearest to the bound: turns on 1 March in common years (2.7)."""
    leap = next((each for each in (year, year - 1, year + 1, year - 2) if _is_leap(each)), None)
    if leap is not None:
        yield Recipe(f"født på skuddagen ved {years} år", facts={"birth_date": f"{leap}-02-29"})


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _sexes(scope: Scope) -> Iterator[Recipe]:
    patient = next(each for each in scope.catalogue.elements if each.find_field("sex"))
    for token in patient.field("sex").tokens:
        yield Recipe(f"kønnet er {token.title.lower()}", facts={"sex": token.id})
    yield Recipe("kønnet mangler", facts={"sex": ""})
    yield Recipe("kønnet har en værdi uden for standardens", facts={"sex": UNKNOWN_TOKEN})


# --- counts and days ----------------------------------------------------------------------------


def _counts(taken: Taken, bounds: list[Decimal]) -> Iterator[Recipe]:
    """As many records as the bound, one fewer and one more: on one day, and on days of their own."""
    wholes = {floor(each) + more for each in bounds for more in (-1, 0, 1, 2)}
    days = _free_days(taken)
    for number in sorted(each for each in wholes if 0 < each <= MOST_RECORDS):
        yield taken.recipe(f"{number} poster på én dag", *[taken.record] * number)
        spread = [taken.with_choice(taken.fields.element.key_date, day) for day in days[:number]]
        if len(spread) == number > 1:
            yield taken.recipe(f"{number} poster på hver sin dag", *spread)


def _free_days(taken: Taken) -> list[Choice]:
    """Days on which the record would be taken too."""
    element = taken.fields.element
    pool = taken.pool(element.key_date)
    known = list(pool.taken) if pool else []
    first = date.fromisoformat(taken.record.cells[element.key_date])
    lower, upper = taken.fields.bounds()
    for days in range(-MOST_RECORDS, MOST_RECORDS + 1):
        day = later(first, days)
        if day is not None and (lower or day) <= day <= (upper or day):
            known.append(Choice({element.key_date: day.isoformat()}, ""))
    return list({choice.cells[element.key_date]: choice for choice in known}.values())


def _shares(taken: Taken, field: ElementField, bounds: list[Decimal]) -> Iterator[Recipe]:
    """Few records, of which the largest part is on, below and above the bound."""
    names = [token.id for token in field.tokens] or ["læge A", "læge B"]
    for whole in range(1, MOST_SHARES + 1):
        for part in range(ceil(whole / 2), whole + 1):
            share = Decimal(part) / whole
            if any(abs(share - bound) < Decimal("0.34") for bound in bounds) or whole < 4:
                parts = [names[0]] * part + [names[1]] * (whole - part)
                records = [taken.with_choice(field, Choice({field.id: each}, "")) for each in parts]
                yield taken.recipe(f"{part} af {whole} har samme {field.title.lower()}", *records)
    unsaid = taken.with_choice(field, Choice({}, ""))
    yield taken.recipe(f"{field.title} mangler", unsaid)


# --- values -------------------------------------------------------------------------------------


def _pairs(taken: Taken, field: ElementField) -> Iterator[Recipe]:
    """Two records whose values lie apart: their order or their mean decides."""
    pool = taken.pool(field.id)
    choices = list(pool.taken) if pool else []
    few = choices if len(choices) <= MOST_PAIRED else [*choices[: MOST_PAIRED - 1], choices[-1]]
    for first in few:
        for second in few:
            if first is not second:
                yield from _pair(taken, field, first, second)


def _changes(taken: Taken, field: ElementField, bounds: list[Decimal]) -> Iterator[Recipe]:
    """Two records that lie as far apart as the bound, a little less and a little more."""
    pool = taken.pool(field.id)
    plain = [each for each in (pool.taken if pool else ()) if each.cells.keys() == {field.id}]
    for older in plain[:1]:
        start = taken.fields.read(field, older.cells)
        for choice in taken.fields.number_choices(field, [start + bound for bound in bounds]):
            yield from _pair(taken, field, choice, older)


def _pair(taken: Taken, field: ElementField, first: Choice, second: Choice) -> Iterator[Recipe]:
    """Two records: on two days, at two times of one day, and at the same time."""
    key_date = taken.fields.element.key_date
    if field.id == key_date:
        return
    one, other = taken.with_choice(field, first), taken.with_choice(field, second)
    before = _day_before(taken)
    words = f"{first.words}, ældre: {second.words}"
    if before is not None:
        yield taken.recipe(words, one, other.but({key_date: before}))
    day = taken.record.cells[key_date]
    late, early = (
        _at(each, key_date, day + clock) for each, clock in zip((one, other), CLOCKS[::-1], strict=True)
    )
    yield taken.recipe(f"{first.words}, tidligere samme dag: {second.words}", late, early)
    yield taken.recipe(f"{first.words}, samme tid: {second.words}", one, other)


def _at(record: Record, key_date: str, moment: str) -> Record:
    return record.but({key_date: moment})


def _day_before(taken: Taken) -> str | None:
    """Another day on which the record would be taken, earlier than its own."""
    element = taken.fields.element
    own = taken.record.cells[element.key_date]
    days = sorted(each.cells[element.key_date] for each in _free_days(taken))
    earlier = [day for day in days if day < own]
    return earlier[-1] if earlier else None
