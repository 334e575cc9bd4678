"""Code sets as functions of a code: the rules themselves, the longest first (6.1, D1, D2, D8).

Value sets are not used. An expansion lists the codes of one release; the rules say what becomes of every code
there was or will be.
"""

from __future__ import annotations

from profiles.standard.catalogue import Element, ElementField
from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule

from ..layout import VALUE, coding_columns, columns_of
from .records import RECORD, records, tuple_of, value_of
from .scope import Scope
from .words import INDENT, PLACES, any_of, choice, name, text

CODE = "code"
AMOUNT = "amount"


def in_set(field: ElementField, code_set: CodeSet, scope: Scope) -> str:
    """A condition: any of the record's codes is in the set (1.3)."""
    return any_of(
        f"{_includes(code_set, column.system or '', scope)}({value_of(column.name)})"
        for column in coding_columns(field)
        if _rules(code_set, column.system or "")
    )


def _rules(code_set: CodeSet, system: str) -> list[Rule]:
    """A system's rules, the longest first and of one length in a settled order."""
    rules = [rule for rule in code_set.rules if rule.system == system]
    return sorted(rules, key=lambda rule: (-len(normalised(rule.code)), normalised(rule.code)))


def _includes(code_set: CodeSet, system: str, scope: Scope) -> str:
    identifier = scope.named("codes", f"{code_set.id}/{system}")
    branches = [(_matches(rule), "true" if rule.include else "false") for rule in _rules(code_set, system)]
    comment = f"Er koden fra {system} i kodesættet {code_set.title}? Den længste regel afgør det (6.1)."
    return scope.library.function(identifier, f"{CODE} String", choice(branches, "false"), comment)


def _matches(rule: Rule) -> str:
    own = text(normalised(rule.code))
    return f"StartsWith({CODE}, {own})" if rule.descendants else f"{CODE} = {own}"


# --- conversions --------------------------------------------------------------------------------


def measured_records(element: Element, field: ElementField, code_set: CodeSet, scope: Scope) -> str:
    """The records in a set that has a unit, with their values in that unit (3.6, D8)."""
    identifier = scope.named("records", f"{element.id}/{code_set.id}")
    if scope.library.has(identifier):
        return name(identifier)
    values = {each.name: value_of(each.name) for each in columns_of(element)}
    if VALUE in values and not _is_plain(code_set):
        values[VALUE] = weighed(VALUE, field, code_set, scope)
    source = f"{records(element, scope)} {RECORD}\n    where {in_set(field, code_set, scope)}"
    returned = RECORD if values.get(VALUE, value_of(VALUE)) == value_of(VALUE) else tuple_of(values)
    comment = f"{element.title} i kodesættet {code_set.title}, værdier i {code_set.unit}."
    return scope.library.define(identifier, f"{source}\n    return all {returned}", comment)


def _is_plain(code_set: CodeSet) -> bool:
    return all(rule.factor == 1 and rule.offset == 0 for rule in code_set.rules)


def weighed(column: str, field: ElementField, code_set: CodeSet, scope: Scope) -> str:
    """A number by the rule of its record's code: that of the first system with a code in the set (D8).

    What is computed has at most eight decimals; rounding to eight only takes away what an engine that
    counts in binary has added.
    """
    if _is_plain(code_set):
        return value_of(column)
    branches = []
    for each in coding_columns(field):
        system, code = each.system or "", value_of(each.name)
        if _rules(code_set, system):
            converted = f"{_converts(code_set, system, scope)}({code}, {value_of(column)})"
            branches.append((f"{_includes(code_set, system, scope)}({code})", converted))
    return f"Round({choice(branches, 'null')}, {PLACES})".replace("\n", f"\n{INDENT * 2}")


def _converts(code_set: CodeSet, system: str, scope: Scope) -> str:
    identifier = scope.named("convert", f"{code_set.id}/{system}")
    branches = [(_matches(rule), _conversion(rule, code_set, scope)) for rule in _rules(code_set, system)]
    comment = f"En værdi med en kode fra {system} i {code_set.unit}: værdi · faktor + forskydning (D8)."
    operands = f"{CODE} String, {AMOUNT} Decimal"
    return scope.library.function(identifier, operands, choice(branches, "null"), comment)


def _conversion(rule: Rule, code_set: CodeSet, scope: Scope) -> str:
    at_set = scope.at(code_set.id)
    product = AMOUNT if rule.factor == 1 else f"{AMOUNT} * {at_set.number(rule.factor)}"
    return f"{product} + {at_set.number(rule.offset)}" if rule.offset else product
