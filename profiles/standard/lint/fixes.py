"""The changes that take lints away: functions from the document they were found in to the next one.

Each is made for the document it stands in and may be applied to that one only. Which of them keep the meaning
is told where they are used, for the same change may keep it in one place and not in another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..document import AtLeast, Criterion, Document, Filter, Group, Node, Not, Part
from ..problem import Path
from ..surgery import at, put, take_out
from ..walk import Spot, walk

Change = Callable[[Document], Document]


def taking_out(path: Path) -> Change:
    """Without a member of a list."""
    return lambda document: take_out(document, path)


def leaving_out(spot: Spot[Part]) -> Change:
    """Without a part of a group, and without the group too when it was its only one."""
    while (
        isinstance(spot.parent, Group) and len(spot.parent.of) == 1 and isinstance(spot.above().path[-1], int)
    ):
        spot = spot.above()
    return taking_out(spot.path)


def putting(path: Path, value: Any) -> Change:
    """With another value at a place."""
    return lambda document: put(document, path, value)


def swapping(path: Path, first: str, second: str) -> Change:
    """With two properties of a part exchanged."""

    def swap(document: Document) -> Document:
        part = at(document, path)
        return put(
            document,
            path,
            part.model_copy(update={first: getattr(part, second), second: getattr(part, first)}),
        )

    return swap


def one_after_another(*changes: Change) -> Change:
    """Several changes; each must leave the places of the next as they were."""

    def change(document: Document) -> Document:
        for each in changes:
            document = each(document)
        return document

    return change


# --- groups -----------------------------------------------------------------------------------------


def unwrapping(spot: Spot[Group | AtLeast]) -> Change:
    """The only part of a group in the group's place; it takes over the group's words."""
    return putting(spot.path, with_words_of(spot.part, spot.part.of[0]))


def unnegating(spot: Spot[Not]) -> Change:
    """What stands under »ikke ikke« in their place."""
    inner = spot.part.of
    if not isinstance(inner, Not):
        raise TypeError("only a double negation can be taken away")
    return putting(spot.path, with_words_of(spot.part, with_words_of(inner, inner.of)))


def flattening(spot: Spot[Group]) -> Change:
    """The parts of a group in its place in the group around it."""

    def flatten(document: Document) -> Document:
        *before, index = spot.path
        parts = at(document, tuple(before))
        around = (*parts[: int(index)], *spot.part.of, *parts[int(index) + 1 :])
        return put(document, tuple(before), around)

    return flatten


def with_words_of(outer: Node, inner: Criterion) -> Criterion:
    """A criterion with the label, rationale and references of one that goes, unless it has its own."""
    given: dict[str, Any] = {
        name: getattr(outer, name)
        for name in ("label", "rationale")
        if getattr(outer, name) and not getattr(inner, name)
    }
    references = tuple(dict.fromkeys((*inner.references, *outer.references)))
    if references != inner.references:
        given["references"] = references
    return inner.model_copy(update=given)


def has_words_to_lose(outer: Node, inner: Node) -> bool:
    """Whether both say something in words, so that one of them would be lost."""
    return bool((outer.label and inner.label) or (outer.rationale and inner.rationale))


# --- code sets --------------------------------------------------------------------------------------


def merging(kept: str, gone: str) -> Change:
    """One code set for two: whatever asks for the one asks for the other."""

    def merge(document: Document) -> Document:
        for spot in list(walk(document)):
            if isinstance(spot.part, Filter) and spot.part.in_ == gone:
                document = put(document, spot.path, spot.part.model_copy(update={"in_": kept}))
        left = tuple(each for each in document.code_sets if each.id != gone)
        return document.model_copy(update={"code_sets": left})

    return merge
