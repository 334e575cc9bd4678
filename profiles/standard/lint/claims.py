"""Criteria that can never be true, or never false, for any patient on any day.

It is said of the innermost criterion that explains it: a group is not blamed for one of its parts, nor a
comparison for a selection that holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import CRITERIA, AtLeast, Criterion, Flag, Group, Not, Part
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .study import Study, is_criterion, parts_of, selection_of

NEVER = "Det kan aldrig være opfyldt. Ret grænserne, eller fjern en af betingelserne."
ALWAYS = "Det er altid opfyldt. Ret grænserne, eller fjern betingelsen."
ALWAYS_OR_UNKNOWN = (
    "Det kan aldrig være usandt: det er opfyldt eller kan ikke afgøres. "
    "Ret grænserne, eller fjern betingelsen."
)


def criterion_can_go_both_ways(spot: Spot[Part], study: Study) -> Iterator[Lint]:
    """``age at_least 0`` is never false, »18 or more« and »under 18« together never true."""
    part = spot.part
    if not is_criterion(part) or _says_enough_already(part, study):
        return
    term = study.term(part)
    if study.cannot_be(term, True):
        if not _is_explained(spot, study, truth=True):
            yield found(spot, "never", NEVER, fix=_leave_out(spot, "any", term.is_sure))
    elif study.cannot_be(term, False) and not _is_explained(spot, study, truth=False):
        message = ALWAYS if term.is_sure else ALWAYS_OR_UNKNOWN
        yield found(spot, "always", message, fix=_leave_out(spot, "all", term.is_sure))


def _says_enough_already(part: Criterion, study: Study) -> bool:
    """Empty groups, impossible numbers and selections that hold nothing have lints of their own."""
    if isinstance(part, Group | AtLeast):
        return not part.of or (isinstance(part, AtLeast) and not 1 <= part.n <= len(part.of))
    selection = selection_of(part)
    return selection is not None and study.records(selection).is_empty


def _is_explained(spot: Spot[Part], study: Study, *, truth: bool) -> bool:
    """Whether parts that cannot have the truth alone are why the whole cannot."""
    part = spot.part
    if isinstance(part, Not):
        return True
    if not isinstance(part, Group | AtLeast):
        return False
    cannot = sum(
        study.cannot_be(study.term(each.part), truth) for each in parts_of(spot) if is_criterion(each.part)
    )
    return len(part.of) - cannot < _needed(part, truth)


def _needed(part: Group | AtLeast, truth: bool) -> int:
    """How many parts must have a truth for the whole to have it (4.1)."""
    least = part.n if isinstance(part, AtLeast) else len(part.of) if part.type == "all" else 1
    return least if truth else len(part.of) - least + 1


def _leave_out(spot: Spot[Part], harmless_in: str, is_sure: bool) -> Fix | None:
    """Leave a criterion out where that does little: never true in ``any``, never false in ``all``.

    It changes nothing when the criterion is never unknown either.
    """
    around = spot.parent
    if isinstance(around, Group) and around.type == harmless_in and len(around.of) > 1:
        return Fix("Fjern betingelsen", fixes.taking_out(spot.path), keeps=is_sure)
    if isinstance(around, Flag) and harmless_in == "any":
        return Fix("Fjern flaget", fixes.taking_out(spot.above().path))
    return None


CHECKS = tuple((kind, (criterion_can_go_both_ways,)) for kind in CRITERIA)
