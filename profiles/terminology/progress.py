"""Which imports a worker is at, told by the lock that it holds for as long as its connection lives."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

#: The half of the lock's key that says it is about an import; the other half is which.
LOCKED_IMPORTS = 4_110

_HELD = """
SELECT objid::bigint FROM pg_locks
WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = ANY(%s)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def at_work(pks: Iterable[int]) -> set[int]:
    """Those of the imports that some worker is reading at this moment; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [LOCKED_IMPORTS, list(pks)])
        return {pk for (pk,) in cursor.fetchall()}
