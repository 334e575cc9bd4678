"""What was staged becomes a release: every concept that changed gets a new row, the rest keep theirs.

All of it is one transaction, so a release is there whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from ..models import CodeSystem, Concept, Import, Release, StagedConcept

#: What a concept says. A difference in any of it is a change of the concept.
_SAID = ("code", "title", "unit", "parent", "synonyms", "opened", "closed", "replaced_by")
_CONCEPT, _STAGED = Concept._meta.db_table, StagedConcept._meta.db_table
_COLUMNS = ", ".join(_SAID)
_NOW = ", ".join(f"c.{name}" for name in _SAID)
_NEW = ", ".join(f"s.{name}" for name in _SAID)
_CLOSED_NOW = _NOW.replace("c.closed", "%(date)s::date AS closed")

_CHANGED = f"""
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
SELECT s.key, {_NEW}, s.rank, array_to_tsvector(s.words) AS words
FROM {_STAGED} s LEFT JOIN {_CONCEPT} c ON c.system_id = %(system)s AND c.key = s.key AND c.until IS NULL
WHERE s.of_id = %(of)s AND (c.id IS NULL OR ({_NOW}) IS DISTINCT FROM ({_NEW}))
"""
_LEFT_OUT = f"""
INSERT INTO changed
SELECT c.key, {_CLOSED_NOW}, c.rank, c.words
FROM {_CONCEPT} c
WHERE c.system_id = %(system)s AND c.until IS NULL AND c.closed IS NULL
    AND NOT EXISTS (SELECT 1 FROM {_STAGED} s WHERE s.of_id = %(of)s AND s.key = c.key)
"""
_END = f"""
UPDATE {_CONCEPT} c SET until = %(number)s FROM changed
WHERE c.system_id = %(system)s AND c.key = changed.key AND c.until IS NULL
"""
_BEGIN = f"""
INSERT INTO {_CONCEPT} (system_id, key, {_COLUMNS}, rank, words, since)
SELECT %(system)s, key, {_COLUMNS}, rank, words, %(number)s FROM changed
"""
#: From how many codes PostgreSQL must be told what it holds. It plans by counts from before the import, and
#: joins two large tables row by row if it believes that they are empty.
MANY = 5_000


@transaction.atomic
def release_staged(*, of: Import) -> Release:
    """Make a release of what the import has staged; the staged rows are gone afterwards."""
    system = CodeSystem.objects.select_for_update().get(pk=of.system_id)
    release = _new_release(of, system)
    facts: dict[str, Any] = {"system": system.pk, "of": of.pk, "number": release.number, "date": release.date}
    with connection.cursor() as cursor:
        for statement in _statements(of):
            cursor.execute(statement, facts)
    of.staged.all().delete()
    return release


def _statements(of: Import) -> Iterator[str]:
    """What makes the release, in order."""
    is_large = of.rows_read >= MANY
    if is_large:
        yield f"ANALYZE {_STAGED}, {_CONCEPT}"
    yield _CHANGED
    if of.complete:
        yield _LEFT_OUT
    if is_large:
        yield "ANALYZE changed"
    yield from (_END, _BEGIN, "DROP TABLE changed")
    if is_large:
        yield f"ANALYZE {_CONCEPT}"


def _new_release(of: Import, system: CodeSystem) -> Release:
    newest = system.releases.order_by("-number").first()
    return Release.objects.create(
        system=system,
        number=newest.number + 1 if newest else 1,
        title=of.title,
        date=of.date,
        source=of.source,
        file_name=of.file_name,
        format=of.format,
        sha256=of.sha256,
        rows=of.rows_read,
        complete=of.complete,
        licence=of.licence,
        imported_by=of.by,
    )
