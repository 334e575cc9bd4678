"""Criteria as Boolean definitions: CQL's own and, or and not are Kleene's (4.0-4.4, 5.2, E4, E6, E8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
    Not,
    PatientMeasure,
    ShareMeasure,
    WeightedSumMeasure,
)
from profiles.standard.kinds import ValueKind

from ..criteria import PackageProblem
from .comparison import Operand, comparison
from .functions import AT_LEAST, call
from .losses import Loss, NotSayable
from .measure import (
    Measured,
    change,
    choosing_measure,
    counting_measure,
    patient_measure,
    share_measure,
    weighted_sum,
)
from .scope import Scope
from .selection import selected
from .words import INDENT

Package = Mapping[str, Document]


@dataclass
class Criteria:
    """Writes criteria, parts before wholes. ``members`` are the profiles that are being referred to."""

    package: Package
    members: dict[str, str | None] = field(default_factory=dict)

    def truth(self, part: Criterion, scope: Scope) -> str:
        """The name of a criterion's definition. Raises ``PackageProblem``."""
        within = scope.at(part.id)
        expression = self._truth(part, within)
        identifier = scope.named("criterion", part.id)
        return scope.library.define(identifier, expression, part.label or "")

    def _truth(self, part: Criterion, scope: Scope) -> str:
        match part:
            case Group():
                return self._group(part, scope)
            case AtLeast():
                parts = ", ".join(self.truth(each, scope) for each in part.of)
                listed = f"{{ {parts} }}" if parts else "List<Boolean>{ }"
                return call(scope.library, AT_LEAST, str(part.n), listed)
            case Not():
                return f"not {self.truth(part.of, scope)}"
            case Exists():
                return f"exists ({selected(part.of, scope)})"
            case Compare():
                operand = self.measured(part.measure, scope).operand
                return comparison(operand, part.operator, part.value, scope)
            case MemberOf():
                return self._member(part, scope)
        raise NotSayable([Loss(scope.node, "betingelsen kan ikke skrives som CQL.")])

    def _group(self, part: Group, scope: Scope) -> str:
        """Nothing asked is true of ``all`` and false of ``any`` (4.1)."""
        parts = [self.truth(each, scope) for each in part.of]
        joined = f"\n{INDENT * 2}{'and' if part.type == 'all' else 'or'} ".join(parts)
        return joined or str(part.type == "all").lower()

    # --- the outcome --------------------------------------------------------------------------

    def outcome(self, scope: Scope) -> str:
        """The name of a Boolean: in is true, out is false (5.2, E6)."""
        included = self.truth(scope.document.inclusion, scope)
        expression = included
        if scope.document.exclusion is not None:
            expression = f"{included} and not {self.truth(scope.document.exclusion, scope)}"
        return scope.library.define(scope.named("population", "is-in"), expression)

    def _member(self, part: MemberOf, scope: Scope) -> str:
        """The outcome of another profile for the same patient and date (E8)."""
        key = f"{part.profile}@{part.version}"
        if key not in self.members:
            if key not in self.package:
                raise PackageProblem(f"Profilen {key}, som »{part.id}« henviser til, er ikke i pakken.")
            self.members[key] = None
            self.members[key] = self.outcome(self._scope_of(key, scope))
        member = self.members[key]
        if member is None:
            raise PackageProblem(f"Profilen {key} henviser til sig selv gennem andre profiler.")
        return member

    def _scope_of(self, key: str, scope: Scope) -> Scope:
        document = self.package[key]
        catalogue = load_catalogue(document.standard)
        return replace(scope, document=document, catalogue=catalogue, prefix=f"{key} ", node="")

    # --- measures -----------------------------------------------------------------------------

    def measured(self, measure: Measure, scope: Scope) -> Measured:
        match measure:
            case PatientMeasure():
                return patient_measure(measure)
            case CountingMeasure():
                return counting_measure(measure, scope)
            case ChoosingMeasure():
                return choosing_measure(measure, scope)
            case ShareMeasure():
                return share_measure(measure, scope)
            case ChangeMeasure():
                return change(measure, scope)
            case WeightedSumMeasure():
                return weighted_sum(measure, scope)
            case HoldsMeasure():
                return Measured(Operand(self.truth(measure.of, scope), ValueKind.YES_NO))
        raise NotSayable([Loss(scope.node, f"målet {measure.type} kan ikke skrives som CQL.")])
