"""What the clinic sees, and its numbers: nothing that can never be shown, no range turned round."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import (
    ChoosingMeasure,
    Column,
    Compare,
    CountingMeasure,
    Document,
    Expected,
    Filter,
    Flag,
    Item,
    Measure,
    Parameter,
    ParameterValue,
    Selection,
    Table,
)
from ..kinds import Kind, ValueKind
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .study import Study


def dates_can_be_shown(spot: Spot[Column], _: Study) -> Iterator[Lint]:
    """C13: only a value that comes from one record has a date."""
    if spot.part.show_date and not _has_a_date(spot.part.measure):
        fix = Fix("Slå visning af dato fra", fixes.putting((*spot.path, "show_date"), None))
        message = "Værdien har ingen dato at vise. Slå visning af dato fra."
        yield found(spot, "no-date", message, "show_date", fix=fix)


def _has_a_date(measure: Measure) -> bool:
    return isinstance(measure, ChoosingMeasure) or (
        isinstance(measure, CountingMeasure) and measure.type == "days_since"
    )


def formats_are_of_numbers(spot: Spot[Column], study: Study) -> Iterator[Lint]:
    """A13: decimals and percent are about numbers."""
    kind = study.kind_of_measure(spot.part.measure)
    numbers = (ValueKind.NUMBER, ValueKind.QUANTITY)
    if spot.part.format is not None and kind is not None and kind.value not in numbers:
        fix = Fix("Fjern formatet", fixes.putting((*spot.path, "format"), None))
        yield found(spot, "format", "Værdien er ikke et tal. Fjern formatet.", "format", fix=fix)


def column_titles_differ(spot: Spot[Document], _: Study) -> Iterator[Lint]:
    seen: set[str] = set()
    for index, column in enumerate(spot.part.columns):
        if column.title in seen:
            place = Spot(column, ("columns", index), (spot.part,))
            yield found(place, "same-title", "To kolonner har samme titel. Giv den ene en anden.", "title")
        seen.add(column.title)


def tables_have_fields(spot: Spot[Table], _: Study) -> Iterator[Lint]:
    if not spot.part.fields:
        yield found(spot, "empty-table", "Tabellen viser ingen felter. Vælg mindst ét.", "fields")


def expectation_is_a_range(spot: Spot[Expected], _: Study) -> Iterator[Lint]:
    if spot.part.low > spot.part.high:
        message = "Det laveste forventede antal er større end det højeste. Byt dem om."
        fix = Fix("Byt tallene om", fixes.swapping(spot.path, "low", "high"))
        yield found(spot, "range", message, fix=fix)


def default_is_within_range(spot: Spot[Parameter], _: Study) -> Iterator[Lint]:
    """A10: the default counts wherever the clinic has not chosen."""
    low, high = spot.part.minimum, spot.part.maximum
    if low is not None and high is not None and low > high:
        message = "Den mindste værdi er større end den største. Byt dem om."
        fix = Fix("Byt grænserne om", fixes.swapping(spot.path, "minimum", "maximum"))
        yield found(spot, "range", message, "minimum", fix=fix)
    elif (low is not None and spot.part.default < low) or (high is not None and spot.part.default > high):
        message = "Standardværdien ligger uden for de grænser, klinikken kan vælge imellem. Ret en af dem."
        yield found(spot, "range", message, "default")


def parameter_has_the_right_unit(spot: Spot[ParameterValue], study: Study) -> Iterator[Lint]:
    """D5: nothing converts a parameter, so its unit should be that of what it is compared with."""
    kind = _compared_kind(spot, study)
    parameter = study.parameters.get(spot.part.parameter)
    if kind is None or kind.unit is None or parameter is None or parameter.unit is None:
        return
    if kind.unit != parameter.unit:
        message = (
            f"Grænsen »{parameter.title}« er i {parameter.unit}, men værdien er i {kind.unit}. Ret grænsen."
        )
        yield found(spot, "parameter-unit", message)


def _compared_kind(spot: Spot[ParameterValue], study: Study) -> Kind | None:
    above = spot.ancestors
    match above[-1]:
        case Compare(measure=measure):
            return study.kind_of_measure(measure)
        case Filter(field=field):
            selection = above[-2]
            return study.kind_of_field(selection, field) if isinstance(selection, Selection) else None
        case Flag():
            column = above[-2]
            return study.kind_of_measure(column.measure) if isinstance(column, Column | Item) else None
    return None


CHECKS = (
    (Column, (dates_can_be_shown, formats_are_of_numbers)),
    (Document, (column_titles_differ,)),
    (Table, (tables_have_fields,)),
    (Expected, (expectation_is_a_range,)),
    (Parameter, (default_is_within_range,)),
    (ParameterValue, (parameter_has_the_right_unit,)),
)
