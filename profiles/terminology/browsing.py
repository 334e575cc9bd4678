"""A code system as a tree to walk in: what stands under a code, and what a code stands under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from .models import Concept, ConceptQuerySet

#: More levels than any system has; a source that goes in circles is not followed for ever.
DEEPEST = 40
_ABOVE = f"""
WITH RECURSIVE above(id, parent, depth) AS (
    SELECT id, parent, 0 FROM {Concept._meta.db_table}
    WHERE system_id = %(system)s AND key = %(key)s AND until IS NULL
    UNION ALL
    SELECT c.id, c.parent, above.depth + 1 FROM {Concept._meta.db_table} c JOIN above ON c.key = above.parent
    WHERE c.system_id = %(system)s AND c.until IS NULL AND above.depth < {DEEPEST}
)
SELECT id FROM above ORDER BY depth DESC
"""


@dataclass(frozen=True, slots=True)
class Branch:
    """A code and how many stand right under it."""

    concept: Concept
    children: int


def under(system: str, key: str) -> ConceptQuerySet:
    """The codes right under a code as they are now, in order; at the top when the key is empty."""
    return Concept.objects.current().filter(system=system, parent=key).order_by("key")


def branches(system: str, concepts: Iterable[Concept]) -> list[Branch]:
    """The codes with how many each has under it; one query."""
    listed = list(concepts)
    counted = (
        Concept.objects.current()
        .filter(system=system, parent__in=[each.key for each in listed])
        .order_by()
        .values_list("parent")
        .annotate(Count("pk"))
    )
    numbers = dict(counted)
    return [Branch(each, numbers.get(each.key, 0)) for each in listed]


def path_to(system: str, key: str) -> list[Concept]:
    """The codes from the top down to this one, itself last; empty when it is unknown. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"system": system, "key": key})
        pks = [pk for (pk,) in cursor.fetchall()]
    concepts = Concept.objects.in_bulk(pks)
    return [concepts[pk] for pk in dict.fromkeys(pks)]
