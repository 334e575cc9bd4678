"""Groups of criteria: empty, out of range, the same thing twice, or more than is needed (4.1, E4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..document import AtLeast, Document, Group, MemberOf, Not, Part
from ..kinds import Setting
from ..walk import Spot, criteria
from .finding import Lint, error, hint, warning

WORDS = frozenset({"id", "label", "rationale", "references"})


def groups_have_parts(spot: Spot[Group | AtLeast], _: Setting) -> Iterator[Lint]:
    """4.1: an empty ``all`` is true for everyone, an empty ``any`` for no one."""
    if not spot.part.of:
        yield error(spot, "empty-group", "Gruppen er tom. Tilføj en betingelse, eller fjern gruppen.", "of")


def at_least_is_within_range(spot: Spot[AtLeast], _: Setting) -> Iterator[Lint]:
    """E4."""
    count = len(spot.part.of)
    if count and not 1 <= spot.part.n <= count:
        message = f"Der skal være mindst {spot.part.n} af {count}. Vælg et tal fra 1 til {count}."
        yield error(spot, "at-least-range", message, "n")


def siblings_differ(spot: Spot[Group | AtLeast], _: Setting) -> Iterator[Lint]:
    """The same criterion twice says nothing more in a group, and counts double in ``at_least``."""
    seen: set[str] = set()
    for index, part in enumerate(spot.part.of):
        meaning = meaning_of(part)
        if meaning in seen:
            message = "Den samme betingelse står to gange i gruppen. Fjern den ene."
            yield warning(_child(spot, part, index), "duplicate-criterion", message)
        seen.add(meaning)


def _child(spot: Spot[Part], part: Part, index: int) -> Spot[Part]:
    return Spot(part, (*spot.path, "of", index), (*spot.ancestors, spot.part))


def meaning_of(part: Part) -> str:
    """What a part means: its JSON without ids and words, the same for two parts that mean the same."""
    return json.dumps(_bare(part.to_json()), sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(below) for name, below in value.items() if name not in WORDS}
    return [_bare(below) for below in value] if isinstance(value, list) else value


def groups_gather_something(spot: Spot[Group], _: Setting) -> Iterator[Lint]:
    if len(spot.part.of) == 1 and spot.path not in (("inclusion",), ("exclusion",)):
        yield hint(spot, "single-part", "Gruppen har kun én betingelse. Den kan stå uden gruppen.")


def negations_are_single(spot: Spot[Not], _: Setting) -> Iterator[Lint]:
    if isinstance(spot.part.of, Not):
        yield hint(spot, "double-negation", "»Ikke« står to gange efter hinanden. Fjern dem begge.")


def population_has_a_source(spot: Spot[Document], _: Setting) -> Iterator[Lint]:
    """Who belongs to a population is a clinical statement, and wants its source."""
    inclusion = Spot(spot.part.inclusion, ("inclusion",), (spot.part,))
    if not any(below.part.references for below in criteria(spot.part.inclusion)):  # type: ignore[attr-defined]
        message = (
            "Ingen betingelse i »Hvem hører til« har en kilde. Knyt en reference til den, der bygger på den."
        )
        yield warning(inclusion, "no-reference", message)


def members_are_of_other_profiles(spot: Spot[MemberOf], setting: Setting) -> Iterator[Lint]:
    """4.4: an older version of the same profile is no circle, but hardly what was meant."""
    if spot.part.profile == setting.document.profile:
        yield warning(
            spot, "own-version", "Profilen bygger på en anden version af sig selv. Vælg en anden profil."
        )


CHECKS = (
    (Group, (groups_have_parts, siblings_differ, groups_gather_something)),
    (AtLeast, (groups_have_parts, at_least_is_within_range, siblings_differ)),
    (Not, (negations_are_single,)),
    (Document, (population_has_a_source,)),
    (MemberOf, (members_are_of_other_profiles,)),
)
