"""Looking codes up, and telling whether a code set's rules name codes that exist in units that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule
from profiles.standard.problem import Problem

from .expansion import NOW, Releases, listed_in
from .models import Concept, ConceptQuerySet

#: Systems whose codes nobody has a list of: a producer's own codes.
OPEN_SYSTEMS = frozenset({"local"})


def concepts(system: str, codes: Iterable[str]) -> dict[str, Concept]:
    """The known concepts among the codes, by normalised code."""
    wanted = {normalised(code) for code in codes}
    return {found.key: found for found in Concept.objects.current().filter(system=system, key__in=wanted)}


def code_problems(code_sets: Iterable[CodeSet]) -> tuple[Problem, ...]:
    """Rules with unknown codes, and measurement codes whose unit is not the set's and is not converted."""
    listed = tuple(code_sets)
    named = _listed((rule.system, rule.code) for code_set in listed for rule in code_set.rules)
    units = {(system, key): unit for system, key, unit in named.values_list("system_id", "key", "unit")}
    return tuple(
        Problem(f"/code_sets/{position}/rules/{number}/{field}", code_set.id, message)
        for position, code_set in enumerate(listed)
        for number, rule in enumerate(code_set.rules)
        for field, message in _rule_problems(code_set, rule, units)
    )


def _rule_problems(
    code_set: CodeSet, rule: Rule, units: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    if rule.system in OPEN_SYSTEMS:
        return
    unit = units.get((rule.system, normalised(rule.code)))
    if unit is None:
        yield "code", f"Koden {rule.code} findes ikke i {rule.system}. Se efter, om den er skrevet rigtigt."
    elif _wrong_unit(code_set, rule, unit):
        yield (
            "code",
            f"{rule.code} måles i {unit}, men kodesættet er i {code_set.unit}. "
            "Skriv en omregning, eller lad koden ude.",
        )


def _wrong_unit(code_set: CodeSet, rule: Rule, unit: str) -> bool:
    converted = rule.factor != 1 or rule.offset != 0
    return bool(unit and rule.include and not converted and unit != code_set.unit)


def known_concepts(code_sets: Iterable[CodeSet]) -> dict[tuple[str, str], Concept]:
    """Every concept that a rule of the sets may mean: one query, however many the sets."""
    return labels((rule.system, rule.code) for code_set in code_sets for rule in code_set.rules)


def labels(codes: Iterable[tuple[str, str]], releases: Releases = NOW) -> dict[tuple[str, str], Concept]:
    """The known concepts among pairs of system and code, by system and normalised code; one query.

    They are as the releases list them, and as they are now in a system that is not named.
    """
    found = _listed(codes, releases).defer("words")
    return {(concept.system_id, concept.key): concept for concept in found}


def _listed(codes: Iterable[tuple[str, str]], releases: Releases = NOW) -> ConceptQuerySet:
    wanted = [(system, normalised(code)) for system, code in codes]
    held = (listed_in(system, releases) for system in {system for system, _ in wanted})
    keys = {key for _, key in wanted}
    return Concept.objects.filter(reduce(or_, held, Q(pk=None)), key__in=keys).order_by()
