"""Which truths a criterion can have at all, and how its parts must be for it to have one of them (4.1).

What is possible is judged from the form: ``exists`` and counts are never unknown, a selection that is always
empty is never true. Parts are taken to be independent, so the answer may promise too much, never too little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import ceil, floor
from random import Random

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import (
    AtLeast,
    Compare,
    Criterion,
    Document,
    Exists,
    Group,
    MemberOf,
    Not,
    Selection,
)

from ..criteria import PackageProblem
from ..results import Truth
from ..scope import Scope, parameters_of
from .choices import STEP, bounds_of, holds
from .selections import blocking_field

Truths = frozenset[Truth]
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
DECIDED: Truths = frozenset({TRUE, FALSE})
OPPOSITE = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
NEVER_MISSING = ("count", "count_days", "exists")
TRIES = 40

Key = tuple[str, str]  # the document's name in the package (empty for the main one), and the criterion's id
Assignment = dict[Key, Truth]


@dataclass
class Logic:
    """The criteria of a document and of those it refers to."""

    scope: Scope
    package: Mapping[str, Document]
    name: str = ""
    reasons: dict[Key, str] = field(default_factory=dict)
    _known: dict[Key, Truths] = field(default_factory=dict)

    def key(self, part: Criterion) -> Key:
        return self.name, part.id

    def of(self, member: MemberOf) -> Logic:
        """The logic of another profile, which shares what is known. Raises ``PackageProblem``."""
        name = f"{member.profile}@{member.version}"
        document = self.package.get(name)
        if document is None:
            raise PackageProblem(f"Profilen {name}, som »{member.id}« henviser til, er ikke i pakken.")
        scope = replace(
            self.scope,
            document=document,
            catalogue=load_catalogue(document.standard),
            parameters=parameters_of(document, None),
        )
        return Logic(scope, self.package, name, self.reasons, self._known)

    # --- what is possible -----------------------------------------------------------------------

    def possible(self, part: Criterion) -> Truths:
        """The truths that the criterion's form allows."""
        key = self.key(part)
        if key not in self._known:
            self._known[key] = self._possible(part)
        return self._known[key]

    def _possible(self, part: Criterion) -> Truths:
        match part:
            case Not():
                return frozenset(OPPOSITE[each] for each in self.possible(part.of))
            case Group() | AtLeast():
                return combined([self.possible(each) for each in part.of], needed(part))
            case MemberOf():
                parts = self.of(part).outcome()
                return combined([each for _, _, each in parts], len(parts))
            case Exists():
                return self._of_selection(part, part.of, frozenset({FALSE}), DECIDED)
        return self._of_comparison(part)

    def _of_selection(self, part: Criterion, of: Selection, empty: Truths, filled: Truths) -> Truths:
        blocking = blocking_field(of, self.scope)
        if blocking is None:
            return filled
        self.reasons[self.key(part)] = f"Ingen værdi af {blocking.lower()} kan udvælges."
        return empty

    def _of_comparison(self, part: Compare) -> Truths:
        measure = part.measure
        never_missing = getattr(measure, "type", "") in NEVER_MISSING
        within = _of_whole_numbers(part, self.scope)
        filled = within if never_missing else within | {UNKNOWN}
        of = getattr(measure, "of", None)
        if not isinstance(of, Selection):
            return filled
        empty = _at_nought(part, self.scope) if never_missing else frozenset({UNKNOWN})
        return self._of_selection(part, of, empty, filled)

    def outcome(self) -> list[tuple[Criterion, bool, Truths]]:
        """Inclusion and exclusion (5.2), whether each is turned, and its truths as it counts."""
        document = self.scope.document
        parts: list[tuple[Criterion, bool, Truths]] = [
            (document.inclusion, False, self.possible(document.inclusion))
        ]
        if document.exclusion is not None:
            turned = frozenset(OPPOSITE[each] for each in self.possible(document.exclusion))
            parts.append((document.exclusion, True, turned))
        return parts

    # --- how to get there -----------------------------------------------------------------------

    def assignment(self, part: Criterion, truth: Truth, random: Random) -> Assignment | None:
        """Truths of the leaves that make the criterion so, just barely; other ways at other draws."""
        match part:
            case Not():
                return self.assignment(part.of, OPPOSITE[truth], random)
            case Group() | AtLeast():
                return self._drawn([(self, each, False) for each in part.of], needed(part), truth, random)
            case MemberOf():
                other = self.of(part)
                parts = [(other, each, turned) for each, turned, _ in other.outcome()]
                return self._drawn(parts, len(parts), truth, random)
        return {self.key(part): truth}

    def _drawn(
        self, parts: Sequence[tuple[Logic, Criterion, bool]], n: int, truth: Truth, random: Random
    ) -> Assignment | None:
        allowed = [
            frozenset(OPPOSITE[each] for each in logic.possible(part)) if turned else logic.possible(part)
            for logic, part, turned in parts
        ]
        drawn = draw(allowed, n, truth, random)
        found: Assignment = {}
        for (logic, part, turned), wanted in zip(parts, drawn or (), strict=drawn is not None):
            below = logic.assignment(part, OPPOSITE[wanted] if turned else wanted, random)
            if below is None:
                return None
            found |= below
        return found if drawn is not None else None


def needed(part: Group | AtLeast) -> int:
    """How many parts must be true."""
    if isinstance(part, AtLeast):
        return part.n
    return len(part.of) if part.type == "all" else 1


def kleene(truths: Sequence[Truth], n: int) -> Truth:
    true, unknown = truths.count(TRUE), truths.count(UNKNOWN)
    return TRUE if true >= n else FALSE if true + unknown < n else UNKNOWN


def combined(parts: Sequence[Truths], n: int) -> Truths:
    """The truths of "n of these are true"."""
    can = {truth: sum(truth in each for each in parts) for truth in Truth}
    surely = sum(each == {TRUE} for each in parts)
    optional = sum(TRUE in each and UNKNOWN not in each for each in parts) - surely
    found = set()
    if can[TRUE] >= n:
        found.add(TRUE)
    if sum(FALSE not in each for each in parts) < n:
        found.add(FALSE)
    if max(surely, n - can[UNKNOWN]) <= min(surely + optional, n - 1):
        found.add(UNKNOWN)
    return frozenset(found)


def draw(allowed: Sequence[Truths], n: int, truth: Truth, random: Random) -> list[Truth] | None:
    """Truths of the parts with the wanted whole: just enough true ones, one short, or one unknown between."""
    true = n if truth is TRUE else n - 1
    for _ in range(TRIES):
        drawn = _filled(allowed, true, int(truth is UNKNOWN), random)
        if kleene(drawn, n) is truth:
            return drawn
        true = random.randrange(len(allowed) + 1)
    return None


def _filled(allowed: Sequence[Truths], true: int, unknown: int, random: Random) -> list[Truth]:
    order = random.sample(range(len(allowed)), len(allowed))
    drawn: dict[int, Truth] = {}
    for wanted, number in ((UNKNOWN, unknown), (TRUE, true)):
        free = [at for at in order if at not in drawn and wanted in allowed[at]]
        drawn |= dict.fromkeys(free[: max(number, 0)], wanted)
    for at in order:
        drawn.setdefault(at, next(each for each in (FALSE, UNKNOWN, TRUE) if each in allowed[at]))
    return [drawn[at] for at in range(len(allowed))]


# --- comparisons that are settled beforehand ----------------------------------------------------


def _of_whole_numbers(part: Compare, scope: Scope) -> Truths:
    """A count is a whole number from nought, an age too, a share lies above nought up to one."""
    measure = part.measure
    kind: str = measure.type
    if kind not in ("count", "count_days", "age", "days_since", "largest_share"):
        return DECIDED
    bounds = [each for each in bounds_of(part.value, scope, dates=False) if isinstance(each, Decimal)]
    tried = {each for bound in bounds for each in _around(bound, kind)} | {Decimal(1)}
    if kind in ("count", "count_days", "age"):
        tried = {each for each in tried | {Decimal(0)} if each >= 0}
    if kind == "largest_share":
        tried = {each for each in tried if 0 < each <= 1}
    return frozenset(TRUE if holds(part.operator, each, bounds) else FALSE for each in tried)


def _around(bound: Decimal, kind: str) -> tuple[Decimal, ...]:
    if kind == "largest_share":
        millionth = STEP * 10**4
        return bound - millionth, bound, bound + millionth
    return tuple(Decimal(each) for each in (floor(bound) - 1, floor(bound), ceil(bound), ceil(bound) + 1))


def _at_nought(part: Compare, scope: Scope) -> Truths:
    bounds = [each for each in bounds_of(part.value, scope, dates=False) if isinstance(each, Decimal)]
    return frozenset({TRUE if bounds and holds(part.operator, Decimal(0), bounds) else FALSE})
