"""A document as one set-based SQL query over the logical tables (10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from profiles.standard.catalogue import PATIENT, load_catalogue
from profiles.standard.document import Action, Column, Document, Flag, QualityQuery, Subgroup
from profiles.standard.kinds import ValueKind

from .comparison import TRUE, comparison
from .criteria import Criteria, Package
from .layout import PATIENT_ID
from .measure import Measured
from .plan import Plan
from .scope import Scope, parameters_of
from .sql import all_of, choice, column, day, name

OUTCOME = "outcome"
Outputs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class ColumnShape:
    """How a column's result is read from a row: its outputs begin with ``alias``.

    ``date`` and ``comparator`` are outputs only of measures that have them; ``parts`` tells which there are.
    """

    alias: str
    column: Column
    type: ValueKind
    unit: str | None
    systems: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()

    def output(self, part: str) -> str:
        return f"{self.alias}_{part}"


@dataclass(frozen=True)
class Compiled:
    """``sql`` gives a row per active patient: the outcome, what the document delivers, and all truths.

    A truth is 1, 0 or NULL. ``criteria`` are the ids of the document's criteria, parts before wholes; the
    truth of the first is the output ``truth_1``.
    """

    document: Document
    sql: str
    criteria: tuple[str, ...]
    columns: tuple[ColumnShape, ...]
    scope: Scope


def compile_document(
    document: Document,
    index_date: date,
    *,
    package: Package | None = None,
    parameters: Mapping[str, Decimal | int] | None = None,
) -> Compiled:
    """Write the query.

    Raises ``NotSupported``, ``PackageProblem``, ``ParameterProblem`` and ``DateOutOfRange``.
    """
    scope = Scope(
        document, load_catalogue(document.standard), index_date, parameters_of(document, parameters)
    )
    plan = Plan(active_patients(index_date))
    criteria = Criteria(document, package or {}, plan)
    outputs = [(OUTCOME, criteria.outcome(scope).expression), *_whens(criteria, scope)]
    shapes = []
    for position, part in enumerate(document.columns, start=1):
        shape, columns = _column(f"column_{position}", part, criteria, scope.at(part.id))
        shapes.append(shape)
        outputs += columns
    outputs += [
        (f"truth_{number}", truth.expression)
        for number, truth in enumerate(criteria.truths.values(), start=1)
    ]
    return Compiled(document, plan.query(outputs), tuple(criteria.truths), tuple(shapes), scope)


def active_patients(index_date: date) -> str:
    """Enrolled on the index date and not deceased on or before it (5.1, E1)."""
    today = day(index_date)
    enrolled_from, enrolled_to, deceased = (
        column("p", each) for each in ("enrolled_from", "enrolled_to", "deceased_date")
    )
    conditions = [
        f"{enrolled_from} <= {today}",
        f"{enrolled_to} IS NULL OR {enrolled_to} >= {today}",
        f"{deceased} IS NULL OR {deceased} > {today}",
    ]
    kept = ", ".join(f"{column('p', each)} AS {name(each)}" for each in (PATIENT_ID, "birth_date", "sex"))
    return f"SELECT {kept}\nFROM {name(PATIENT)} AS p\nWHERE {all_of(conditions)}"


def _whens(criteria: Criteria, scope: Scope) -> Iterator[tuple[str, str]]:
    """Groups, actions and data-quality queries: each is the truth of its criterion."""
    sections: dict[str, tuple[Subgroup | Action | QualityQuery, ...]] = {
        "group": scope.document.groups,
        "action": scope.document.actions,
        "quality": scope.document.data_quality,
    }
    for section, parts in sections.items():
        for position, part in enumerate(parts, start=1):
            yield f"{section}_{position}", criteria.truth(part.when, scope).expression


def _column(alias: str, part: Column, criteria: Criteria, scope: Scope) -> tuple[ColumnShape, Outputs]:
    measured = criteria.measured(part.measure, scope)
    systems = tuple(system for system, _ in measured.codes)
    parts = dict(measured.codes) if systems else {"value": measured.operand.value}
    beside = {"date": measured.date, "comparator": measured.operand.comparator}
    parts |= {name: expression for name, expression in beside.items() if expression}
    shape = ColumnShape(alias, part, measured.operand.type, measured.unit, systems, frozenset(parts))
    values = [(shape.output(name), expression) for name, expression in parts.items()]
    return shape, [*values, (shape.output("flag"), _flag(part.flags, measured, criteria, scope))]


def _flag(flags: tuple[Flag, ...], measured: Measured, criteria: Criteria, scope: Scope) -> str:
    """The position of the first flag that is true, counted from 1; nought when none is (E2)."""
    branches = [
        (_raised(flag, measured, criteria, scope), str(position))
        for position, flag in enumerate(flags, start=1)
    ]
    return choice(branches, "0")


def _raised(flag: Flag, measured: Measured, criteria: Criteria, scope: Scope) -> str:
    if flag.when == "missing":
        return measured.is_missing
    if flag.when is not None:
        return f"{criteria.truth(flag.when, scope).expression} = {TRUE}"
    if flag.operator is None or (flag.unit is not None and flag.unit != measured.unit):
        raise scope.unsupported(f"flaget »{flag.text}« passer ikke til kolonnens mål.")
    return f"{comparison(measured.operand, flag.operator, flag.value, scope)} = {TRUE}"
