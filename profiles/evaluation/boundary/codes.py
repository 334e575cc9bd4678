"""Codes in and just outside a code set: a rule's own, one sign longer or shorter, siblings, excluded ones."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.standard.catalogue import ElementField
from profiles.standard.codes import deciding_rule, is_in, normalised
from profiles.standard.document import CodeSet, Rule

from ..layout import code_column
from .choices import Choice
from .recipe import Cells

SIGNS = "09AZ"  # one of them is seldom taken by another rule
MOST_RULES = 12
MANY_RULES = 40


def code_choices(field: ElementField, sets: list[CodeSet]) -> list[Choice]:
    """Codes around the rules of the sets; with several sets also one code of each on the same record."""
    single = [choice for code_set in sets for choice in _around(field, code_set)]
    pairs = [
        Choice({**first.cells, **second.cells}, f"{first.words} og {second.words}")
        for first in single[:MANY_RULES]
        for second in single[:MANY_RULES]
        if len(sets) > 1 and not first.cells.keys() & second.cells.keys()
    ]
    return [*single, *pairs, Choice({}, "ingen kode")]


def carries(field: ElementField, cells: Cells, code_set: CodeSet) -> bool:
    """Is any of the record's codes in the set (1.3)?"""
    return any(
        is_in(code_set.rules, system, cells[column])
        for system in field.systems
        if (column := code_column(field.id, system)) in cells
    )


def conversion(field: ElementField, cells: Cells, code_set: CodeSet) -> Rule | None:
    """The rule that converts a record's value: that of the first system with a code in the set (D8)."""
    for system in field.systems:
        code = cells.get(code_column(field.id, system))
        rule = deciding_rule(code_set.rules, system, code) if code else None
        if rule is not None and rule.include:
            return rule
    return None


def _around(field: ElementField, code_set: CodeSet) -> Iterator[Choice]:
    """Included rules first: the first choice is the one that other choices are tried beside."""
    rules = sorted(code_set.rules, key=lambda rule: not rule.include)
    for rule in [*rules[:MOST_RULES], *rules[-MOST_RULES:]]:
        if rule.system in field.systems:
            column = code_column(field.id, rule.system)
            yield from (Choice({column: code}, words) for code, words in _beside(rule))


def _beside(rule: Rule) -> Iterator[tuple[str, str]]:
    code = normalised(rule.code)
    kind = "koden" if rule.include else "den udelukkede kode"
    yield code, f"{kind} {code}"
    for sign in SIGNS:
        yield code + sign, f"koden {code}{sign}, et tegn længere end {code}"
    if len(code) > 1:
        yield code[:-1], f"koden {code[:-1]}, et tegn kortere end {code}"
        yield _sibling(code), f"koden {_sibling(code)}, der ligner {code}"
    if rule.system == "sks" and code.startswith("D") and len(code) > 2:
        yield code[1:], f"koden {code[1:]}, der mangler D"


def _sibling(code: str) -> str:
    """The code with its last sign changed to the next of its kind."""
    last = code[-1]
    follower = {"9": "8", "Z": "Y"}.get(last, chr(ord(last) + 1))
    return code[:-1] + follower
