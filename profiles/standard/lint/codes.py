"""Code sets: rules that say nothing, say it twice or say it in an odd way (6.1, D2, D3, D12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..document import CodeSet, Document, Rule, Selection
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .reasoning.code_regions import AS_IT_IS
from .study import Study

Code = tuple[str, str]


def sets_have_rules(spot: Spot[CodeSet], _: Study) -> Iterator[Lint]:
    if not spot.part.rules:
        message = "Kodesættet har ingen koder. Tilføj en kode, eller fjern sættet."
        yield found(spot, "empty-code-set", message, "rules")
    elif not any(rule.include for rule in spot.part.rules):
        message = "Kodesættet udelader kun koder og er derfor altid tomt. Tilføj de koder, der skal med."
        yield found(spot, "excludes-only", message, "rules")


def rules_are_written_well(spot: Spot[CodeSet], study: Study) -> Iterator[Lint]:
    """D2, D3, 6.1: written once and normalised, and each decides something."""
    codes = study.codes[spot.part.id]
    first: dict[str, dict[str, int]] = defaultdict(dict)
    for index, (rule, code) in enumerate(zip(spot.part.rules, codes.written, strict=True)):
        if code != rule.code:
            yield _odd(spot, rule, code, index)
        if first[rule.system].setdefault(code, index) != index:
            yield _twin(spot, rule, first[rule.system][code], index)
        elif code in codes.systems[rule.system].needless:
            yield _needless(spot, rule, index)


def _odd(spot: Spot[CodeSet], rule: Rule, wanted: str, index: int) -> Lint:
    """D3."""
    place = ("rules", index)
    if not wanted:
        message = "Koden er tom. Skriv koden, eller fjern linjen."
        fix = Fix("Fjern linjen", fixes.taking_out((*spot.path, *place)), keeps=not rule.descendants)
        return found(spot, "blank-code", message, *place, "code", fix=fix)
    fix = Fix(f"Skriv {wanted}", fixes.putting((*spot.path, *place, "code"), wanted))
    message = f"Koden er skrevet »{rule.code}«. Skriv den {wanted}."
    return found(spot, "code-not-normalised", message, *place, "code", fix=fix)


def _twin(spot: Spot[CodeSet], rule: Rule, first: int, index: int) -> Lint:
    """D2: equal twins; those that only differ in ``descendants`` are twins too, and the wider one counts."""
    change = fixes.taking_out((*spot.path, "rules", index))
    if rule.descendants:
        wider = fixes.putting((*spot.path, "rules", first, "descendants"), True)
        change = fixes.one_after_another(wider, change)
    message = f"Koden {rule.code} står to gange. Fjern den ene."
    return found(spot, "twin-rules", message, "rules", index, fix=Fix("Fjern gentagelsen", change))


def _needless(spot: Spot[CodeSet], rule: Rule, index: int) -> Lint:
    why = "er allerede dækket af en bredere linje" if rule.include else "er ikke med i forvejen"
    fix = Fix("Fjern linjen", fixes.taking_out((*spot.path, "rules", index)))
    return found(spot, "needless-rule", f"Koden {rule.code} {why}. Fjern linjen.", "rules", index, fix=fix)


def conversions_are_of_measurements(spot: Spot[CodeSet], study: Study) -> Iterator[Lint]:
    """3.6: a conversion of a code without a number does nothing, but for a measure that weighs by it."""
    rules = enumerate(spot.part.rules)
    converted = [(index, rule) for index, rule in rules if (rule.factor, rule.offset) != AS_IT_IS]
    if not converted or spot.part.id in _weighed(study):
        return
    measured = study.catalogue.measurement_systems()
    for index, rule in converted:
        if rule.system not in measured:
            place = (*spot.path, "rules", index)
            plain = rule.model_copy(update={"factor": None, "offset": None})
            fix = Fix("Fjern omregningen", fixes.putting(place, plain))
            message = "Kun målinger kan regnes om. Fjern omregningen."
            yield found(spot, "needless-conversion", message, "rules", index, fix=fix)


def _weighed(study: Study) -> frozenset[str]:
    """The code sets that stand in a measure of a later standard, which may read a rule's factor."""
    return frozenset(
        asked.in_
        for spot in study.spots
        if isinstance(spot.part, Selection) and getattr(spot.parent, "type", "") == "weighted_sum"
        for asked in spot.part.where
        if asked.in_ is not None
    )


def a_code_has_one_unit(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """D12: a code's unit is a fact of the code."""
    meanings: dict[Code, dict[tuple[object, ...], CodeSet]] = defaultdict(dict)
    for index, code_set in enumerate(spot.part.code_sets):
        if code_set.unit is None:
            continue
        written = study.codes[code_set.id].written
        for number, (rule, code) in enumerate(zip(code_set.rules, written, strict=True)):
            if rule.include:
                known = meanings[(rule.system, code)]
                meaning = (code_set.unit, rule.factor, rule.offset)
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
        yield found(place, "unit-conflict", message, "rules", where[1], beside=other.id)


def sets_hold_different_codes(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """Two sets of the same codes, whatever they are called and however their rules are written."""
    alike: dict[object, list[str]] = defaultdict(list)
    for index, code_set in enumerate(spot.part.code_sets):
        codes = study.codes[code_set.id]
        if codes.some is None:
            continue
        bucket = alike[(codes.unit, codes.some)]
        same = next((each for each in bucket if study.codes[each].meaning == codes.meaning), None)
        bucket.append(code_set.id)
        if same is not None:
            place = Spot(code_set, ("code_sets", index), (spot.part,))
            message = "Et andet kodesæt har de samme koder. Brug det ene begge steder."
            fix = Fix("Saml kodesættene", fixes.merging(same, code_set.id))
            yield found(place, "same-codes", message, fix=fix, beside=same)


CHECKS = (
    (CodeSet, (sets_have_rules, rules_are_written_well, conversions_are_of_measurements)),
    (Document, (a_code_has_one_unit, sets_hold_different_codes)),
)
