"""Groups of criteria: empty, out of range, or more than is needed (4.1, E4); and a population's source."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import AtLeast, Criterion, Document, Group, MemberOf, Not, Part
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .study import Study, is_criterion

ROOTS = (("inclusion",), ("exclusion",))


def groups_have_parts(spot: Spot[Group | AtLeast], _: Study) -> Iterator[Lint]:
    """4.1: an empty ``all`` is true for everyone, an empty ``any`` for no one."""
    if not spot.part.of:
        message = "Gruppen er tom. Tilføj en betingelse, eller fjern gruppen."
        yield found(spot, "empty-group", message, "of", fix=_without_empty(spot))


def _without_empty(spot: Spot[Group | AtLeast]) -> Fix | None:
    """It may go from a group that keeps something; that changes nothing when it was neutral there."""
    around = spot.parent
    if not isinstance(around, Group) or len(around.of) == 1:
        return None
    keeps = isinstance(spot.part, Group) and spot.part.type == around.type
    return Fix("Fjern den tomme gruppe", fixes.taking_out(spot.path), keeps)


def at_least_is_within_range(spot: Spot[AtLeast], _: Study) -> Iterator[Lint]:
    """E4."""
    count = len(spot.part.of)
    if count and not 1 <= spot.part.n <= count:
        message = f"Der skal være mindst {spot.part.n} af {count}. Vælg et tal fra 1 til {count}."
        nearest = max(1, min(spot.part.n, count))
        fix = Fix(f"Sæt antallet til {nearest}", fixes.putting((*spot.path, "n"), nearest), keeps=False)
        yield found(spot, "at-least-range", message, "n", fix=fix)


def groups_gather_something(spot: Spot[Group], _: Study) -> Iterator[Lint]:
    """4.1: all of one, and one of one, are the one. The roots keep their group: parts are added to it."""
    if len(spot.part.of) != 1 or spot.path in ROOTS:
        return
    (inner,) = spot.part.of
    fix = None if fixes.has_words_to_lose(spot.part, inner) else Fix("Fjern gruppen", fixes.unwrapping(spot))
    yield found(spot, "single-part", "Gruppen har kun én betingelse. Den kan stå uden gruppen.", fix=fix)


def groups_differ_from_those_around(spot: Spot[Group], _: Study) -> Iterator[Lint]:
    """All in all is all; a group with words of its own is there for the reader and stays."""
    part, around = spot.part, spot.parent
    is_like = isinstance(around, Group) and around.type == part.type
    if is_like and len(part.of) > 1 and not (part.label or part.rationale or part.references):
        message = "Gruppen står i en gruppe af samme slags. Betingelserne kan stå uden den inderste."
        fix = Fix("Fjern den inderste gruppe", fixes.flattening(spot))
        yield found(spot, "nested-group", message, fix=fix)


def negations_are_single(spot: Spot[Not], _: Study) -> Iterator[Lint]:
    inner = spot.part.of
    if isinstance(inner, Not):
        fix = (
            None
            if _loses_words(spot.part, inner, inner.of)
            else Fix("Fjern »ikke ikke«", fixes.unnegating(spot))
        )
        yield found(spot, "double-negation", "»Ikke« står to gange efter hinanden. Fjern dem begge.", fix=fix)


def _loses_words(*criteria: Criterion) -> bool:
    pairs = ((one, other) for place, one in enumerate(criteria) for other in criteria[:place])
    return any(fixes.has_words_to_lose(one, other) for one, other in pairs)


def population_has_a_source(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """Who belongs to a population is a clinical statement, and wants its source."""
    inclusion = Spot(spot.part.inclusion, ("inclusion",), (spot.part,))
    sourced = (each.part.references for each in study.spots if is_criterion(each.part) and _includes(each))
    if not any(sourced):
        message = (
            "Ingen betingelse i »Hvem hører til« har en kilde. Knyt en reference til den, der bygger på den."
        )
        yield found(inclusion, "no-reference", message)


def _includes(spot: Spot[Part]) -> bool:
    return spot.section == "inclusion"


def members_are_of_other_profiles(spot: Spot[MemberOf], study: Study) -> Iterator[Lint]:
    """4.4: an older version of the same profile is no circle, but hardly what was meant."""
    if spot.part.profile == study.document.profile:
        message = "Profilen bygger på en anden version af sig selv. Vælg en anden profil."
        yield found(spot, "own-version", message)


CHECKS = (
    (Group, (groups_have_parts, groups_gather_something, groups_differ_from_those_around)),
    (AtLeast, (groups_have_parts, at_least_is_within_range)),
    (Not, (negations_are_single,)),
    (Document, (population_has_a_source,)),
    (MemberOf, (members_are_of_other_profiles,)),
)
