"""A map's connections: staged like codes, and made a map in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from ..formats import Connection, remark_of
from ..models import CodeMap, Concept, Import, Mapping, StagedConnection

_STAGED, _MAPPING = StagedConnection._meta.db_table, Mapping._meta.db_table
_COPY = f"COPY {_STAGED} (of_id, line, from_key, to_key, relation, remark) FROM STDIN"
LONGEST_REMARK = 300
#: A file may say the same connection twice; the first counts.
_ADD = f"""
INSERT INTO {_MAPPING} (map_id, from_key, to_key, relation, remark)
SELECT DISTINCT ON (from_key, to_key) %s, from_key, to_key, relation, remark
FROM {_STAGED} WHERE of_id = %s ORDER BY from_key, to_key, line
"""


def stage_connections(*, of: Import, connections: Sequence[Connection]) -> None:
    """Write connections beside the others, each with what is known to be wrong with it."""
    known = _known_targets(of, connections)
    connection.ensure_connection()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for each in connections:
            remark = remark_of(each, known)[:LONGEST_REMARK]
            copy.write_row((of.pk, each.line, each.from_key, each.to_key, each.relation, remark))


def _known_targets(of: Import, connections: Sequence[Connection]) -> set[str]:
    """The codes there are among the targets, and among what is left of them without a last figure."""
    keys = {key for each in connections for key in (each.to_key, each.to_key[:-1])}
    return set(
        Concept.objects.current().filter(system=of.to_system_id, key__in=keys).values_list("key", flat=True)
    )


@transaction.atomic
def add_map(*, of: Import) -> CodeMap:
    """Make a map of what the import has staged; the staged rows are gone afterwards."""
    made = _new_map(of)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [made.pk, of.pk])
        made.rows = cursor.rowcount
    made.save()
    of.connections.all().delete()
    return made


def _new_map(of: Import) -> CodeMap:
    return CodeMap.objects.create(
        title=of.title,
        from_system=of.system,
        to_system=of.to_system,  # type: ignore[misc]  # an import without it is no map
        date=of.date,
        source=of.source,
        file_name=of.file_name,
        sha256=of.sha256,
        rows=0,
        licence=of.licence,
        imported_by=of.by,
    )
