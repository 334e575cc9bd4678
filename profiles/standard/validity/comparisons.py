"""Comparisons: operators, values and units fit what is compared (4.2, A8, A10, C9, D5, E5).

The same three properties stand in ``compare``, in filters and in flags, and are judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..document import (
    DATE_PATTERN,
    Column,
    Compare,
    Filter,
    Flag,
    OffsetValue,
    Operator,
    ParameterValue,
    Scalar,
    Selection,
    Value,
)
from ..durations import always_after
from ..kinds import Kind, Setting, ValueKind
from ..problem import Path, Problem
from ..walk import Spot

Comparison = Spot[Compare] | Spot[Filter] | Spot[Flag]

EVERY = frozenset(Operator)
SAMENESS = frozenset({Operator.EQUAL, Operator.NOT_EQUAL})
FITTING: dict[ValueKind, frozenset[Operator]] = {
    ValueKind.NUMBER: EVERY,
    ValueKind.QUANTITY: EVERY,
    ValueKind.DATE: EVERY,
    ValueKind.TOKEN: SAMENESS | {Operator.ONE_OF},
    ValueKind.YES_NO: SAMENESS,
    ValueKind.TEXT: frozenset(),
    ValueKind.CODING: frozenset(),
}
CALLED = {
    ValueKind.NUMBER: "et tal",
    ValueKind.QUANTITY: "et tal",
    ValueKind.DATE: "en dato eller en varighed fra opgørelsesdatoen",
    ValueKind.TOKEN: "en af de faste værdier",
    ValueKind.YES_NO: "ja eller nej (true eller false)",
}


def compared_value_fits(spot: Spot[Compare], setting: Setting) -> Iterator[Problem]:
    """A8 in a criterion; a yes/no has its own problem (E5)."""
    kind = setting.kind_of_measure(spot.part.measure)
    if kind is not None and kind.value is not ValueKind.YES_NO:
        yield from _comparison_problems(spot, kind)


def filtered_value_fits(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """A8 in a filter; tokens, texts and codings have their own problem there (A6)."""
    selection = spot.parent
    kind = setting.kind_of_field(selection, spot.part.field) if isinstance(selection, Selection) else None
    if kind is not None and kind.value in (ValueKind.NUMBER, ValueKind.QUANTITY, ValueKind.DATE):
        yield from _comparison_problems(spot, kind)


def flagged_value_fits(spot: Spot[Flag], setting: Setting) -> Iterator[Problem]:
    """A8, A13, E5: a flag compares the column's own measure."""
    kind = setting.kind_of_measure(spot.parent.measure) if isinstance(spot.parent, Column) else None
    if kind is not None:
        yield from _comparison_problems(spot, kind)


def _comparison_problems(spot: Comparison, kind: Kind) -> Iterator[Problem]:
    operator, value = spot.part.operator, spot.part.value
    if operator is None or value is None:
        return
    if operator not in FITTING[kind.value]:
        yield spot.problem(f"{_named(kind)} kan ikke sammenlignes på den måde.", "operator")
    elif _shape_problem(operator, value):
        yield spot.problem(_shape_problem(operator, value), "value")
    else:
        yield from _value_problems(spot, kind, value)
        yield from _order_problems(spot, operator, value)
    yield from _unit_problems(spot, kind)


def _named(kind: Kind) -> str:
    return {
        ValueKind.TEXT: "En fritekst",
        ValueKind.CODING: "En kode",
        ValueKind.TOKEN: "En fast værdi",
        ValueKind.YES_NO: "Et ja eller nej",
    }.get(kind.value, "Værdien")


def _shape_problem(operator: Operator, value: Value) -> str:
    """A8: ``between`` takes two, ``one_of`` at least one, every other operator a single value."""
    if operator is Operator.BETWEEN:
        fits = isinstance(value, tuple) and len(value) == 2
        return "" if fits else "»Mellem« skal have netop to værdier: den laveste og den højeste."
    if operator is Operator.ONE_OF:
        fits = isinstance(value, tuple) and len(value) > 0
        return "" if fits else "»En af« skal have en liste med mindst én værdi."
    return "Her skal stå én værdi og ikke en liste." if isinstance(value, tuple) else ""


def _value_problems(spot: Comparison, kind: Kind, value: Value) -> Iterator[Problem]:
    """A8: every value is of the kind that it is compared with."""
    for place, scalar in _scalars(value):
        if isinstance(scalar, str) and kind.value is ValueKind.TOKEN:
            if scalar not in {token.id for token in kind.tokens}:
                yield spot.problem(f"»{scalar}« er ikke en af de faste værdier her.", *place)
        elif not _is_of(kind.value, scalar):
            yield spot.problem(f"Værdien skal være {CALLED[kind.value]}.", *place)


def _scalars(value: Value) -> Iterator[tuple[Path, Scalar]]:
    if not isinstance(value, tuple):
        yield ("value",), value
        return
    for index, scalar in enumerate(value):
        yield ("value", index), scalar


def _is_of(kind: ValueKind, scalar: Scalar) -> bool:
    match scalar:
        case bool():
            return kind is ValueKind.YES_NO
        case Decimal() | ParameterValue():
            return kind in (ValueKind.NUMBER, ValueKind.QUANTITY)
        case OffsetValue():
            return kind is ValueKind.DATE
        case str():
            return kind is ValueKind.DATE and is_real_date(scalar)


def is_real_date(text: str) -> bool:
    """Whether a text is an ISO date that the calendar has."""
    if not re.match(DATE_PATTERN, text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _order_problems(spot: Comparison, operator: Operator, value: Value) -> Iterator[Problem]:
    """A8: the first of ``between`` is not greater than the second."""
    if operator is Operator.BETWEEN and isinstance(value, tuple) and _is_greater(*value):
        yield spot.problem("Den første værdi i »mellem« er større end den anden. Byt dem om.", "value")


def _is_greater(first: Scalar, second: Scalar) -> bool:
    match first, second:
        case Decimal(), Decimal():
            return first > second
        case str(), str():
            return first > second
        case OffsetValue(), OffsetValue():
            return always_after(first.offset, second.offset)
    return False


def _unit_problems(spot: Comparison, kind: Kind) -> Iterator[Problem]:
    """D5: a unit that is written is that of the code set, character by character."""
    unit = spot.part.unit
    if unit is None:
        return
    if kind.value is not ValueKind.QUANTITY:
        yield spot.problem("Kun målte værdier har en enhed. Fjern enheden her.", "unit")
    elif kind.unit is not None and unit != kind.unit:
        yield spot.problem(f"Enheden skal være kodesættets egen: {kind.unit}.", "unit")


def parameters_stay_local(spot: Spot[ParameterValue], _: Setting) -> Iterator[Problem]:
    """5.4, A10: parameters stand in groups, columns, flags and actions, and nowhere else."""
    in_a_flag = any(isinstance(owner, Flag) for owner in spot.ancestors)
    if spot.section not in ("groups", "columns", "actions") and not in_a_flag:
        yield spot.problem("En lokal grænse kan kun bruges i grupper, kolonner, flag og handlinger.")


RULES = (
    (Compare, (compared_value_fits,)),
    (Filter, (filtered_value_fits,)),
    (Flag, (flagged_value_fits,)),
    (ParameterValue, (parameters_stay_local,)),
)
