"""Code systems as trees, a branch at a time: what stands above some codes, below them, and how much.

Every question is answered with the same number of queries for one code as for a thousand. A release of each
system may be asked for; else the newest is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from profiles.standard.rule_algebra import Code

from .expansion import NOW, Releases, listed_in
from .models import Concept, ConceptQuerySet

DEEPEST = 40


def ancestors(codes: Iterable[Code], releases: Releases = NOW) -> dict[Code, str]:
    """The key right above each known code and above all those above it; empty at the top.

    In one query where parents begin their children, with one more for each step that does not.
    """
    found: dict[Code, str] = {}
    wanted = {(system, key[:end]) for system, key in codes for end in range(1, len(key) + 1)}
    for _ in range(DEEPEST):
        rows = _of(wanted, releases).values_list("system_id", "key", "parent")
        found.update({(system, key): parent for system, key, parent in rows})
        above = {(system, parent) for (system, _), parent in found.items() if parent}
        missing = above - wanted
        if not missing:
            break
        wanted |= missing
    return found


def concepts_of(codes: Iterable[Code], releases: Releases = NOW) -> dict[Code, Concept]:
    """The known concepts among codes, in the release asked for; one query."""
    return {(each.system_id, each.key): each for each in _of(set(codes), releases).defer("words")}


def children(limits: Mapping[Code, int], releases: Releases = NOW) -> dict[Code, list[Concept]]:
    """The first so many codes right below each, by key; one query."""
    if not limits:
        return {}
    of = _below(limits, releases)
    place = Window(RowNumber(), partition_by=[F("system_id"), F("parent")], order_by=F("key").asc())
    found: dict[Code, list[Concept]] = defaultdict(list)
    for each in (
        of.annotate(place=place).filter(place__lte=max(limits.values())).defer("words").order_by("place")
    ):
        listed = found[(each.system_id, each.parent)]
        if len(listed) < limits[(each.system_id, each.parent)]:
            listed.append(each)
    return found


def child_counts(codes: Iterable[Code], releases: Releases = NOW) -> dict[Code, int]:
    """How many codes stand right below each; those without any are left out. One query."""
    rows = _below(codes, releases).values("system_id", "parent").annotate(below=Count("pk")).order_by()
    return {(row["system_id"], row["parent"]): row["below"] for row in rows}


def _of(codes: set[Code], releases: Releases) -> ConceptQuerySet:
    return _matching({"key__in": codes}, releases)


def _below(codes: Iterable[Code], releases: Releases) -> ConceptQuerySet:
    return _matching({"parent__in": set(codes)}, releases)


def _matching(wanted: Mapping[str, Iterable[Code]], releases: Releases) -> ConceptQuerySet:
    ((name, codes),) = wanted.items()
    by_system: dict[str, list[str]] = defaultdict(list)
    for system, key in codes:
        by_system[system].append(key)
    of = [listed_in(system, releases) & Q(**{name: keys}) for system, keys in by_system.items()]
    return Concept.objects.filter(reduce(or_, of)).order_by() if of else Concept.objects.none()
