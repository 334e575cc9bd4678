"""Passes: one reading of an element's table serves many selections of it.

Reading records is what a query over a large practice costs, so selections of one element share a pass: it
keeps the records that any of them may want and only the columns they read. What all of them ask is asked by
the pass itself; what one asks alone is asked of the kept records, where a code set has become a column of 1
and 0. So a pass can be written only when every selection is known. Codes of several systems are read one
system after another, each in the part of the table where its codes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from profiles.standard.catalogue import Element

from .layout import PATIENT_ID
from .sql import RECORD, all_of, any_of, choice, column, name, select_from

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


@dataclass(frozen=True)
class InSet:
    """That a record is in a code set: that one of its codes is, by the column of the code."""

    by_column: Mapping[str, str]

    @cached_property
    def text(self) -> str:
        return any_of(self.by_column.values())


@dataclass
class Pass:
    """The records of one element that some selections want, as the table ``alias`` of the query."""

    alias: str
    element: Element
    _sets: dict[str, Condition] = field(default_factory=dict)
    _coded: dict[str, list[str]] = field(default_factory=dict)
    _asked: dict[Conditions, None] = field(default_factory=dict)
    _kept: dict[str, str] = field(default_factory=dict)
    _computed: dict[str, str] = field(default_factory=dict)

    def has_room_for(self, sets: Iterable[str]) -> bool:
        return len({*self._sets, *sets}) <= CODE_SETS

    def code_set(self, asked: InSet) -> Condition:
        """The condition that a record is in a code set."""
        if asked.text not in self._sets:
            flag = f"in_{len(self._sets) + 1}"
            truth = choice([(asked.text, "1")], "0")
            self._sets[asked.text] = Condition(asked.text, f"{column(RECORD, flag)} = 1", ((flag, truth),))
            for code, condition in asked.by_column.items():
                self._coded.setdefault(code, []).append(condition)
        return self._sets[asked.text]

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
        kept = [(PATIENT_ID, column(RECORD, PATIENT_ID)), *sorted(self._kept.items())]
        if len(self._coded) > 1:
            only = self._sets.values() if len(self._sets) == 1 else ()
            return select_from(
                kept, self._by_system(), [each.asked for each in self._shared if each not in only]
            )
        conditions = [each.asked for each in self._shared]
        if self._sets and not self._shared.keys() & set(self._sets.values()):
            conditions.insert(0, any_of(self._sets))
        return select_from(kept, self._table, conditions)

    @property
    def _table(self) -> str:
        return f"{name(self.element.id)} AS {RECORD}"

    def _by_system(self) -> str:
        """The records that are in any of the code sets, read by the codes of one system after another.

        A table clustered by code can be read in part for some codes of one system, but not for those of one
        or another. What a system gave is not given again by the next. Who is in the only set is settled here.
        """
        coded = [any_of(conditions) for conditions in self._coded.values()]
        parts = [
            f"SELECT {RECORD}.*\nFROM {self._table}\nWHERE {all_of([each, *_none(coded[:place])])}"
            for place, each in enumerate(coded)
        ]
        return "(\n" + "\nUNION ALL\n".join(parts) + f"\n) AS {RECORD}"

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


def _none(conditions: list[str]) -> list[str]:
    """That none of some conditions holds, where NULL counts as no."""
    return [f"{choice([(any_of(conditions), '1')], '0')} = 0"] if conditions else []


Records = Pass | Anchored
