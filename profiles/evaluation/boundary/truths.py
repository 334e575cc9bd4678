"""Which truths a criterion can have at all, and how its parts must be for it to have one of them (4.1).

What is possible is judged from the form: ``exists`` and counts are never unknown, a selection that is always
empty is never true. Parts are taken to be independent, so the answer may promise too much, never too little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import (
    AtLeast,
    Compare,
    Criterion,
    Document,
    Exists,
    Group,
    HoldsMeasure,
    MemberOf,
    Not,
    PatientMeasure,
    Selection,
)

from ..criteria import PackageProblem
from ..results import Truth
from ..scope import Scope, parameters_of
from .selections import always_empty
from .settled import DECIDED, FALSE, TRUE, UNKNOWN, Truths, at_nought, decided

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
        why = always_empty(of, self.scope)
        if why is None:
            return filled
        self.reasons[self.key(part)] = why
        return empty

    def _of_comparison(self, part: Compare) -> Truths:
        measure = part.measure
        settled = decided(part, self.scope)
        if isinstance(measure, PatientMeasure):
            return settled | {UNKNOWN}
        if isinstance(measure, HoldsMeasure):
            return self.possible(measure.of)
        if measure.type in NEVER_MISSING:
            return self._of_selection(part, measure.of, at_nought(part, self.scope), settled)
        return self._of_selection(part, measure.of, frozenset({UNKNOWN}), settled | {UNKNOWN})

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
