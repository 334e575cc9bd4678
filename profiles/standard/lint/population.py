"""The whole of a profile: whether anyone can be in the population, and what its parts do among those who are.

What a group asks for is taken as known below it, and what the population asks for is taken as known in its
groups and actions. So a branch that is possible alone can be seen to be impossible where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import CRITERIA, Action, AtLeast, Criterion, Document, Group, Part, QualityQuery, Subgroup
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .reasoning.knowledge import Knowledge
from .reasoning.terms import Some, Term
from .study import Study, flat_parts, is_criterion, parts_of

TOGETHER = "Det kan ikke være opfyldt sammen med resten af gruppen. Ret det, eller fjern det."
ALWAYS_EMPTY = "Ingen kan nogen sinde være med, som inklusion og eksklusion står. Ret en af dem."
MISSES = "Ingen, der opfylder inklusionen, rammes af det. Ret det, eller fjern det."
OUTSIDE = "Ingen, der er med i populationen, kan opfylde det. Ret betingelsen, eller fjern det."
WHOLE = "Alle, der er med i populationen, opfylder det. Fjern gruppen, eller ret betingelsen."


def population_holds_someone(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """5.2: nobody is in a population whose inclusion and exclusion leave no one."""
    document = spot.part
    inclusion, exclusion = _root(spot, "inclusion"), _root(spot, "exclusion")
    known = study.population
    if known is None:
        yield found(inclusion, "empty-population", ALWAYS_EMPTY)
    elif document.exclusion is not None:
        yield from _exclusion_meets(exclusion, known, study)
        if not known.below().learn(study.term(document.exclusion), False):
            yield found(exclusion, "empty-population", ALWAYS_EMPTY)


def _root(spot: Spot[Document], name: str) -> Spot[Part]:
    return Spot(getattr(spot.part, name), (name,), (spot.part,))


def _exclusion_meets(exclusion: Spot[Part], known: Knowledge, study: Study) -> Iterator[Lint]:
    """Every alternative of the exclusion that no one in the inclusion can fulfil."""
    is_any = isinstance(exclusion.part, Group) and exclusion.part.type == "any"
    for each in flat_parts(exclusion) if is_any else iter((exclusion,)):
        if not is_criterion(each.part) or study.is_never(each.part) or not _says(each.part):
            continue
        if not known.below().learn(study.term(each.part), True):
            change = fixes.putting(("exclusion",), None) if each is exclusion else fixes.leaving_out(each)
            fix = Fix("Fjern det fra eksklusionen", change, keeps=False)
            yield found(each, "exclusion-misses", MISSES, fix=fix)


def _says(criterion: Criterion) -> bool:
    """Whether there is anything in it; an empty group has a lint of its own."""
    return bool(getattr(criterion, "of", True))


# --- what cannot be where it stands -----------------------------------------------------------------


def branches_can_be_true(spot: Spot[Part], study: Study) -> Iterator[Lint]:
    """Alternatives that contradict what the groups around them ask for."""
    if not is_criterion(spot.parent):
        yield from _dead(spot, study.knowledge(), study)


def _dead(spot: Spot[Part], known: Knowledge, study: Study) -> Iterator[Lint]:
    part = spot.part
    if not isinstance(part, Group | AtLeast) or study.mind.is_tired or study.is_never(part):
        return
    below = list(parts_of(spot))
    if part.type == "all":
        known = known.below()
        for each in below:
            if is_criterion(each.part) and not isinstance(study.term(each.part), Some):
                known.learn(study.term(each.part), True)
        for each in below:
            yield from _dead(each, known, study)
    elif known.says_something:
        yield from _dead_alternatives(below, known, study)
    else:
        for each in below:
            yield from _dead(each, known, study)


def _dead_alternatives(alternatives: list[Spot[Part]], known: Knowledge, study: Study) -> Iterator[Lint]:
    for each in alternatives:
        if not is_criterion(each.part) or study.is_never(each.part):
            continue
        if known.below().learn(study.term(each.part), True):
            yield from _dead(each, known, study)
        else:
            yield found(each, "dead-branch", TOGETHER, fix=_cut(each))


def _cut(branch: Spot[Part]) -> Fix | None:
    """Who is in stays in; some who could not be decided are now out."""
    if isinstance(branch.parent, Group) and len(branch.parent.of) > 1:
        return Fix("Fjern betingelsen", fixes.taking_out(branch.path), keeps=False)
    return None


# --- groups and actions among those who are in ------------------------------------------------------


def parts_are_about_the_population(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """E3: groups and actions are shown for those who are in; some can never be, some always are."""
    document, population = spot.part, study.population
    if population is None or not (document.groups or document.actions):
        return
    known = population.below()
    if document.exclusion is not None and not known.learn(study.term(document.exclusion), False):
        return
    for name, listed in (("groups", document.groups), ("actions", document.actions)):
        for index, each in enumerate(listed):
            yield from _among_them(Spot(each, (name, index), (document,)), known, study)


def _among_them(spot: Spot[Part], known: Knowledge, study: Study) -> Iterator[Lint]:
    when = spot.part.when  # type: ignore[attr-defined]
    term = study.term(when)
    if study.cannot_be(term, True) or study.cannot_be(term, False) or not _says(when):
        return
    if not known.below().learn(term, True):
        yield found(spot, "outside-population", OUTSIDE)
    elif isinstance(spot.part, Subgroup) and known.decide(term) is True:
        yield found(spot, "whole-population", WHOLE)


def lists_say_different_things(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """Two groups, two actions of one kind or two queries that are always true of the same patients."""
    for name in ("groups", "actions", "data_quality"):
        seen: dict[tuple[Term, object], str] = {}
        for index, each in enumerate(getattr(spot.part, name)):
            first = seen.setdefault(_told(each, study), each.id)
            if first != each.id:
                place = Spot(each, (name, index), (spot.part,))
                message = "Et andet sted står den samme betingelse. Saml de to, eller ret den ene."
                yield found(place, "same-when", message, beside=first)


def _told(part: Subgroup | Action | QualityQuery, study: Study) -> tuple[Term, object]:
    return study.term(part.when), part.kind if isinstance(part, Action) else None


def large_documents_are_said_to_be(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """When the reasoning was given up, silence is no promise; asked last."""
    if study.mind.is_tired:
        message = "Profilen er så stor, at kun en del af betingelserne er holdt op mod hinanden. Del den op."
        yield found(spot, "not-compared", message)


CHECKS = (
    (Document, (population_holds_someone, parts_are_about_the_population, lists_say_different_things)),
    *((kind, (branches_can_be_true,)) for kind in CRITERIA),
)
