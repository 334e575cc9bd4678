"""A field's values on and beside every bound a selection puts on it: those it takes, and the others.

A bound is a place where a condition may change its mind. Between two neighbouring bounds nothing changes, so
the values on and beside the bounds stand for all values: when none of them is taken, none is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from profiles.standard.document import OffsetValue, Operator, ParameterValue, Scalar, Value

from ..dates import DateOutOfRange, shifted
from ..scope import Scope
from ..sql import plain
from .recipe import Cells

STEP = Decimal("0.0000000001")  # the finest step a recorded number can take
MOST = Decimal(10) ** 18
UNKNOWN_TOKEN = "ukendt"  # noqa: S105 - a text the catalogue does not list
Bound = Decimal | date | str | bool
T = TypeVar("T", Decimal, date)
Predicate = Callable[[Cells], bool]
Bounds = Mapping[str, Sequence[Bound]]  # by field: where a measure is compared, beside the filters


@dataclass(frozen=True)
class Choice:
    """Some cells of a record, with the Danish words for them; ``inner`` at some distance from every bound."""

    cells: Cells
    words: str
    inner: bool = False


@dataclass(frozen=True)
class Pool:
    """The choices of one field: those that keep a record in the selection, and those it is left for."""

    field: str
    taken: tuple[Choice, ...]
    left: tuple[Choice, ...]

    @property
    def base(self) -> Choice:
        """What other fields are tried beside: no bound of its own, if that can be."""
        return next((each for each in self.taken if each.inner), self.taken[0])


def parted(field: str, choices: Iterable[Choice], predicates: Sequence[Predicate]) -> Pool:
    taken: list[Choice] = []
    left: list[Choice] = []
    for choice in {tuple(sorted(each.cells.items())): each for each in choices}.values():
        (taken if all(holds(choice.cells) for holds in predicates) else left).append(choice)
    return Pool(field, tuple(taken), tuple(left))


# --- bounds -------------------------------------------------------------------------------------


def bounds_of(value: Value | None, scope: Scope, *, dates: bool) -> list[Bound]:
    """What is compared with, in the document's order. Raises ``DateOutOfRange``."""
    scalars = value if isinstance(value, tuple) else (value,)
    return [_bound(each, scope, dates) for each in scalars if each is not None]


def _bound(value: Scalar, scope: Scope, dates: bool) -> Bound:
    match value:
        case ParameterValue():
            return scope.parameter(value.parameter)
        case OffsetValue():
            return shifted(scope.index_date, value.offset)
        case str() if dates:
            return date.fromisoformat(value)
    return value


def holds(operator: Operator, value: T, bounds: Sequence[T]) -> bool:
    """A comparison of a value that is there and not censored (4.2)."""
    match operator:
        case Operator.EQUAL | Operator.ONE_OF:
            return value in bounds
        case Operator.NOT_EQUAL:
            return value not in bounds
        case Operator.LESS_THAN:
            return value < bounds[0]
        case Operator.AT_MOST:
            return value <= bounds[0]
        case Operator.GREATER_THAN:
            return value > bounds[0]
        case Operator.AT_LEAST:
            return value >= bounds[0]
    return bounds[0] <= value <= bounds[-1]


def outcome(operator: Operator, value: Decimal, sign: str | None, bounds: Sequence[Decimal]) -> bool | None:
    """A comparison of a number that may be censored; nothing where that leaves it open (4.3)."""
    if sign is None:
        return holds(operator, value, bounds)
    decided = value <= min(bounds) if sign == "<" else value >= max(bounds)
    far = min(bounds) - 1 if sign == "<" else max(bounds) + 1
    return holds(operator, far, bounds) if decided else None


# --- days ---------------------------------------------------------------------------------------


def days_beside(day: date, name: str) -> list[tuple[date, str]]:
    """The day, the day before and the day after, where the calendar has them."""
    return [
        (moved, words)
        for days, words in (
            (0, f"på {name}"),
            (-1, f"dagen før {name}"),
            (1, f"dagen efter {name}"),
        )
        if (moved := later(day, days)) is not None
    ]


def later(day: date, days: int) -> date | None:
    """The day so many days on; nothing outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def moved(day: date, offset: str) -> date | None:
    try:
        return shifted(day, offset)
    except DateOutOfRange:
        return None


def back(offset: str) -> str:
    """The offset the other way."""
    return offset[1:] if offset.startswith("-") else f"-{offset}" if offset != "P0D" else offset


# --- numbers ------------------------------------------------------------------------------------


def numbers_beside(bounds: Iterable[Decimal]) -> list[tuple[Decimal, str]]:
    """Each bound, the numbers the finest step and one whole beside it, and a number between neighbours."""
    found: list[tuple[Decimal, str]] = []
    ordered = sorted(set(bounds))
    for bound in ordered:
        found += [
            (bound, f"præcis {danish(bound)}"),
            (bound - STEP, f"en timilliardtedel under {danish(bound)}"),
            (bound + STEP, f"en timilliardtedel over {danish(bound)}"),
            (bound - 1, f"1 under {danish(bound)}"),
            (bound + 1, f"1 over {danish(bound)}"),
        ]
    for low, high in pairwise(ordered):
        found.append(((low + high) / 2, f"midt mellem {danish(low)} og {danish(high)}"))
    return found


def danish(number: Decimal) -> str:
    return plain(number).replace(".", ",")


def written(number: Decimal) -> str | None:
    """The numeral of a recorded number; nothing for one with more digits than are computed exactly with."""
    rounded = number.quantize(STEP) if abs(number) < MOST else MOST
    return plain(rounded) if abs(rounded) < MOST else None


def cells_of(column: str, values: Mapping[str, str]) -> list[Choice]:
    """A choice for each text, by its words."""
    return [Choice({column: text}, words) for text, words in values.items()]
