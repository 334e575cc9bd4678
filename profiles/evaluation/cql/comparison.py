"""Comparisons in three-valued logic: a missing value is unknown, a censored one is what all its values are.

(4.2, 4.3, E7, A8.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from profiles.standard.document import OffsetValue, Operator, ParameterValue, Scalar, Value
from profiles.standard.kinds import ValueKind

from .scope import INDEX_DATE, Scope
from .words import choice, day, moved, name, text

_SIGNS = {
    Operator.EQUAL: "=",
    Operator.NOT_EQUAL: "!=",
    Operator.LESS_THAN: "<",
    Operator.AT_MOST: "<=",
    Operator.GREATER_THAN: ">",
    Operator.AT_LEAST: ">=",
}
# What holds of a number that lies below, or above, everything it is compared with.
_HOLDS_BELOW = frozenset({Operator.NOT_EQUAL, Operator.LESS_THAN, Operator.AT_MOST})
_HOLDS_ABOVE = frozenset({Operator.NOT_EQUAL, Operator.GREATER_THAN, Operator.AT_LEAST})
NUMBERS = frozenset({ValueKind.NUMBER, ValueKind.QUANTITY})


@dataclass(frozen=True)
class Operand:
    """An expression to compare; ``comparator`` is the one that gives ``<``, ``>`` or null."""

    value: str
    kind: ValueKind
    comparator: str | None = None


def comparison(operand: Operand, operator: Operator, value: Value | None, scope: Scope) -> str:
    """A Boolean expression, null where the comparison is unknown."""
    scalars = value if isinstance(value, tuple) else (value,)
    bounds = [_bound(operand.kind, scalar, scope) for scalar in scalars]
    plain = _holds(operand.value, operator, bounds)
    if operand.comparator is None:
        return plain
    least, greatest = _ends(bounds)
    below = _decided(f"{operand.value} <= {least}", operator in _HOLDS_BELOW)
    above = _decided(f"{operand.value} >= {greatest}", operator in _HOLDS_ABOVE)
    branches = [(f"{operand.comparator} = '<'", below), (f"{operand.comparator} = '>'", above)]
    return choice(branches, plain)


def _decided(condition: str, truth: bool) -> str:
    return f"(if {condition} then {str(truth).lower()} else null)"


def _ends(bounds: list[str]) -> tuple[str, str]:
    if len(bounds) == 1:
        return bounds[0], bounds[0]
    listed = ", ".join(bounds)
    return f"Min({{ {listed} }})", f"Max({{ {listed} }})"


def _holds(value: str, operator: Operator, bounds: list[str]) -> str:
    """``in`` is not used for lists: engines differ about a missing value there."""
    if operator is Operator.BETWEEN:
        return f"({value} >= {bounds[0]} and {value} <= {bounds[1]})"
    if operator is Operator.ONE_OF:
        return "(" + " or ".join(f"{value} = {bound}" for bound in bounds) + ")"
    return f"{value} {_SIGNS[operator]} {bounds[0]}"


def _bound(kind: ValueKind, value: Scalar | None, scope: Scope) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return scope.number(value)
        case ParameterValue():
            return name(scope.named("parameter", value.parameter))
        case OffsetValue():
            return _grouped(moved(INDEX_DATE, value.offset))
        case str() if kind is ValueKind.DATE:
            return day(date.fromisoformat(value))
        case str():
            return text(value.strip())
    return scope.lose("værdien kan ikke sammenlignes i CQL.")


def _grouped(expression: str) -> str:
    return f"({expression})" if " " in expression else expression
