"""What the rules of a code set mean among the codes there are: how many are in and left out, and which.

Rules decide codes by stretches, so everything that is only counted takes no step for each code.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from profiles.standard.codes import LAST, Stretch, stretches
from profiles.standard.rule_algebra import Code, RuleBook, Rules, by_system, code_of

from .expansion import NOW, Listed, Releases, listed_keys


class Reach:
    """The keys of one system that rules may mean, in order, and by stretches which rule decides them."""

    def __init__(self, keys: list[str], rules: Rules) -> None:
        self.keys = keys
        self.stretches = tuple(stretches(rules, keys))
        self._starts = [each.start for each in self.stretches]
        self._counts = {include: self._count(include) for include in (True, False)}

    def _count(self, include: bool) -> list[int]:
        """How many keys are in, or left out, before each stretch and at the end."""
        sizes = (each.stop - each.start if each.rule.include is include else 0 for each in self.stretches)
        return list(accumulate(sizes, initial=0))

    def of(self, stretch: Stretch) -> list[str]:
        """The keys of one stretch."""
        return self.keys[stretch.start : stretch.stop]

    def decided(self, *, include: bool) -> list[str]:
        """The keys that are in, or those left out."""
        wanted = (each for each in self.stretches if each.rule.include is include)
        return [key for each in wanted for key in self.of(each)]

    def size(self, *, include: bool) -> int:
        return self._counts[include][-1]

    def below(self, key: str, *, include: bool) -> int:
        """How many of the keys that begin with this one, itself not counted, are in or left out."""
        first = bisect_right(self.keys, key)
        return self._before(bisect_left(self.keys, key + LAST, first), include) - self._before(first, include)

    def _before(self, place: int, include: bool) -> int:
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return 0
        last = self.stretches[at]
        within = min(place, last.stop) - last.start if last.rule.include is include else 0
        return self._counts[include][at] + within


@dataclass(frozen=True)
class Spread:
    """The keys that rules decide, by system: those that are in and those left out."""

    reaches: Mapping[str, Reach]

    @cached_property
    def inside(self) -> dict[str, list[str]]:
        return {system: reach.decided(include=True) for system, reach in self.reaches.items()}

    @cached_property
    def outside(self) -> dict[str, list[str]]:
        return {system: reach.decided(include=False) for system, reach in self.reaches.items()}

    @property
    def members(self) -> int:
        return sum(each.size(include=True) for each in self.reaches.values())

    @property
    def left_out(self) -> int:
        return sum(each.size(include=False) for each in self.reaches.values())

    def inside_below(self, code: Code) -> int:
        """How many codes that begin with this one, itself not counted, are in."""
        return self._below(code, include=True)

    def outside_below(self, code: Code) -> int:
        """How many codes that begin with this one, itself not counted, rules leave out."""
        return self._below(code, include=False)

    def codes(self) -> set[Code]:
        return {(system, key) for system, keys in self.inside.items() for key in keys}

    def _below(self, code: Code, *, include: bool) -> int:
        system, key = code
        return self.reaches[system].below(key, include=include) if system in self.reaches else 0


def spread(rules: Rules, releases: Releases = NOW) -> Spread:
    """What rules decide among the codes that are listed; one query a system."""
    return spread_over(rules, listed_keys(rules, releases))


def spread_over(rules: Rules, listed: Listed) -> Spread:
    """What rules decide among the codes given; a code that two rules disagree about is not decided.

    A code that a rule names counts also when no list has it: a producer's own codes are on none.
    """
    disputed = set(RuleBook(rules).conflicts)
    return Spread(
        {
            system: Reach(
                [key for key in _with_named(of, listed.get(system, ())) if (system, key) not in disputed], of
            )
            for system, of in by_system(rules).items()
        }
    )


def _with_named(rules: Rules, listed: Sequence[str]) -> list[str]:
    known = set(listed)
    return sorted([*listed, *{key for rule in rules if (key := code_of(rule)[1]) not in known}])
