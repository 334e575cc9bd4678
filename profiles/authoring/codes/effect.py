"""What another release of a code system does to code sets: which codes come in, go out or are told otherwise.

The rules stay as they are, so only codes that changed between the two releases can differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from profiles.standard.document import CodeSet
from profiles.terminology.between import ConceptChange
from profiles.terminology.expansion import keys_put_in
from profiles.terminology.models import Concept


class Effect(StrEnum):
    """What happens to a code of a code set, in the order it is told."""

    COMES_IN = "comes-in"
    GOES_OUT = "goes-out"
    CLOSED = "closed"
    RENAMED = "renamed"
    OTHER_UNIT = "other-unit"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Effect.COMES_IN: "Kommer ind",
    Effect.GOES_OUT: "Går ud",
    Effect.CLOSED: "Er lukket",
    Effect.RENAMED: "Har nyt navn",
    Effect.OTHER_UNIT: "Har ny enhed",
}
#: How many codes of a code set are written out.
SHOWN = 50


@dataclass(frozen=True)
class CodeEffect:
    """One code and what happens to it."""

    effect: Effect
    change: ConceptChange

    @property
    def concept(self) -> Concept:
        return self.change.concept

    @property
    def before(self) -> str:
        """What it said before, where that is told."""
        was = self.change.before
        if was is None:
            return ""
        return {Effect.RENAMED: was.title, Effect.OTHER_UNIT: was.unit}.get(self.effect, "")


@dataclass(frozen=True)
class SetEffect:
    """A code set that changes, and its codes that do."""

    code_set: CodeSet
    codes: tuple[CodeEffect, ...]

    @property
    def shown(self) -> tuple[CodeEffect, ...]:
        return self.codes[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.codes) - SHOWN, 0)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(each.concept.key for each in self.codes)


def effects(
    code_sets: Iterable[CodeSet], system: str, changes: Mapping[str, ConceptChange]
) -> tuple[SetEffect, ...]:
    """The code sets that the changes of a system's codes touch; no query."""
    keys = {system: sorted(changes)}
    touched = ((each, keys_put_in(each.rules, keys)) for each in code_sets)
    told = (SetEffect(code_set, _in_order(changes[key] for _, key in inside)) for code_set, inside in touched)
    return tuple(each for each in told if each.codes)


def _in_order(changes: Iterable[ConceptChange]) -> tuple[CodeEffect, ...]:
    found = [CodeEffect(effect, change) for change in changes if (effect := _effect(change))]
    return tuple(sorted(found, key=lambda each: list(Effect).index(each.effect)))


def _effect(change: ConceptChange) -> Effect | None:
    """The weightiest thing that happens; ``None`` for what no reader of the code set would see."""
    if change.is_new:
        return Effect.COMES_IN
    if change.is_gone:
        return Effect.GOES_OUT
    if change.is_closed:
        return Effect.CLOSED
    if change.is_renamed:
        return Effect.RENAMED
    return Effect.OTHER_UNIT if change.has_other_unit else None
