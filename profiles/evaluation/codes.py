"""Code sets as SQL over normalised codes: the longest matching rule decides (6.1, D1, D2, D8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from profiles.standard.catalogue import ElementField
from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule

from .layout import coding_columns
from .sql import FACTOR, any_of, as_number, choice, column, number, one_of, starts_with, text

YES, NO = "1", "0"


def in_set(table: str, field: ElementField, code_set: CodeSet) -> dict[str, str]:
    """By the column of each system with rules: the condition that its code is in the set. NULL counts as no.

    The record is in the set when any of them holds (1.3).
    """
    return {code: condition for condition, (code, _) in _by_system(table, field, code_set)}


def is_plain(code_set: CodeSet) -> bool:
    """Do all its codes report in the set's unit?"""
    return all(rule.factor == 1 and rule.offset == 0 for rule in code_set.rules)


def converted(table: str, value: str, field: ElementField, code_set: CodeSet) -> str:
    """The recorded value in the set's unit, exact; the first system with a code in the set converts (D8)."""
    branches = [
        (condition, _decided(code, rules, lambda rule: _conversion(value, rule), "NULL"))
        for condition, (code, rules) in _by_system(table, field, code_set)
    ]
    return choice(branches)


# A rule with its code as it is compared.
Coded = tuple[str, Rule]


def _by_system(
    table: str, field: ElementField, code_set: CodeSet
) -> Iterator[tuple[str, tuple[str, list[Coded]]]]:
    """For each system with rules: the condition that the code is in, the code's column, the rules."""
    for listed in coding_columns(field):
        rules = [(normalised(rule.code), rule) for rule in code_set.rules if rule.system == listed.system]
        if rules:
            code = column(table, listed.name)
            yield _includes(code, rules), (code, rules)


def _includes(code: str, rules: list[Coded]) -> str:
    if all(rule.include for _, rule in rules):
        return _matches(code, rules)
    return f"{_decided(code, rules, lambda rule: YES if rule.include else NO, NO)} = {YES}"


def _decided(code: str, rules: list[Coded], result: Callable[[Rule], str], otherwise: str) -> str:
    """What the longest matching rule says. Neighbours in length with one result share a branch."""
    said = [(-len(coded[0]), result(coded[1]), coded) for coded in rules]
    longest_first = sorted(said, key=itemgetter(0, 1))
    branches = [
        (_matches(code, [coded for _, _, coded in same]), result_of_them)
        for result_of_them, same in groupby(longest_first, key=itemgetter(1))
    ]
    return choice(branches, otherwise)


def _matches(code: str, rules: Iterable[Coded]) -> str:
    rules = list(rules)
    exact = sorted({written for written, rule in rules if not rule.descendants})
    prefixes = sorted({written for written, rule in rules if rule.descendants})
    conditions = [one_of(code, [text(each) for each in exact])] if exact else []
    return any_of([*conditions, *(starts_with(code, prefix) for prefix in prefixes)])


def _conversion(value: str, rule: Rule) -> str:
    product = value if rule.factor == 1 else f"{value} * {number(rule.factor, FACTOR)}"
    return as_number(product) if not rule.offset else f"({as_number(product)} + {number(rule.offset)})"
