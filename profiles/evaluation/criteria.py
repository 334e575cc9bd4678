"""Criteria as truths: 1, 0 and NULL under Kleene's three-valued logic (4.0-4.4, 5.2, E4, E6, E8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import (
    AtLeast,
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    Criterion,
    Document,
    Exists,
    Group,
    HoldsMeasure,
    Measure,
    MemberOf,
    Node,
    Not,
    PatientMeasure,
    ShareMeasure,
    WeightedSumMeasure,
)
from profiles.standard.kinds import ValueKind

from .comparison import Operand, comparison
from .measure import (
    Measured,
    change,
    choosing_measure,
    counting_measure,
    exists,
    patient_measure,
    share_measure,
    weighted_sum,
)
from .plan import Plan, Truth
from .scope import Scope
from .sql import choice, total

Package = Mapping[str, Document]


class PackageProblem(LookupError):
    """A document that ``member_of`` asks for is not in the package, or refers back to itself (A17)."""


class Criteria:
    """Compiles criteria into a plan; ``truths`` are those of the main document by id, parts before wholes."""

    def __init__(self, main: Document, package: Package, plan: Plan) -> None:
        self.truths: dict[str, Truth] = {}
        self._main = main
        self._package = package
        self._plan = plan
        self._members: dict[str, Truth | None] = {}

    def truth(self, part: Criterion, scope: Scope) -> Truth:
        """A criterion's column of truths. Raises ``NotSupported`` and :class:`PackageProblem`."""
        truth = self._truth(part, scope.at(part.id))
        if scope.document is self._main:
            self.truths[part.id] = truth
        return truth

    def _truth(self, part: Criterion, scope: Scope) -> Truth:
        match part:
            case Group():
                return self._at_least(len(part.of) if part.type == "all" else 1, part.of, part, scope)
            case AtLeast():
                return self._at_least(part.n, part.of, part, scope)
            case Not():
                return self._not(part, scope)
            case Exists():
                return self._plan.truth(exists(part.of, scope, self._plan), 1, _words(part), certain=True)
            case Compare():
                return self._compare(part, scope)
            case MemberOf():
                return self._member(part, scope)
        raise scope.unsupported(f"kriterier af typen {type(part).__name__} kendes ikke.")

    def _at_least(self, n: int, of: tuple[Criterion, ...], part: Node, scope: Scope) -> Truth:
        return self._plan.combined(
            at_least(n, parts := [self.truth(each, scope) for each in of]), parts, _words(part)
        )

    def _not(self, part: Not, scope: Scope) -> Truth:
        inner = self.truth(part.of, scope)
        return self._plan.combined(f"1 - {inner.expression}", [inner], _words(part))

    def _compare(self, part: Compare, scope: Scope) -> Truth:
        measured = self.measured(part.measure, scope)
        if part.unit is not None and part.unit != measured.unit:
            raise scope.unsupported(f"enheden {part.unit} er ikke målingens.")
        return self._plan.truth(
            comparison(measured.operand, part.operator, part.value, scope), 1, _words(part)
        )

    def _member(self, part: MemberOf, scope: Scope) -> Truth:
        """The outcome of another profile for the same patient and date (E8)."""
        key = f"{part.profile}@{part.version}"
        if key not in self._members:
            if key not in self._package:
                raise PackageProblem(f"Profilen {key}, som »{part.id}« henviser til, er ikke i pakken.")
            self._members[key] = None
            self._members[key] = self.outcome(self._scope_of(self._package[key], scope), f"udfald af {key}")
        truth = self._members[key]
        if truth is None:
            raise PackageProblem(f"Profilen {key} henviser til sig selv gennem andre profiler.")
        return truth

    def _scope_of(self, document: Document, scope: Scope) -> Scope:
        return replace(
            scope,
            document=document,
            catalogue=load_catalogue(document.standard),
            parameters={},
            node=document.profile,
        )

    def outcome(self, scope: Scope, words: str = "udfald") -> Truth:
        """In, out or unknown: inclusion, and no exclusion (5.2, E6)."""
        parts = [self.truth(scope.document.inclusion, scope)]
        if scope.document.exclusion is not None:
            excluded = self.truth(scope.document.exclusion, scope)
            parts.append(self._plan.combined(f"1 - {excluded.expression}", [excluded]))
        return self._plan.combined(at_least(len(parts), parts), parts, words)

    def measured(self, measure: Measure, scope: Scope) -> Measured:
        match measure:
            case PatientMeasure():
                return patient_measure(measure, scope, self._plan)
            case CountingMeasure():
                return counting_measure(measure, scope, self._plan)
            case ChoosingMeasure():
                return choosing_measure(measure, scope, self._plan)
            case ShareMeasure():
                return share_measure(measure, scope, self._plan)
            case WeightedSumMeasure():
                return weighted_sum(measure, scope, self._plan)
            case ChangeMeasure():
                return change(measure, scope, self._plan)
            case HoldsMeasure():
                return Measured(Operand(self.truth(measure.of, scope).expression, ValueKind.YES_NO))
        raise scope.unsupported(f"målet {type(measure).__name__} kendes ikke.")


def at_least(n: int, parts: list[Truth]) -> str:
    """True when n are true, false when true and unknown together are fewer, else unknown (4.1)."""
    surely = f"{total([_known(part, '0') for part in parts])} >= {n}"
    if all(part.certain for part in parts):
        return choice([(surely, "1")], "0")
    possibly = total([_known(part, "1") for part in parts])
    return choice([(surely, "1"), (f"{possibly} < {n}", "0")])


def _known(part: Truth, unknown: str) -> str:
    """A truth with what stands for unknown, where it can be."""
    return part.expression if part.certain else f"COALESCE({part.expression}, {unknown})"


def _words(part: Node) -> str:
    return f"{part.id}: {part.label}" if part.label else part.id
