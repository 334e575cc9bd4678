"""The codes that a code set's rules mean, as a release of each system lists them (6.1, 6.2).

The rules are normative and the expansion is for reading: a code that is not listed here yet is decided by the
same rules the day it is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from profiles.standard.codes import RuleIndex, normalised
from profiles.standard.document import Rule

from .models import Concept, ConceptQuerySet

#: The release of each system to read, by number; a system that is not named is read as it is now.
Releases = Mapping[str, int]
NOW: Releases = {}


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
