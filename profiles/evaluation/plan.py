"""The query while it is being written: tables, then one wide row per active patient, then truths in layers.

Everything has a deterministic alias in the order of the document. Equal tables and facts are written once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from profiles.standard.catalogue import Element

from .layout import PATIENT_ID
from .limits import refuse_too_large
from .passes import Pass
from .sql import column, comment, name

ROW = "t"
ACTIVE = "active"
_WIDE = "measured"


@dataclass(frozen=True)
class Truth:
    """A column of 1, 0 or NULL per patient; ``height`` is 1 where it hangs on facts alone.

    One that is ``certain`` is never NULL.
    """

    alias: str
    height: int
    certain: bool = False

    @property
    def expression(self) -> str:
        return column(ROW, self.alias)


class Part(Protocol):
    """A table of the query, written when the whole plan is known."""

    @property
    def alias(self) -> str: ...

    def body(self) -> str: ...


Made = TypeVar("Made", bound=Part)
Once = TypeVar("Once")


@dataclass(frozen=True)
class _Later:
    """A table without memory of its own."""

    alias: str
    write: Callable[[], str]

    def body(self) -> str:
        return self.write()


@dataclass
class Plan:
    """Collects the parts of one query. ``active`` is the table of patients with an outcome (5.1)."""

    active: str
    _parts: dict[Hashable, Part] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)
    _made: dict[Hashable, object] = field(default_factory=dict)
    _passes: dict[tuple[str, frozenset[str]], Pass] = field(default_factory=dict)
    _last_passes: dict[tuple[str, bool], Pass] = field(default_factory=dict)
    _facts: dict[str, str] = field(default_factory=dict)
    _joins: dict[str, None] = field(default_factory=dict)
    _truths: list[tuple[Truth, str, str]] = field(default_factory=list)

    def records(self, element: Element, sets: Iterable[str]) -> Pass:
        """The pass that reads an element's records of some code sets; without any, all its records."""
        wanted = frozenset(sets)
        key, kind = (element.id, wanted), (element.id, bool(wanted))
        if key not in self._passes:
            last = self._last_passes.get(kind)
            if last is None or not last.has_room_for(wanted):
                last = self.part("r", (kind, len(self._parts)), lambda alias: Pass(alias, element))
                self._words[last.alias] = element.title
            self._passes[key] = self._last_passes[kind] = last
        return self._passes[key]

    def once(self, key: Hashable, make: Callable[[], Once]) -> Once:
        """What is long to write and asked for often, such as the condition of a code set."""
        if key not in self._made:
            self._made[key] = make()
        return cast("Once", self._made[key])

    def part(self, stem: str, key: Hashable, make: Callable[[str], Made]) -> Made:
        """A part of the query; the one that was made for an equal key is used again."""
        if key not in self._parts:
            self._parts[key] = make(f"{stem}_{len(self._parts) + 1}")
        return cast("Made", self._parts[key])

    def table(self, stem: str, body: str) -> str:
        """The alias of a table that can be written at once; an equal one is used again."""
        return self.later(stem, body, lambda: body)

    def later(self, stem: str, key: Hashable, body: Callable[[], str]) -> str:
        """The alias of a table that is written when the plan is."""
        return self.part(stem, key, lambda alias: _Later(alias, body)).alias

    def joined(self, table: str) -> None:
        """Let facts use the columns of a table of at most one row per patient."""
        self._joins[table] = None

    def measured(self, table: str, columns: Iterable[str]) -> list[str]:
        """Join a table of at most one row per patient; gives the expressions of its columns."""
        self.joined(table)
        return [self.fact(column(table, each)) for each in columns]

    def fact(self, expression: str) -> str:
        """A column of the wide row, computed from ``p`` (the patient) and joined tables."""
        return column(ROW, self._facts.setdefault(expression, f"f_{len(self._facts) + 1}"))

    def truth(self, expression: str, height: int, words: str = "", *, certain: bool = False) -> Truth:
        """A criterion's truth, computed from ``t``: facts and truths of less height."""
        truth = Truth(f"c_{len(self._truths) + 1}", height, certain)
        self._truths.append((truth, expression, words))
        return truth

    def combined(self, expression: str, parts: Collection[Truth], words: str = "") -> Truth:
        """A truth computed from other truths; certain when they are."""
        height = 1 + max((part.height for part in parts), default=0)
        return self.truth(expression, height, words, certain=all(part.certain for part in parts))

    def query(self, outputs: Iterable[tuple[str, str]]) -> str:
        """The whole query: ``patient_id``, then the outputs (alias, expression over ``t``), by patient."""
        patient = column(ROW, PATIENT_ID)
        return f"{self._measured([(PATIENT_ID, patient), *outputs])}\nORDER BY {patient}"

    def counts(self, groups: Iterable[tuple[str, str]], sums: Iterable[tuple[str, str]]) -> str:
        """The whole query summed up: a row per group of patients, with the aggregates over each."""
        groups = list(groups)
        written = self._measured([*groups, *sums], summed_up=True)
        return f"{written}\nGROUP BY {', '.join(what for _, what in groups)}"

    def ending(self, last: Callable[[], str]) -> str:
        """Another query over the parts alone; ``last`` is written when they are."""
        return self._written((), last())

    def _measured(self, chosen: Iterable[tuple[str, str]], *, summed_up: bool = False) -> str:
        """One layer is kept as a table, and all of the engine's threads go on from it.

        Else the truths are computed by as many as read the patients: one thread, up to a hundred thousand. To
        be summed up it is the truths that are kept: an engine that may write them out in every aggregate
        takes minutes to plan what it does in milliseconds.
        """
        layers = [(_WIDE, self._wide_row(), "Det målte, én række pr. patient"), *self._layers()]
        last = layers[-1][0]
        kept = last if summed_up else _WIDE
        return self._written(layers, _select(chosen, f"{name(last)} AS {ROW}"), kept)

    def _written(self, layers: Iterable[tuple[str, str, str]], last: str, kept: str = "") -> str:
        refuse_too_large(
            tables=len(self._parts),
            joined=len(self._joins),
            measured=len(self._facts),
            criteria=len(self._truths),
            levels=len({truth.height for truth, _, _ in self._truths}),
            columns=len(self._truths) + len(self._facts),
        )
        tables = [(ACTIVE, self.active, "Aktive patienter")]
        tables += [
            (each.alias, each.body(), self._words.get(each.alias, "")) for each in self._parts.values()
        ]
        written = ",\n".join(_table(*table, kept=table[0] == kept) for table in (*tables, *layers))
        return f"WITH\n{written}\n{last}"

    def _wide_row(self) -> str:
        chosen = [(PATIENT_ID, column("p", PATIENT_ID))]
        chosen += [(alias, expression) for expression, alias in self._facts.items()]
        joins = (
            f"\nLEFT JOIN {name(table)} ON {column(table, PATIENT_ID)} = {column('p', PATIENT_ID)}"
            for table in self._joins
        )
        return _select(chosen, f"{name(ACTIVE)} AS p" + "".join(joins))

    def _layers(self) -> list[tuple[str, str, str]]:
        layers: list[tuple[str, str, str]] = []
        below = _WIDE
        for height in sorted({truth.height for truth, _, _ in self._truths}):
            lines = [
                f"  {expression} AS {name(truth.alias)}" + (f" {comment(words)}" if words else "")
                for truth, expression, words in self._truths
                if truth.height == height
            ]
            alias = f"truth_{height}"
            layers.append((alias, _layer(lines, below), ""))
            below = alias
        return layers


def _layer(lines: list[str], below: str) -> str:
    # The comma stands first in a line so that a comment can end it.
    return (
        f"SELECT {ROW}.*"
        + "".join(f"\n, {line.strip()}" for line in lines)
        + f"\nFROM {name(below)} AS {ROW}"
    )


def _select(chosen: Iterable[tuple[str, str]], source: str) -> str:
    return (
        "SELECT\n  " + ",\n  ".join(f"{what} AS {name(alias)}" for alias, what in chosen) + f"\nFROM {source}"
    )


def _table(alias: str, body: str, words: str, *, kept: bool = False) -> str:
    start = f"{comment(words)}\n" if words else ""
    return f"{start}{name(alias)} AS {'MATERIALIZED ' if kept else ''}(\n{body}\n)"
