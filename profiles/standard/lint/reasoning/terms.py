"""Criteria as terms: brackets, order, repetition and ways of writing gone, so that one object is one meaning.

Not complete: two terms may still mean the same. What nothing is known of (another profile, a parameter, a
measure of a later standard) is a term of its own that stands for itself alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...document import (
    AtLeast,
    Compare,
    CountingMeasure,
    Criterion,
    Exists,
    Flag,
    Group,
    HoldsMeasure,
    Measure,
    Not,
    Operator,
    Value,
)
from ...kinds import Setting, ValueKind
from .code_regions import CodeBook
from .comparing import extent_of
from .extents import Extent
from .reading import RecordsReader
from .regions import from_on, only, whole
from .variables import Variable, Variables

#: What a node may carry that says nothing of patients.
WORDS = frozenset({"id", "label", "rationale", "references"})
ONE_OR_MORE = Extent(whole(from_on(Decimal(1))))
NO_RECORD = Extent(whole(only((Decimal(0),))))


@dataclass(frozen=True, eq=False)
class Term:
    """Base: never unknown when it ``is_sure``."""

    is_sure: bool


@dataclass(frozen=True, eq=False)
class Fact(Term):
    """True when the variable lies in ``yes``, false when it lies in ``no``; ``None``: somewhere else."""

    variable: Variable
    yes: Extent | None
    no: Extent | None


@dataclass(frozen=True, eq=False)
class Unknown(Term):
    """Something of which nothing is known but that it is itself."""


@dataclass(frozen=True, eq=False)
class Denial(Term):
    of: Term


@dataclass(frozen=True, eq=False)
class Some(Term):
    """At least ``least`` of the parts; all of them and one of them are its two ends (4.1)."""

    parts: tuple[Term, ...]
    least: int


def needed(term: Some, truth: bool) -> int:
    """How many parts must be true (or false) for the whole to be so (4.1)."""
    return term.least if truth else len(term.parts) - term.least + 1


class Terms:
    """Reads criteria as terms; the same meaning, as far as it is seen, gives the same object."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.codes = CodeBook(setting.document.code_sets)
        self.variables = Variables(RecordsReader(setting, self.codes))
        self._known: dict[Hashable, Term] = {}
        self._read: dict[int, tuple[Criterion, Term]] = {}

    def of(self, criterion: Criterion) -> Term:
        """The term of a criterion of the document; read once."""
        known = self._read.get(id(criterion))
        if known is None or known[0] is not criterion:
            known = self._read[id(criterion)] = (criterion, self._made(criterion))
        return known[1]

    def of_flag(self, measure: Measure, flag: Flag) -> Term | None:
        """What a flag asks of a column's own value; ``None`` when it asks for no comparison."""
        if flag.operator is None or flag.value is None:
            return None
        return self._compared(measure, flag.operator, flag.value, flag)

    def _made(self, criterion: Criterion) -> Term:
        match criterion:
            case Group():
                parts = [self.of(each) for each in criterion.of]
                return self.some(parts, len(parts) if criterion.type == "all" else 1)
            case AtLeast():
                return self.some([self.of(each) for each in criterion.of], criterion.n)
            case Not():
                return self.denied(self.of(criterion.of))
            case Exists():
                return self._fact(self.variables.count_of(criterion.of), ONE_OR_MORE, NO_RECORD)
            case Compare():
                return self._compared(criterion.measure, criterion.operator, criterion.value, criterion)
            case _:
                return self._unknown(json.dumps(_bare(criterion.to_json()), sort_keys=True))

    # --- groups -----------------------------------------------------------------------------------

    def some(self, parts: Iterable[Term], least: int) -> Term:
        """At least that many of the parts. Its two ends take in their likes and forget repetition."""
        listed = tuple(parts)
        if least <= 0 or least > len(listed):
            return self._group((), int(least > 0))
        if least == len(listed):
            listed = self._flat(listed, lambda each: each.least == len(each.parts))
            return self._group(listed, len(listed))
        if least == 1:
            return self._group(self._flat(listed, lambda each: each.least == 1), 1)
        return self._group(listed, least)

    def _flat(self, parts: Iterable[Term], is_like: Callable[[Some], bool]) -> tuple[Term, ...]:
        flat: dict[Term, None] = {}
        for part in parts:
            like = part.parts if isinstance(part, Some) and is_like(part) else (part,)
            flat.update(dict.fromkeys(like))
        return tuple(flat)

    def _group(self, parts: tuple[Term, ...], least: int) -> Term:
        if len(parts) == 1 and least == 1:
            return parts[0]
        key = ("some", least, tuple(sorted(id(part) for part in parts)))
        is_sure = all(part.is_sure for part in parts)
        return self._one(key, lambda: Some(is_sure, parts, least))

    def denied(self, term: Term) -> Term:
        """The term turned round: true where it was false, unknown where it was unknown."""
        match term:
            case Denial():
                return term.of
            case Fact(yes=yes, no=no) if yes is not None and no is not None:
                return self._fact(term.variable, no, yes)
        return self._one(("not", id(term)), lambda: Denial(term.is_sure, term))

    # --- comparisons ------------------------------------------------------------------------------

    def _compared(self, measure: Measure, operator: Operator, value: Value, whole: Compare | Flag) -> Term:
        kind = self.setting.kind_of_measure(measure)
        if kind is not None and kind.value is ValueKind.YES_NO:
            return self._yes_or_no(measure, (operator is Operator.EQUAL) is (value is True), whole)
        variable = self.variables.of(measure)
        if kind is None or variable is None:
            return self._unknown(_as_written(measure, operator, whole))
        yes = extent_of(operator, value, kind.value, self.variables.reader.tokens)
        if yes is None:
            return self._unknown(_as_written(measure, operator, whole))
        no = yes.outside()
        return self._fact(variable, variable.extent(yes), variable.extent(no) if no else None)

    def _yes_or_no(self, measure: Measure, wanted: bool, whole: Compare | Flag) -> Term:
        """``exists`` is about the number of records, ``holds`` its criterion (C11, E5)."""
        match measure:
            case HoldsMeasure():
                term = self.of(measure.of)
            case CountingMeasure(type="exists"):
                term = self._fact(self.variables.count_of(measure.of), ONE_OR_MORE, NO_RECORD)
            case _:
                return self._unknown(json.dumps(whole.to_json(), sort_keys=True))
        return term if wanted else self.denied(term)

    def _fact(self, variable: Variable, yes: Extent, no: Extent | None) -> Term:
        key = ("fact", id(variable), yes, no)
        return self._one(key, lambda: Fact(variable.is_sure, variable, yes, no))

    def _unknown(self, key: Hashable) -> Term:
        return self._one(("unknown", key), lambda: Unknown(False))

    def _one(self, key: Hashable, made: Callable[[], Term]) -> Term:
        if key not in self._known:
            self._known[key] = made()
        return self._known[key]


def _as_written(measure: Measure, operator: Operator, whole: Compare | Flag) -> Hashable:
    """Equal for comparisons written alike; code sets by their names."""
    value = whole.to_json()
    return json.dumps([measure.to_json(), operator, value["value"]], sort_keys=True)


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    """A criterion without its id and its words."""
    return {name: each for name, each in value.items() if name not in WORDS}
