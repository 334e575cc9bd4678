"""Codes on their way in: written beside the others in bulk, seen by nobody until they are released."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ..entries import Entry
from ..models import Import, StagedConcept

_COLUMNS = (
    "of_id",
    "line",
    "code",
    "key",
    "title",
    "unit",
    "parent",
    "synonyms",
    "opened",
    "closed",
    "replaced_by",
    "rank",
    "words",
)
_COPY = f"COPY {StagedConcept._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN"


def stage(*, of: Import, entries: Iterable[Entry]) -> int:
    """Write entries beside the others. Returns how many; memory does not grow with their number."""
    count = 0
    connection.ensure_connection()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for count, entry in enumerate(entries, start=1):  # noqa: B007
            copy.write_row(_row(of, entry))
    return count


def _row(of: Import, entry: Entry) -> tuple[object, ...]:
    return (
        of.pk,
        entry.line,
        entry.code,
        entry.key,
        entry.title,
        entry.unit,
        entry.parent,
        list(entry.synonyms),
        entry.opened,
        entry.closed,
        entry.replaced_by,
        entry.place,
        entry.words,
    )
