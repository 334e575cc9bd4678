"""The codes that a code set's rules mean, as a release of each system lists them (6.1, 6.2).

The rules are normative and the expansion is for reading: a code that is not listed here yet is decided by the
same rules the day it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Q

from profiles.standard.codes import deciding_each, normalised
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import by_system

from .models import Concept, ConceptQuerySet

#: The release of each system to read, by number; a system that is not named is read as it is now.
Releases = Mapping[str, int]
NOW: Releases = {}
#: A code wherever it is compared: its system, and its key in it.
Key = tuple[str, str]
#: Keys of each system, in order.
Listed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """A listed code and the rule that decides it."""

    concept: Concept
    rule: Rule

    @property
    def is_named(self) -> bool:
        """Whether the rule names the code itself, so that somebody wrote it down."""
        return normalised(self.rule.code) == self.concept.key


def members(rules: Iterable[Rule], releases: Releases = NOW) -> list[Member]:
    """The codes that are in the set, by system and key."""
    return [each for each in decided(rules, releases) if each.rule.include]


def decided(rules: Iterable[Rule], releases: Releases = NOW) -> list[Member]:
    """The codes that a rule decides, in or out, by system and key; one query a system."""
    return [
        Member(concepts[key], rule)
        for system, of in sorted(by_system(rules).items())
        for concepts in [{each.key: each for each in _matched(system, of, releases)}]
        for key, rule in deciding_each(of, sorted(concepts)).items()
    ]


def _matched(system: str, rules: Sequence[Rule], releases: Releases) -> ConceptQuerySet:
    """The listed codes that any of a system's rules matches."""
    named = {normalised(rule.code) for rule in rules}
    above = sorted({normalised(rule.code) for rule in rules if rule.descendants})
    under = (Q(key__startswith=prefix) for prefix in outermost(above))
    return listed_in(system, releases).filter(reduce(or_, under, Q(key__in=named))).order_by()


def listed_in(system: str, releases: Releases = NOW) -> ConceptQuerySet:
    """The concepts of a system in the release that is asked for."""
    concepts = Concept.objects.filter(system=system)
    return concepts.at(releases[system]) if system in releases else concepts.current()


def outermost(prefixes: list[str]) -> list[str]:
    """The prefixes that no other of them begins; they are given in order."""
    kept: list[str] = []
    for prefix in prefixes:
        if not kept or not prefix.startswith(kept[-1]):
            kept.append(prefix)
    return kept


def listed_keys(rules: Iterable[Rule], releases: Releases = NOW) -> Listed:
    """The listed keys that any of the rules matches, in order; one query a system."""
    return {
        system: sorted(_matched(system, of, releases).values_list("key", flat=True))
        for system, of in by_system(rules).items()
    }


def keys_in(rule_sets: Sequence[Sequence[Rule]], releases: Releases = NOW) -> list[dict[Key, Rule]]:
    """For each list of rules the listed codes that are in it, and the rule that puts each there.

    A query a system, however many the lists.
    """
    listed = listed_keys(chain.from_iterable(rule_sets), releases)
    return [keys_put_in(rules, listed) for rules in rule_sets]


def keys_put_in(rules: Iterable[Rule], listed: Listed) -> dict[Key, Rule]:
    """Those of the keys, in order and by system, that the rules put in the set, and by which rule."""
    return {
        (system, key): rule
        for system, of in sorted(by_system(rules).items())
        for key, rule in deciding_each(of, listed.get(system, ())).items()
        if rule.include
    }
