"""Code sets: their rules agree, and their units are those of their codes (A16, D2, D9, 3.6, 6.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..codes import normalised
from ..document import CodeSet, Rule
from ..kinds import Setting
from ..problem import Problem
from ..walk import Spot


def system_is_known(spot: Spot[Rule], setting: Setting) -> Iterator[Problem]:
    """A20: a rule's system is one of the catalogue's."""
    if setting.catalogue.find_code_system(spot.part.system) is None:
        yield spot.problem(f"Kodesystemet »{spot.part.system}« findes ikke i standarden.", "system")


def descendants_only_in_hierarchies(spot: Spot[Rule], setting: Setting) -> Iterator[Problem]:
    """A16: ``descendants`` means something only where a code's descendants begin with it."""
    system = setting.catalogue.find_code_system(spot.part.system)
    if spot.part.descendants and system is not None and not system.hierarchical:
        yield spot.problem(
            f"{system.title} har ingen underkoder. Tag koden {spot.part.code} med uden underkoder.",
            "descendants",
        )


def factor_is_positive(spot: Spot[Rule], _: Setting) -> Iterator[Problem]:
    """D9: a negative factor would turn ``<`` into ``>``."""
    if spot.part.factor <= 0:
        yield spot.problem("Omregningsfaktoren skal være større end 0.", "factor")


def rules_do_not_contradict(spot: Spot[CodeSet], _: Setting) -> Iterator[Problem]:
    """D2: rules for one code agree on ``include``, ``factor`` and ``offset``."""
    meanings: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    for rule in spot.part.rules:
        meanings[_code(rule)].add((rule.include, rule.factor, rule.offset))
    for index, rule in enumerate(spot.part.rules):
        if len(meanings[_code(rule)]) > 1:
            yield spot.problem(
                f"Kodesættet siger to forskellige ting om koden {rule.code}. Behold den ene.", "rules", index
            )


def _code(rule: Rule) -> tuple[str, str]:
    return rule.system, normalised(rule.code)


def unit_belongs_to_measurements(spot: Spot[CodeSet], setting: Setting) -> Iterator[Problem]:
    """A16: ``unit`` is required on a set of measurement codes, and forbidden on others in 1.0."""
    measured = setting.catalogue.measurement_systems()
    systems = {rule.system for rule in spot.part.rules}
    if spot.part.unit is None and systems & measured:
        yield spot.problem("Et kodesæt med målinger skal have en enhed; skriv 1, når der ingen er.")


RULES = (
    (Rule, (system_is_known, descendants_only_in_hierarchies, factor_is_positive)),
    (CodeSet, (rules_do_not_contradict, unit_belongs_to_measurements)),
)
