"""Records that a selection just takes, and records that it just leaves: one thing changed at a time.

A selection in a window from an anchor needs the anchor's record too: several days are tried for it, until a
day is left for the record itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from profiles.standard.catalogue import ElementField
from profiles.standard.document import Selection
from profiles.standard.durations import always_after

from ..dates import DateOutOfRange
from ..scope import Scope
from .choices import Bounds, Choice, Pool, back, moved
from .fields import Fields
from .recipe import NOTHING, Recipe, Record, distinct

MOST_ANCHORS, MOST_ANCHORED = 3, 8
NOTHING_COMPARED: Bounds = {}
MOST_CHOICES = 24  # of one field


@dataclass(frozen=True)
class Taken:
    """A record that the selection takes, the records it needs beside it, and what could change in it."""

    fields: Fields
    record: Record
    beside: tuple[Record, ...]
    pools: tuple[Pool, ...]

    def recipe(self, words: str, *records: Record) -> Recipe:
        return Recipe(words, (*self.beside, *(records or (self.record,))))

    def pool(self, field: str) -> Pool | None:
        return next((pool for pool in self.pools if pool.field == field), None)

    def with_choice(self, field: ElementField | str, choice: Choice) -> Record:
        """The record with other cells for a field; what the field held before is gone."""
        name = field if isinstance(field, str) else field.id
        pool = self.pool(name)
        held = {column for each in (*pool.taken, *pool.left) for column in each.cells} if pool else set()
        kept = {column: cell for column, cell in self.record.cells.items() if column not in held}
        return replace(self.record, cells={**kept, **choice.cells})


def taken_by(selection: Selection, scope: Scope, compared: Bounds = NOTHING_COMPARED) -> list[Taken]:
    """Ways to be taken; none when no record can be, as far as the days tried for an anchor tell.

    The first few, and those that let a compared field hold what the first did not.
    """
    found: list[Taken] = []
    known: set[str] = set()
    for anchor, beside in _anchors(selection, scope, compared):
        fields = Fields(selection, scope, anchor, compared)
        pools = _pools(fields)
        if pools is None or not all(pool.taken for pool in pools):
            continue
        own = {str(each.cells) for pool in pools if pool.field in compared for each in pool.taken}
        if len(found) < MOST_ANCHORS or (own - known and len(found) < MOST_ANCHORED):
            cells = {column: cell for pool in pools for column, cell in pool.base.cells.items()}
            found.append(Taken(fields, Record(selection.element, cells), beside, tuple(pools)))
            known |= own
    return found


def _pools(fields: Fields) -> list[Pool] | None:
    try:
        return fields.pools()
    except DateOutOfRange:
        return None


def _anchors(
    selection: Selection, scope: Scope, compared: Bounds
) -> Iterator[tuple[date, tuple[Record, ...]]]:
    """The days the window may hang on, each with the records that make it so."""
    anchor = selection.window.anchor if selection.window else None
    if anchor is None:
        yield scope.index_date, ()
        return
    for taken in taken_by(anchor.of, scope, _days_to_hang_on(selection, scope, compared)):
        key_date = taken.fields.element.key_date
        pool = taken.pool(key_date)
        for choice in pool.taken if pool else ():
            record = taken.with_choice(key_date, choice)
            yield date.fromisoformat(choice.cells[key_date]), (*taken.beside, record)


def _days_to_hang_on(selection: Selection, scope: Scope, compared: Bounds) -> Bounds:
    """The anchor's days that put a bound of the window on a day the selection is asked about."""
    window = selection.window
    if window is None or window.anchor is None:
        return NOTHING_COMPARED
    fields = Fields(selection, scope, scope.index_date, compared)
    wanted = [day for name in fields.element.key_dates for day in fields.asked_days(name)]
    found = [
        moved(day, back(offset)) for day in wanted for offset in (window.from_, window.to or "P0D") if offset
    ]
    key_date = scope.element(window.anchor.of.element).key_date
    return {key_date: [day for day in found if day is not None]}


def always_empty(selection: Selection, scope: Scope) -> str | None:
    """Why no record of any patient can be taken, in Danish; nothing when some may be.

    The choices of a field stand for all its values. Key dates in a window from an anchor are not judged,
    since the anchor may lie on any day.
    """
    window = selection.window
    anchor = window.anchor if window else None
    if window and window.from_ and always_after(window.from_, window.to or "P0D"):
        return "Vinduet begynder altid, efter at det er slut."
    fields = Fields(selection, scope, scope.index_date, NOTHING_COMPARED)
    judged = [
        pool for pool in _pools(fields) or () if not anchor or pool.field not in fields.element.key_dates
    ]
    empty = [fields.element.field(pool.field).title.lower() for pool in judged if not pool.taken]
    if empty:
        return f"Ingen værdi af {empty[0]} kan udvælges."
    return always_empty(anchor.of, scope) if anchor else None


# --- variants -----------------------------------------------------------------------------------


def variants(selection: Selection, scope: Scope, compared: Bounds = NOTHING_COMPARED) -> list[Recipe]:
    """Patients with one record that is taken, or is left for one reason; and one without any."""
    found = [NOTHING]
    for taken in taken_by(selection, scope, compared):
        found.append(taken.recipe("posten opfylder det hele"))
        for pool in taken.pools:
            for choice in (*pool.left[:MOST_CHOICES], *pool.taken[:MOST_CHOICES]):
                found.append(taken.recipe(choice.words, taken.with_choice(pool.field, choice)))
        if taken.beside:
            found.append(Recipe("ankerets post mangler", (taken.record,)))
            found.append(Recipe("kun ankerets post", taken.beside))
    return distinct(found)
