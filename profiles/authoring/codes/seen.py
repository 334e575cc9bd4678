"""Which codes of a version nobody has looked at yet, and who has looked at the others (6.3).

A code is seen in a code set when a person wrote a rule that names it, or has looked at it and said that it
belongs. What is asked is every code that is listed today, also by a release that the version is not read
against yet: the rules decide it from the day it is used, and the standard lets no new version out before
somebody has seen it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied

from accounts.permissions import Person, may_on, require_on
from accounts.rights import ProfileRight
from profiles.standard.document import CodeSet, Rule
from profiles.standard.rule_algebra import by_system, code_of
from profiles.terminology.expansion import Key, listed_keys
from profiles.terminology.lookup import labels
from profiles.terminology.models import Concept
from profiles.terminology.spread import Spread, spread_over

from ..models import Look, ProfileVersion
from ..subjects import content_of, subject_of

#: Any one of these rights on a profile lets a person say that a code belongs.
LOOKING = (ProfileRight.EDIT, ProfileRight.REVIEW_CLINICALLY, ProfileRight.REVIEW_TECHNICALLY)
#: How many codes a person is shown at a time: of a branch, of a code set, and of a branch that is sampled.
SHOWN, ROOM, SAMPLED = 100, 200, 8


@dataclass(frozen=True)
class Branch:
    """The codes that one rule takes in and nobody has seen, first some of them."""

    rule: Rule
    above: Concept | None
    keys: tuple[str, ...]
    concepts: tuple[Concept, ...]
    sample: tuple[Concept, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.keys) - len(self.concepts)


@dataclass(frozen=True)
class Unseen:
    """A code set with the codes in it that nobody has seen: by system and in order, with the rule of each.

    ``stretches`` are a system, the rule that takes codes of it in, and their keys.
    """

    code_set: CodeSet
    stretches: tuple[tuple[str, Rule, list[str]], ...]

    def __len__(self) -> int:
        return sum(len(keys) for _, _, keys in self.stretches)

    def __contains__(self, code: Key) -> bool:
        system, key = code
        return key in self._sets.get(system, ())

    @cached_property
    def keys(self) -> dict[str, list[str]]:
        """The keys of each system."""
        found: dict[str, list[str]] = {}
        for system, _, keys in self.stretches:
            found.setdefault(system, []).extend(keys)
        return found

    @cached_property
    def rules(self) -> dict[Key, Rule]:
        """Each code and the rule that takes it in."""
        return {(system, key): rule for system, rule, keys in self.stretches for key in keys}

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {system: frozenset(keys) for system, keys in self.keys.items()}

    def branches(self, room: int = ROOM) -> tuple[Branch, ...]:
        """By the rule that takes them in, as far as there is room for their codes; one query."""
        grouped = self._grouped()
        shown = _first({above: keys for above, (_, keys) in grouped.items()}, room)
        wanted = ((above[0], key) for above, parts in shown.items() for part in parts for key in part)
        known = labels([*shown, *wanted])
        return tuple(
            Branch(
                rule=grouped[above][0],
                above=known.get(above),
                keys=tuple(grouped[above][1]),
                concepts=tuple(known[above[0], key] for key in first),
                sample=tuple(known[above[0], key] for key in sample),
            )
            for above, (first, sample) in shown.items()
        )

    def _grouped(self) -> dict[Key, tuple[Rule, list[str]]]:
        grouped: dict[Key, tuple[Rule, list[str]]] = {}
        for _, rule, keys in self.stretches:
            grouped.setdefault(code_of(rule), (rule, []))[1].extend(keys)
        return grouped


def _first(grouped: Mapping[Key, list[str]], room: int) -> dict[Key, tuple[list[str], list[str]]]:
    """The first codes of the first branches, and some of all of each, until the room is used."""
    shown: dict[Key, tuple[list[str], list[str]]] = {}
    for above, keys in grouped.items():
        if room <= 0:
            break
        first = keys[: min(SHOWN, room)]
        room -= len(first)
        shown[above] = (first, sample_of(keys))
    return shown


def sample_of(keys: list[str]) -> list[str]:
    """Some of a branch's codes, spread evenly from the first to the last; always the same ones."""
    if len(keys) <= SAMPLED:
        return keys
    return [keys[at * (len(keys) - 1) // (SAMPLED - 1)] for at in range(SAMPLED)]


def unseen(version: ProfileVersion) -> list[Unseen]:
    """The code sets of the version that hold codes nobody has seen; a query a code system and two more."""
    return _waiting(version, code_sets_of(version))


def unseen_in(version: ProfileVersion, code_set: str) -> Unseen | None:
    """The same of one code set; ``None`` when every code in it has been seen."""
    wanted = [each for each in code_sets_of(version) if each.id == code_set]
    return next(iter(_waiting(version, wanted)), None)


def unseen_among(version: ProfileVersion, code_set: CodeSet, today: Spread) -> Unseen:
    """The same for somebody who knows what its rules mean today; empty when all have been seen."""
    return _unseen(code_set, today, _seen(version))


def code_sets_of(version: ProfileVersion) -> tuple[CodeSet, ...]:
    """The version's code sets."""
    return subject_of(version.profile).code_sets(content_of(version))


def may_look(person: Person, version: ProfileVersion) -> bool:
    """Whether the person may say of the version's codes that they belong."""
    return version.is_open and any(may_on(person, right, version.profile) for right in LOOKING)


def require_looking(person: Person, version: ProfileVersion) -> None:
    """Raise ``PermissionDenied`` unless the person has a right that lets one look, whatever the state."""
    require_on(person, ProfileRight.READ, version.profile)
    if not any(may_on(person, right, version.profile) for right in LOOKING):
        raise PermissionDenied("Det kræver ret til at redigere eller gennemgå profilen.")


def _waiting(version: ProfileVersion, code_sets: Sequence[CodeSet]) -> list[Unseen]:
    if not code_sets:
        return []
    listed = listed_keys(rule for each in code_sets for rule in each.rules)
    seen = _seen(version)
    return [found for each in code_sets if (found := _unseen(each, spread_over(each.rules, listed), seen))]


def _unseen(code_set: CodeSet, today: Spread, seen: Mapping[Key, AbstractSet[str]]) -> Unseen:
    """A code that a rule names was seen by who wrote the rule, on whatever list it is."""
    named = by_system(code_set.rules)
    found = []
    for system, reach in sorted(today.reaches.items()):
        known = {code_of(rule)[1] for rule in named[system]} | seen.get((code_set.id, system), set())
        for each in reach.stretches:
            if each.rule.include and (new := [key for key in reach.of(each) if key not in known]):
                found.append((system, each.rule, new))
    return Unseen(code_set, tuple(found))


def _seen(version: ProfileVersion) -> dict[Key, set[str]]:
    """The keys that were looked at here, or in the shared set of a code set, by code set and system."""
    uses = version.shared_uses.order_by().values_list("shared__profile_id", "code_set")
    users: dict[int, list[str]] = defaultdict(list)
    for shared, code_set in uses:
        users[shared].append(code_set)
    looks = Look.objects.filter(profile__in=[version.profile_id, *users]).order_by()
    found: dict[Key, set[str]] = defaultdict(set)
    for profile, code_set, system, key in looks.values_list("profile_id", "code_set", "system_id", "key"):
        for name in [code_set] if profile == version.profile_id else users[profile]:
            found[name, system].add(key)
    return found
