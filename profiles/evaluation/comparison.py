"""``compare`` as SQL: 1, 0 or NULL for true, false and unknown (4.2, 4.3, E7, A8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from profiles.standard.document import OffsetValue, Operator, ParameterValue, Scalar, Value
from profiles.standard.kinds import ValueKind

from .dates import shifted
from .scope import Scope
from .sql import choice, day, number, one_of, text

TRUE, FALSE = "1", "0"


Bound = Decimal | date | str | bool


@dataclass(frozen=True)
class Operand:
    """A SQL value to compare; ``comparator`` is the expression that holds ``<``, ``>`` or NULL."""

    value: str
    type: ValueKind
    comparator: str | None = None


_SIGNS = {
    Operator.EQUAL: "=",
    Operator.NOT_EQUAL: "<>",
    Operator.LESS_THAN: "<",
    Operator.AT_MOST: "<=",
    Operator.GREATER_THAN: ">",
    Operator.AT_LEAST: ">=",
}
_UNORDERED = frozenset({Operator.EQUAL, Operator.NOT_EQUAL, Operator.ONE_OF})
# What holds of a number that lies below, or above, everything it is compared with.
_HOLDS_BELOW = frozenset({Operator.NOT_EQUAL, Operator.LESS_THAN, Operator.AT_MOST})
_HOLDS_ABOVE = frozenset({Operator.NOT_EQUAL, Operator.GREATER_THAN, Operator.AT_LEAST})


def comparison(operand: Operand, operator: Operator, value: Value | None, scope: Scope) -> str:
    """The truth of a comparison; unknown when the value is missing or a censored value leaves it open."""
    bounds = _bounds(operand.type, operator, value, scope)
    literals = [_literal(bound) for bound in bounds]
    branches = [(f"{operand.value} IS NULL", "NULL")]
    if operand.comparator:
        branches += _censored(operand, operator, literals[0], literals[-1])
    return choice([*branches, (_holds(operand.value, operator, literals), TRUE)], FALSE)


def _censored(operand: Operand, operator: Operator, least: str, greatest: str) -> list[tuple[str, str]]:
    """``<n`` is decided when everything below n lies below every bound, ``>n`` likewise above (4.3, E7)."""
    below = TRUE if operator in _HOLDS_BELOW else FALSE
    above = TRUE if operator in _HOLDS_ABOVE else FALSE
    return [
        (f"{operand.comparator} = '<'", choice([(f"{operand.value} <= {least}", below)])),
        (f"{operand.comparator} = '>'", choice([(f"{operand.value} >= {greatest}", above)])),
    ]


def _holds(value: str, operator: Operator, literals: list[str]) -> str:
    if operator is Operator.BETWEEN:
        return f"{value} BETWEEN {literals[0]} AND {literals[1]}"
    if operator is Operator.ONE_OF:
        return one_of(value, literals)
    return f"{value} {_SIGNS[operator]} {literals[0]}"


def _bounds(kind: ValueKind, operator: Operator, value: Value | None, scope: Scope) -> list[Bound]:
    """What is compared with, least first."""
    several = isinstance(value, tuple)
    scalars = value if isinstance(value, tuple) else (value,)
    if several != (operator in (Operator.BETWEEN, Operator.ONE_OF)) or not scalars:
        raise scope.unsupported(f"{operator} passer ikke til den værdi, der sammenlignes med.")
    bounds = [_bound(kind, scalar, scope) for scalar in scalars]
    if operator is Operator.BETWEEN and len(bounds) != 2:
        raise scope.unsupported("between sammenligner med præcis to værdier.")
    if kind in (ValueKind.TOKEN, ValueKind.YES_NO) and operator not in _UNORDERED:
        raise scope.unsupported(f"{operator} kan ikke bruges på værdier uden orden.")
    return sorted(bounds) if operator is Operator.ONE_OF else bounds


def _bound(kind: ValueKind, value: Scalar | None, scope: Scope) -> Bound:
    match kind, value:
        case ValueKind.YES_NO, bool():
            return value
        case ((ValueKind.NUMBER | ValueKind.QUANTITY), Decimal()):
            return value
        case ((ValueKind.NUMBER | ValueKind.QUANTITY), ParameterValue()):
            return scope.parameter(value.parameter)
        case ValueKind.DATE, OffsetValue():
            return shifted(scope.index_date, value.offset)
        case ValueKind.DATE, str():
            return date.fromisoformat(value)
        case ValueKind.TOKEN, str():
            return value
    raise scope.unsupported("værdien passer ikke til det, der måles.")


def _literal(bound: Bound) -> str:
    match bound:
        case bool():
            return TRUE if bound else FALSE
        case Decimal():
            return number(bound)
        case date():
            return day(bound)
    return text(bound)
