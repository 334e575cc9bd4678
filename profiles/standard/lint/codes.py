"""Code sets: rules that say nothing, say it twice or say it in an odd way (6.1, D2, D3, D12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..codes import normalised
from ..document import CodeSet, Document, Rule
from ..kinds import Setting
from ..walk import Spot
from .finding import Lint, error, hint, warning


def sets_have_rules(spot: Spot[CodeSet], _: Setting) -> Iterator[Lint]:
    if not spot.part.rules:
        yield error(
            spot, "empty-code-set", "Kodesættet har ingen koder. Tilføj en kode, eller fjern sættet.", "rules"
        )
    elif not any(rule.include for rule in spot.part.rules):
        message = "Kodesættet udelader kun koder og er derfor altid tomt. Tilføj de koder, der skal med."
        yield warning(spot, "excludes-only", message, "rules")


def rules_are_written_once(spot: Spot[CodeSet], _: Setting) -> Iterator[Lint]:
    """D2: equal twins. Twins that only differ in ``descendants`` are twins too."""
    seen: set[tuple[str, str]] = set()
    for index, rule in enumerate(spot.part.rules):
        code = (rule.system, normalised(rule.code))
        if code in seen:
            yield error(
                spot, "twin-rules", f"Koden {rule.code} står to gange. Fjern den ene.", "rules", index
            )
        seen.add(code)


def codes_are_normalised(spot: Spot[Rule], _: Setting) -> Iterator[Lint]:
    """D3."""
    wanted = normalised(spot.part.code)
    if not wanted:
        yield error(spot, "blank-code", "Koden er tom. Skriv koden, eller fjern linjen.", "code")
    elif wanted != spot.part.code:
        message = f"Koden er skrevet »{spot.part.code}«. Skriv den {wanted}."
        yield error(spot, "code-not-normalised", message, "code")


def rules_change_something(spot: Spot[CodeSet], _: Setting) -> Iterator[Lint]:
    """A rule whose broader rule already says the same, and an exclusion that nothing broader includes."""
    covering = {(rule.system, normalised(rule.code)): rule for rule in spot.part.rules if rule.descendants}
    for index, rule in enumerate(spot.part.rules):
        broader = _broader(covering, rule)
        if broader is None and not rule.include:
            message = f"Koden {rule.code} er ikke med i forvejen og behøver ikke udelades. Fjern linjen."
            yield hint(spot, "needless-rule", message, "rules", index)
        elif broader is not None and _says_the_same(broader, rule):
            message = f"Koden {rule.code} er allerede dækket af {broader.code}. Fjern linjen."
            yield hint(spot, "needless-rule", message, "rules", index)


def _says_the_same(broader: Rule, rule: Rule) -> bool:
    return (broader.include, broader.factor, broader.offset) == (rule.include, rule.factor, rule.offset)


def _broader(covering: Mapping[tuple[str, str], Rule], rule: Rule) -> Rule | None:
    """The rule that would decide if this one were not there: that of the longest shorter code."""
    own = normalised(rule.code)
    shorter = (covering.get((rule.system, own[:length])) for length in range(len(own) - 1, -1, -1))
    return next((found for found in shorter if found is not None), None)


def conversions_have_a_unit(spot: Spot[CodeSet], setting: Setting) -> Iterator[Lint]:
    """3.6: a conversion of a code that carries no number does nothing."""
    measured = setting.catalogue.measurement_systems()
    for index, rule in enumerate(spot.part.rules):
        if rule.system not in measured and (rule.factor != 1 or rule.offset != 0):
            message = "Kun målinger kan regnes om. Fjern omregningen."
            yield warning(spot, "needless-conversion", message, "rules", index)


def a_code_has_one_unit(spot: Spot[Document], _: Setting) -> Iterator[Lint]:
    """D12: a code's unit is a fact of the code."""
    meanings: dict[tuple[str, str], dict[tuple[object, ...], CodeSet]] = defaultdict(dict)
    for index, code_set in enumerate(spot.part.code_sets):
        for number, rule in enumerate(code_set.rules):
            known = meanings[(rule.system, normalised(rule.code))]
            meaning = (code_set.unit, rule.factor, rule.offset)
            if rule.include and code_set.unit is not None:
                yield from _clash(spot, rule, known, meaning, (index, number))
                known.setdefault(meaning, code_set)


def _clash(
    spot: Spot[Document],
    rule: Rule,
    known: dict[tuple[object, ...], CodeSet],
    meaning: tuple[object, ...],
    where: tuple[int, int],
) -> Iterator[Lint]:
    code_set = spot.part.code_sets[where[0]]
    other = next((each for said, each in known.items() if said != meaning and each is not code_set), None)
    if other is not None:
        message = f"Koden {rule.code} har en anden enhed eller omregning i »{other.title}«. Ret den ene."
        place = Spot(code_set, ("code_sets", where[0]), (spot.part,))
        yield error(place, "unit-conflict", message, "rules", where[1])


CHECKS = (
    (CodeSet, (sets_have_rules, rules_are_written_once, rules_change_something, conversions_have_a_unit)),
    (Rule, (codes_are_normalised,)),
    (Document, (a_code_has_one_unit,)),
)
