"""Flags of columns: tried from the top, and the first that is true is shown (E2). Some can never be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Column, Flag
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .reasoning.extents import Extent
from .reasoning.regions import HIGHEST, LOWEST, Region, is_within, union
from .reasoning.terms import Fact, Term
from .study import Study, is_criterion

NEVER_MISSING = ("exists", "count", "count_days")


@dataclass(frozen=True)
class Raised:
    """A flag; ``term`` is what it asks for, ``None`` when it is shown for a missing value."""

    flag: Flag
    term: Term | None


def flags_can_show(spot: Spot[Column], study: Study) -> Iterator[Lint]:
    """3.3, E2: a flag for a missing count, a limit no value can meet, and what an earlier flag takes."""
    earlier: list[Raised] = []
    for index, flag in enumerate(spot.part.flags):
        place = Spot(flag, (*spot.path, "flags", index), (*spot.ancestors, spot.part))
        raised = Raised(flag, _term(spot.part, flag, study))
        fix = Fix("Fjern flaget", fixes.taking_out(place.path))
        if _is_never(spot.part, raised, study):
            if not is_criterion(flag.when):
                yield found(
                    place, "never-shown", "Flaget kan aldrig vises. Ret det, eller fjern det.", fix=fix
                )
        elif _is_taken(raised, earlier, study):
            message = "Et flag før dette vises altid i stedet. Flyt dette frem, eller fjern det."
            yield found(place, "shadowed-flag", message, fix=fix)
        else:
            earlier.append(raised)


def _term(column: Column, flag: Flag, study: Study) -> Term | None:
    if is_criterion(flag.when):
        return study.term(flag.when)
    return study.terms.of_flag(column.measure, flag)


def _is_never(column: Column, raised: Raised, study: Study) -> bool:
    if raised.flag.when == "missing":
        return column.measure.type in NEVER_MISSING
    return raised.term is not None and study.cannot_be(raised.term, True)


def _is_taken(raised: Raised, earlier: list[Raised], study: Study) -> bool:
    """Whether some earlier flag is true whenever this one is, or several are together."""
    if raised.term is None:
        return any(each.flag.when == raised.flag.when == "missing" for each in earlier)
    known = study.knowledge()
    known.learn(raised.term, True)
    terms = [each.term for each in earlier if each.term is not None]
    return any(known.decide(each) is True for each in terms) or _is_covered(raised.term, terms)


def _is_covered(term: Term, earlier: list[Term]) -> bool:
    """Limits on one value that together leave nothing of this one."""
    if not isinstance(term, Fact) or not _is_fixed(term.yes):
        return False
    facts = [each for each in earlier if isinstance(each, Fact) and each.variable is term.variable]
    regions = [each.yes.region for each in facts if each.yes is not None and each.yes.is_fixed]
    own = term.yes.region if term.yes is not None else ()
    if not is_within(own, union(*regions)):
        return False
    return not term.variable.may_be_censored or _holds_ends(own, regions)


def _is_fixed(extent: Extent | None) -> bool:
    return extent is not None and extent.is_fixed


def _holds_ends(own: Region, regions: list[Region]) -> bool:
    """4.3: all that ``<5`` or ``>90`` can be must lie in a single one of them, not in several together."""
    ends = [interval for interval in own if interval[0] == LOWEST or interval[1] == HIGHEST]
    return all(any(is_within((end,), region) for region in regions) for end in ends)


CHECKS = ((Column, (flags_can_show,)),)
