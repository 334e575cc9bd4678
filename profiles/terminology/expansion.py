"""The codes that a code set's rules mean, as a release of each system lists them (6.1, 6.2).

The rules are normative and the expansion is for reading: a code that is not listed here yet is decided by the
same rules the day it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from profiles.standard.codes import LAST, deciding_each, normalised
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import by_system

from .models import Concept, ConceptQuerySet, holding

#: The release of each system to read, by number; a system that is not named is read as it is now.
Releases = Mapping[str, int]
NOW: Releases = {}
#: A code wherever it is compared: its system, and its key in it.
Key = tuple[str, str]
#: Keys of each system, in order.
Listed = Mapping[str, Sequence[str]]
#: No code has the character, so between a code and the code followed by it there is no other.
NEXT = "\x01"
NEWEST = 2**31 - 1
Given = list[str | int | list[str]]
#: Each span is sought in the index of prefixes, which compares character by character; all else is asked
#: outside, so that no other index is taken. Conditions joined by OR would each be compared with every code.
MATCHED = """
SELECT {column} FROM unnest(%s::text[], %s::text[]) AS span (first, after) CROSS JOIN LATERAL (
    SELECT id, key, system_id, since, until FROM terminology_concept
    WHERE key ~>=~ first AND key ~<~ after
    OFFSET 0
) AS found
WHERE system_id = %s AND since <= %s AND (until IS NULL OR until > %s)
"""


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
    of_systems = sorted(by_system(rules).items())
    return [member for system, of in of_systems for member in _decided_in(system, of, releases)]


def _decided_in(system: str, rules: Sequence[Rule], releases: Releases) -> list[Member]:
    concepts = {each.key: each for each in _matched(system, rules, releases)}
    return [Member(concepts[key], rule) for key, rule in deciding_each(rules, sorted(concepts)).items()]


def _matched(system: str, rules: Sequence[Rule], releases: Releases) -> ConceptQuerySet:
    """The listed codes that any of a system's rules matches."""
    matched = RawSQL(*_sought("id", system, rules, releases))  # noqa: S611
    return Concept.objects.filter(pk__in=matched).defer("words").order_by()


def _sought(column: str, system: str, rules: Sequence[Rule], releases: Releases) -> tuple[str, Given]:
    """The question for a column of the listed codes that any of a system's rules matches."""
    number = releases.get(system, NEWEST)
    first, after = (list(each) for each in zip(*_spans(rules), strict=True))
    return MATCHED.format(column=column), [first, after, system, number, number]


def _spans(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """Between which texts the keys are that any of the rules matches, in order; none of them overlap."""
    covering = LAST
    for own, is_alone in sorted((normalised(rule.code), not rule.descendants) for rule in rules):
        if own.startswith(covering):
            continue
        if not is_alone:
            covering = own
        yield own, own + (NEXT if is_alone else LAST)


def listed_in(system: str, releases: Releases = NOW) -> Q:
    """That a concept is of the system and on its list in the release that is asked for."""
    return Q(system=system) & (holding(releases[system]) if system in releases else Q(until=None))


def listed_keys(rules: Iterable[Rule], releases: Releases = NOW) -> Listed:
    """The listed keys that any of the rules matches, in order; one query a system."""
    return {system: _keys(*_sought("key", system, of, releases)) for system, of in by_system(rules).items()}


def _keys(question: str, given: Given) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return sorted(key for (key,) in cursor.fetchall())


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
