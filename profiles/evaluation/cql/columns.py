"""Columns: what is shown of a patient, with the first flag that is true (7.2, E2, F1-F3)."""

from __future__ import annotations

from profiles.standard.document import Column, Flag

from .comparison import comparison
from .criteria import Criteria
from .measure import Measured
from .records import element_of
from .scope import Scope
from .words import choice, text


def define_column(column: Column, criteria: Criteria, scope: Scope) -> None:
    """A tuple of what a column shows; a coding gives one element per code system instead of a value."""
    measured = criteria.measured(column.measure, scope)
    parts = {"value": measured.operand.value}
    if measured.codes:
        parts = {f"code_{system.replace('-', '_')}": code for system, code in measured.codes}
    if measured.unit is not None:
        parts["unit"] = f"if {measured.is_missing} then null else {text(measured.unit)}"
    rest = {"date": measured.date, "comparator": measured.operand.comparator}
    parts |= {part: expression for part, expression in rest.items() if expression}
    identifier = f"flag-{column.id}"
    parts["flag"] = scope.library.define(identifier, _flag(column, measured, criteria, scope))
    written = ",\n    ".join(f"{element_of(part)}: {expression}" for part, expression in parts.items())
    scope.library.define(f"column-{column.id}", f"Tuple {{\n    {written}\n  }}", column.title)


def _flag(column: Column, measured: Measured, criteria: Criteria, scope: Scope) -> str:
    """The level and the words of the first flag that is true (E2)."""
    branches = []
    for position, flag in enumerate(column.flags, start=1):
        raised = _raised(flag, measured, criteria, scope)
        identifier = f"flag-{column.id}/{position}"
        branches.append((scope.library.define(identifier, raised), _said(str(flag.level), flag.text)))
    return choice(branches, _said(None, None))


def _said(level: str | None, words: str | None) -> str:
    said = (("level", level), ("text", words))
    parts = (f"{element_of(part)}: {'null as String' if each is None else text(each)}" for part, each in said)
    return f"Tuple {{ {', '.join(parts)} }}"


def _raised(flag: Flag, measured: Measured, criteria: Criteria, scope: Scope) -> str:
    if flag.when == "missing":
        return measured.is_missing
    if flag.when is not None:
        return criteria.truth(flag.when, scope)
    if flag.operator is None:
        return scope.lose(f"flaget »{flag.text}« kan ikke skrives som CQL.")
    return comparison(measured.operand, flag.operator, flag.value, scope)
