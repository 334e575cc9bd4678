"""Passes: one reading of an element's table serves many selections of it.

Reading records is what a query over a large practice costs, so selections of one element share a pass: it
keeps the records that any of them may want and only the columns they read. What all of them ask is asked by
the pass itself; what one asks alone is asked of the kept records, where a code set has become a column of 1
and 0. So a pass can be written only when every selection is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from profiles.standard.catalogue import Element

from .layout import PATIENT_ID
from .sql import RECORD, any_of, choice, column, name, select_from

# Tables clustered by code are read only where the asked codes are, and every kept record is asked about every
# code set: beyond some sets another reading is the cheaper.
CODE_SETS = 8

# The alias of the table that holds each patient's anchor day.
ANCHOR = "a"

Columns = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Condition:
    """``asked`` of the element's own table, ``kept`` of the pass's records, which have ``columns`` for it."""

    asked: str
    kept: str
    columns: tuple[tuple[str, str], ...] = ()


def plainly(condition: str, *read: str) -> Condition:
    """A condition on columns that a pass keeps as they are."""
    return Condition(condition, condition, tuple((each, column(RECORD, each)) for each in read))


Conditions = tuple[Condition, ...]


@dataclass
class Pass:
    """The records of one element that some selections want, as the table ``alias`` of the query."""

    alias: str
    element: Element
    _sets: dict[str, Condition] = field(default_factory=dict)
    _asked: dict[Conditions, None] = field(default_factory=dict)
    _kept: dict[str, str] = field(default_factory=dict)
    _computed: dict[str, str] = field(default_factory=dict)

    def has_room_for(self, sets: Iterable[str]) -> bool:
        return len({*self._sets, *sets}) <= CODE_SETS

    def code_set(self, asked: str) -> Condition:
        """The condition that a record is in a code set."""
        flag = f"in_{len(self._sets) + 1}"
        truth = choice([(asked, "1")], "0")
        return self._sets.setdefault(asked, Condition(asked, f"{column(RECORD, flag)} = 1", ((flag, truth),)))

    def computed(self, expression: str) -> str:
        """The name of a column computed from a record."""
        return self._computed.setdefault(expression, f"value_{len(self._computed) + 1}")

    def keep(self, columns: Columns) -> None:
        """Let the kept records have columns: name, and expression over the element's table."""
        self._kept.update(columns)

    def admit(self, conditions: Conditions) -> None:
        """Somebody will ask the kept records for those that fulfil the conditions."""
        self._asked[conditions] = None

    def own(self, conditions: Conditions) -> list[str]:
        """What a selection asks that not every selection of the pass does. Only when all are admitted."""
        return [each.kept for each in conditions if each not in self._shared]

    def body(self) -> str:
        for condition in {each for conditions in self._asked for each in conditions} - self._shared.keys():
            self.keep(condition.columns)
        conditions = [each.asked for each in self._shared]
        if self._sets and not self._shared.keys() & set(self._sets.values()):
            conditions.insert(0, any_of(self._sets))
        kept = [(PATIENT_ID, column(RECORD, PATIENT_ID)), *sorted(self._kept.items())]
        return select_from(kept, f"{name(self.element.id)} AS {RECORD}", conditions)

    @cached_property
    def _shared(self) -> dict[Condition, None]:
        """In the order of the first selection, so that a query is always written alike."""
        first, *others = self._asked
        shared = set(first).intersection(*others)
        return {each: None for each in first if each in shared}


@dataclass
class Anchored:
    """The records of a selection whose window hangs on a day of the patient's own (2.5).

    ``anchor`` is the table that holds the day; ``window`` asks the record and the anchor.
    """

    alias: str
    source: Pass
    conditions: Conditions
    window: Conditions
    anchor: str
    _kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.window:
            self.source.keep(each.columns)

    def keep(self, columns: Columns) -> None:
        columns = list(columns)
        self.source.keep(columns)
        self._kept.update((alias, column(RECORD, alias)) for alias, _ in columns)

    def admit(self, conditions: Conditions) -> None:
        for each in conditions:
            self.keep(each.columns)

    def own(self, conditions: Conditions) -> list[str]:
        return [each.kept for each in conditions]

    def body(self) -> str:
        patient = column(RECORD, PATIENT_ID)
        kept = [(PATIENT_ID, patient), *sorted(self._kept.items())]
        join = f"INNER JOIN {self.anchor} AS {ANCHOR} ON {column(ANCHOR, PATIENT_ID)} = {patient}"
        conditions = [*self.source.own(self.conditions), *(each.kept for each in self.window)]
        return select_from(kept, f"{self.source.alias} AS {RECORD}\n{join}", conditions)


Records = Pass | Anchored
