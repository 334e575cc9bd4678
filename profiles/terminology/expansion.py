"""The codes that a code set's rules mean, as a release of each system lists them (6.1, 6.2).

The rules are normative and the expansion is for reading: a code that is not listed here yet is decided by the
same rules the day it is used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from profiles.standard.codes import RuleIndex, normalised
from profiles.standard.document import Rule

from .models import Concept, ConceptQuerySet

#: The release of each system to read, by number; a system that is not named is read as it is now.
Releases = Mapping[str, int]
NOW: Releases = {}
#: A code wherever it is compared: its system, and its key in it.
Key = tuple[str, str]
#: No code goes on with it, so every code that begins with a key comes before the key and this.
LAST = "\U0010ffff"


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
    listed = tuple(rules)
    index = RuleIndex(listed)
    by_system: dict[str, list[Rule]] = defaultdict(list)
    for rule in listed:
        by_system[rule.system].append(rule)
    return [
        Member(concept, found)
        for system in sorted(by_system)
        for concept in _matched(system, by_system[system], releases).order_by("key")
        if (found := index.deciding(system, concept.key))
    ]


def _matched(system: str, rules: list[Rule], releases: Releases) -> ConceptQuerySet:
    named = {normalised(rule.code) for rule in rules}
    above = sorted(normalised(rule.code) for rule in rules if rule.descendants)
    matched = Q(key__in=named)
    for prefix in outermost(above):
        matched |= Q(key__startswith=prefix)
    return listed_in(system, releases).filter(matched)


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


def keys_in(rule_sets: Sequence[Sequence[Rule]], releases: Releases = NOW) -> list[dict[Key, Rule]]:
    """For each list of rules the listed codes that are in it, and the rule that puts each there.

    A query a system, however many the lists; codes alone are read, so ten thousand take no time to speak of.
    """
    by_system: dict[str, list[Rule]] = defaultdict(list)
    for rule in chain.from_iterable(rule_sets):
        by_system[rule.system].append(rule)
    listed = {
        system: sorted(_matched(system, rules, releases).order_by().values_list("key", flat=True))
        for system, rules in by_system.items()
    }
    return [keys_put_in(rules, listed) for rules in rule_sets]


def keys_put_in(rules: Sequence[Rule], keys: Mapping[str, Sequence[str]]) -> dict[Key, Rule]:
    """Those of the keys, in order and by system, that the rules put in the set, and by which rule."""
    index = RuleIndex(rules)
    found = (
        ((system, key), index.deciding(system, key))
        for system in sorted({rule.system for rule in rules} & keys.keys())
        for key in _touched([rule for rule in rules if rule.system == system], keys[system])
    )
    return {key: rule for key, rule in found if rule and rule.include}


def _touched(rules: list[Rule], keys: Sequence[str]) -> list[str]:
    """The keys that any rule of the system matches, in order."""
    touched: set[str] = set()
    for rule in rules:
        own = normalised(rule.code)
        end = bisect_left(keys, own + LAST) if rule.descendants else bisect_right(keys, own)
        touched.update(keys[bisect_left(keys, own) : end])
    return sorted(touched)
