"""What changed in a system from one release to another.

A concept is kept as rows that hold from one release until another, so what may differ is the rows that began
between the two; each is held against the row that held before. A code is never removed: one that a release
leaves out is closed (6.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import TextChoices

from .models import Concept


class Kind(TextChoices):
    """What may have happened to a code; several may, to one code."""

    ADDED = "added", "Kommet til"
    CLOSED = "closed", "Lukket"
    REOPENED = "reopened", "Åbnet igen"
    RENAMED = "renamed", "Fået anden betegnelse"
    UNIT = "unit", "Fået anden enhed"
    MOVED = "moved", "Flyttet"
    OTHER = "other", "Andet"


#: Each kind as a condition on a code's row before (absent for a new code) and its row now.
_CONDITIONS: dict[Kind, str] = {
    Kind.ADDED: "before.id IS NULL",
    Kind.CLOSED: "before.closed IS NULL AND now.closed IS NOT NULL",
    Kind.REOPENED: "before.closed IS NOT NULL AND now.closed IS NULL",
    Kind.RENAMED: "before.title <> now.title",
    Kind.UNIT: "before.unit <> now.unit",
    Kind.MOVED: "before.parent <> now.parent",
    Kind.OTHER: (
        "(before.code, before.synonyms, before.opened, before.replaced_by)"
        " IS DISTINCT FROM (now.code, now.synonyms, now.opened, now.replaced_by)"
        " OR (before.closed <> now.closed)"
    ),
}


def _column(kind: Kind) -> str:
    """Whether the kind is true of a code; nothing but being new can be said of a new one."""
    condition = _CONDITIONS[kind]
    known = condition if kind is Kind.ADDED else f"before.id IS NOT NULL AND ({condition})"
    return f"COALESCE({known}, false) AS {kind.value}"


_COLUMNS = ", ".join(map(_column, Kind))
_CONCEPT = Concept._meta.db_table
_CHANGED = f"""
SELECT now.key, now.id AS now_id, before.id AS before_id, {_COLUMNS}
FROM {_CONCEPT} now LEFT JOIN {_CONCEPT} before
    ON before.system_id = now.system_id AND before.key = now.key
    AND before.since <= %(first)s AND (before.until IS NULL OR before.until > %(first)s)
WHERE now.system_id = %(system)s AND now.since > %(first)s AND now.since <= %(last)s
    AND (now.until IS NULL OR now.until > %(last)s)
"""
_ANY = " OR ".join(kind.value for kind in Kind)
_COUNTS = ", ".join(f"count(*) FILTER (WHERE {kind.value})" for kind in Kind)


@dataclass(frozen=True, slots=True)
class Change:
    """A code that differs: as it was (nothing, for a new code), as it is, and in what."""

    before: Concept | None
    now: Concept
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Differences:
    """What differs between releases ``first`` and ``last`` of a system: how much, and which, page by page.

    Numbers are one query and a page is two, however much differs. With a ``kind``, only what it says.
    """

    system: str
    first: int
    last: int
    kind: Kind | None = None

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """How many codes each kind is true of; one code may count in several."""
        return dict(zip(Kind, self._numbers[1:], strict=True))

    def count(self) -> int:
        """How many codes there are to list."""
        return self.counts[self.kind] if self.kind else self._numbers[0]

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """How many codes differ at all, and then in each way; asked once, for it is all of them."""
        question = f"SELECT count(*) FILTER (WHERE {_ANY}), {_COUNTS} FROM ({_CHANGED}) changed"
        return self._ask(question)[0]

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Change]:
        return iter(self[0:])

    def __getitem__(self, part: slice) -> list[Change]:
        """Some of the codes in the order of their keys."""
        start, stop = part.start or 0, part.stop
        limit = "ALL" if stop is None else str(int(stop - start))
        return self._changes(
            self._ask(
                f"SELECT * FROM ({_CHANGED}) changed WHERE {self._wanted}"
                f" ORDER BY key LIMIT {limit} OFFSET {int(start)}"
            )
        )

    @property
    def _wanted(self) -> str:
        return self.kind.value if self.kind else f"({_ANY})"

    def _ask(self, question: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(question, {"system": self.system, "first": self.first, "last": self.last})
            return list(cursor.fetchall())

    def _changes(self, rows: Sequence[tuple[Any, ...]]) -> list[Change]:
        concepts = Concept.objects.in_bulk([pk for row in rows for pk in row[1:3] if pk])
        return [
            Change(
                before=concepts.get(before),
                now=concepts[now],
                kinds=tuple(kind for kind, holds in zip(Kind, flags, strict=True) if holds),
            )
            for _, now, before, *flags in rows
        ]
