"""Code sets as regions of codes: which is contained in which, decided exactly for every code there can be.

The rules of a set decide alike for all codes that share their longest rule code (6.1), so two sets are
compared at their rule codes and just below each of them, where there is always a code that no longer rule
speaks of. Future codes are thereby decided as well as today's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...codes import normalised
from ...document import CodeSet, Rule

#: How a code that is in is converted: factor and offset. ``None`` for a code that is not in.
Decided = tuple[Decimal, Decimal] | None
#: A system, a code, and whether it is not the code itself but any below it that no longer rule speaks of.
Point = tuple[str, str, bool]

AS_IT_IS: Decided = (Decimal(1), Decimal(0))


@dataclass(frozen=True)
class System:
    """What rules say of the codes of one system: of the rule codes themselves, and of those below them."""

    at: dict[str, Decided]
    below: dict[str, Decided]

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(code) for code in self.below}, reverse=True))

    def inherited(self, code: str) -> Decided:
        """What would be decided for a code if no rule spoke of it itself."""
        for length in self._lengths:
            if length < len(code) and code[:length] in self.below:
                return self.below[code[:length]]
        return None

    def decide(self, code: str, is_below: bool) -> Decided:
        said = self.below if is_below else self.at
        return said[code] if code in said else self.inherited(code)

    def points(self) -> Iterator[tuple[str, bool]]:
        """A code of every kind that the rules tell apart; the empty code is none."""
        for code in self.at:
            if code:
                yield code, False
            yield code, True

    @cached_property
    def first(self) -> str | None:
        """The first rule code that is let in."""
        let_in = (
            code for code, decided in self.at.items() if decided is not None and (code or code in self.below)
        )
        return min(let_in, default=None)

    @cached_property
    def needless(self) -> frozenset[str]:
        """The rule codes whose rules decide nothing: all they are about would be decided alike without."""
        if not self.below:
            return frozenset(code for code, decided in self.at.items() if decided is None and code)
        return frozenset(
            code
            for code, decided in self.at.items()
            if self.inherited(code) == decided == self.below.get(code, decided) and code
        )


SILENT = System({}, {})


@dataclass(frozen=True, eq=False)
class Codes:
    """A code set as a region; ``unit`` is that of its values."""

    systems: Mapping[str, System]
    unit: str | None = None
    #: The rules' codes, normalised, in the order of the rules.
    written: tuple[str, ...] = ()

    def points(self) -> Iterator[Point]:
        return ((name, *point) for name, system in self.systems.items() for point in system.points())

    def decide(self, point: Point) -> Decided:
        name, code, is_below = point
        return self.systems.get(name, SILENT).decide(code, is_below)

    @cached_property
    def some(self) -> Point | None:
        """The first code that is in; ``None`` when there is none. The same for sets that mean the same.

        The first of the rule codes that are let in has nothing broader that lets it in.
        """
        firsts = ((name, system.first) for name, system in self.systems.items())
        return min(((name, code, not code) for name, code in firsts if code is not None), default=None)

    @cached_property
    def held_systems(self) -> frozenset[str]:
        """The systems of which some code is in."""
        return frozenset(
            name
            for name, system in self.systems.items()
            if any(system.decide(*point) is not None for point in system.points())
        )

    @cached_property
    def meaning(self) -> tuple[str | None, frozenset[tuple[Point, Decided]]]:
        """Equal for two sets exactly when they hold the same codes in one unit, converted alike."""
        return self.unit, frozenset(
            (point, decided)
            for point in self.points()
            if (decided := self.decide(point)) != self.systems[point[0]].inherited(point[1])
        )

    def is_within(self, other: Codes) -> bool:
        """Whether every code that is in this set is in the other."""
        return not any(
            self.decide(point) is not None and other.decide(point) is None
            for points in (self.points(), other.points())
            for point in points
        )

    def shares(self, other: Codes, system: str) -> bool:
        """Whether some code of a system is in both."""
        points = {point for each in (self, other) for point in each.points() if point[0] == system}
        return any(self.decide(each) is not None and other.decide(each) is not None for each in points)


def codes_of(code_set: CodeSet) -> Codes:
    """A code set as a region."""
    systems: dict[str, System] = defaultdict(lambda: System({}, {}))
    written = tuple([normalised(rule.code) for rule in code_set.rules])
    for rule, code in zip(code_set.rules, written, strict=True):
        decided, system = decided_by(rule), systems[rule.system]
        system.at[code] = decided
        if rule.descendants:
            system.below[code] = decided
    return Codes(systems, code_set.unit, written)


def decided_by(rule: Rule) -> Decided:
    """What a rule says of its codes; most are as they are, and share one object."""
    if not rule.include:
        return None
    conversion = (rule.factor, rule.offset)
    return AS_IT_IS if conversion == AS_IT_IS else conversion


def can_meet(one: Codes, other: Codes) -> bool:
    """Whether one record can be in both sets: by one code, or by codes of two systems (1.3, D7)."""
    if not one.held_systems or not other.held_systems:
        return False
    systems = one.held_systems | other.held_systems
    return len(systems) > 1 or any(one.shares(other, system) for system in systems)


class CodeBook:
    """The code sets of a document as regions, and which of them contain which."""

    def __init__(self, code_sets: Iterable[CodeSet]) -> None:
        self._by_id = {code_set.id: codes_of(code_set) for code_set in code_sets}
        self._within: dict[tuple[int, int], bool] = {}
        self._wider: dict[int, tuple[Codes, ...]] = {}

    def __getitem__(self, code_set: str) -> Codes:
        return self._by_id[code_set]

    def __iter__(self) -> Iterator[tuple[str, Codes]]:
        return iter(self._by_id.items())

    @cached_property
    def _speaking(self) -> Mapping[tuple[str, str], list[Codes]]:
        """The sets whose rules speak of a set's first code or of one above it, by system and code."""
        firsts = {each.some[1] for each in self._by_id.values() if each.some is not None}
        asked = {first[:length] for first in firsts for length in range(len(first) + 1)}
        speaking: dict[tuple[str, str], list[Codes]] = defaultdict(list)
        for codes in self._by_id.values():
            for name, system in codes.systems.items():
                for code in asked.intersection(system.at):
                    speaking[name, code].append(codes)
        return speaking

    def is_within(self, inner: Codes, outer: Codes) -> bool:
        """Whether every code of one set is in the other; decided once."""
        if inner is outer:
            return True
        key = (id(inner), id(outer))
        if key not in self._within:
            self._within[key] = inner.is_within(outer)
        return self._within[key]

    def wider(self, codes: Codes) -> tuple[Codes, ...]:
        """The sets that contain one, itself first; asked of those only that let one of its codes in."""
        if id(codes) not in self._wider:
            found = {id(each): each for each in self._letting_in(codes.some) if each is not codes}
            others = (each for each in found.values() if self.is_within(codes, each))
            self._wider[id(codes)] = (codes, *others)
        return self._wider[id(codes)]

    def _letting_in(self, point: Point | None) -> Iterator[Codes]:
        if point is None:
            return
        name, code, _ = point
        for length in range(len(code), -1, -1):
            speaking = self._speaking.get((name, code[:length]), ())
            yield from (each for each in speaking if each.decide(point) is not None)
