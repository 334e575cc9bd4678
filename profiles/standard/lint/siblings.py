"""Parts of one group held up against each other: the same twice, one that follows from another, two as one.

A part is redundant only when leaving it out changes no outcome. »The latest is at least 53« does not make
»there is one« redundant: without a measurement the first is unknown and the second false.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from ..document import AtLeast, Group, Part
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .reasoning.records import Records
from .reasoning.terms import Denial, Fact, Some, Term
from .study import Study, flat_parts, is_criterion, is_inside_its_like, parts_of

MOST_ATOMS = 12

Pair = tuple[int, int]


@dataclass(frozen=True)
class Sibling:
    spot: Spot[Part]
    term: Term

    @property
    def id(self) -> str | None:
        return self.spot.node


def parts_differ(spot: Spot[AtLeast], study: Study) -> Iterator[Lint]:
    """In ``at_least`` a part that stands twice counts double; taking one away changes what is asked for."""
    siblings = _siblings(parts_of(spot), study)
    fewer = fixes.putting((*spot.path, "n"), max(1, min(spot.part.n, len(siblings) - 1)))
    for later, first in _duplicates(siblings):
        change = fixes.one_after_another(fixes.taking_out(later.spot.path), fewer)
        yield _twice(later, first, Fix("Fjern gentagelsen", change, keeps=False))


def parts_say_something(spot: Spot[Group], study: Study) -> Iterator[Lint]:
    """In ``all`` and ``any``: the same twice, and what follows from another part."""
    if is_inside_its_like(spot):
        return
    siblings = _siblings(flat_parts(spot), study)
    for later, first in _duplicates(siblings):
        yield _twice(later, first, _without(later))
    distinct = list({each.term: each for each in reversed(siblings)}.values())[::-1]
    yield from _redundant(spot.part, [each for each in distinct if _can_go_both_ways(each, study)], study)


def _siblings(spots: Iterator[Spot[Part]], study: Study) -> list[Sibling]:
    return [Sibling(spot, study.term(spot.part)) for spot in spots if is_criterion(spot.part)]


def _can_go_both_ways(sibling: Sibling, study: Study) -> bool:
    return not study.cannot_be(sibling.term, True) and not study.cannot_be(sibling.term, False)


def _duplicates(siblings: list[Sibling]) -> Iterator[tuple[Sibling, Sibling]]:
    """Every repetition, with what it repeats."""
    seen: dict[Term, Sibling] = {}
    for each in siblings:
        first = seen.setdefault(each.term, each)
        if first is not each:
            yield each, first


def _without(needless: Sibling) -> Fix:
    return Fix("Fjern betingelsen", fixes.leaving_out(needless.spot))


def _twice(later: Sibling, first: Sibling, fix: Fix) -> Lint:
    message = "Den samme betingelse står to gange i gruppen. Fjern den ene."
    return found(later.spot, "duplicate-criterion", message, fix=fix, beside=first.id)


def _redundant(group: Group, siblings: list[Sibling], study: Study) -> Iterator[Lint]:
    gone: set[int] = set()
    for one, other in _worth_comparing(siblings, study):
        study.mind.patience -= 1
        if study.mind.is_tired:
            return
        if not gone & {one, other}:
            for needless, reason, is_twice in _compared(group, siblings[one], siblings[other], study):
                gone.add(other if needless is siblings[other] else one)
                yield _twice(needless, reason, _without(needless)) if is_twice else _follows(needless, reason)


def _compared(
    group: Group, first: Sibling, second: Sibling, study: Study
) -> Iterator[tuple[Sibling, Sibling, bool]]:
    """Which of two is needless beside which, and whether they are one and the same."""
    forth = _is_at_most(first.term, second.term, study)
    back = _is_at_most(second.term, first.term, study)
    if forth and back:
        yield second, first, True
    elif forth or back:
        weaker, stronger = (second, first) if forth else (first, second)
        yield (weaker, stronger, False) if group.type == "all" else (stronger, weaker, False)


def _follows(needless: Sibling, reason: Sibling) -> Lint:
    message = "Betingelsen følger af en anden i gruppen og afgør ingenting. Fjern den."
    return found(needless.spot, "redundant", message, fix=_without(needless), beside=reason.id)


# --- which to compare -------------------------------------------------------------------------------


def _worth_comparing(siblings: list[Sibling], study: Study) -> Iterator[Pair]:
    """Pairs that are about the same value, or about selections of which one may contain the other."""
    holding: dict[Hashable, list[int]] = defaultdict(list)
    atoms = [list(_atoms(each.term))[:MOST_ATOMS] for each in siblings]
    for place, each in enumerate(atoms):
        for key in dict.fromkeys(_key(atom) for atom in each):
            holding[key].append(place)
    seen: set[Pair] = set()
    for place, each in enumerate(atoms):
        for key in dict.fromkeys(key for atom in each for key in _wider_keys(atom, study)):
            for other in holding.get(key, ()):
                pair = (place, other) if place < other else (other, place)
                if place != other and pair not in seen:
                    seen.add(pair)
                    yield pair


def _atoms(term: Term) -> Iterator[Term]:
    """What a term is made of."""
    match term:
        case Some():
            for part in term.parts:
                yield from _atoms(part)
        case Denial():
            yield from _atoms(term.of)
        case _:
            yield term


def _counted(atom: Term) -> Records | None:
    """The selection of which an atom counts the records."""
    return atom.variable.records if isinstance(atom, Fact) and atom.variable.is_sure else None


def _key(atom: Term) -> Hashable:
    records = _counted(atom)
    if records is None:
        return atom.variable if isinstance(atom, Fact) else atom
    return (records.element, records.codes[0][1] if records.codes else None)


def _wider_keys(atom: Term, study: Study) -> Iterator[Hashable]:
    """The keys of atoms whose selections may contain that of this one, or its anchor's."""
    records = _counted(atom)
    if records is None:
        yield _key(atom)
        return
    for each in (records, *records.anchors):
        yield (each.element, None)
        for _, codes in each.codes:
            yield from ((each.element, wider) for wider in study.codes.wider(codes))


# --- comparing --------------------------------------------------------------------------------------


def _is_at_most(lower: Term, upper: Term, study: Study) -> bool:
    """Whether ``upper`` is always at least as true: true when ``lower`` is, and false only when it is."""
    if isinstance(lower, Fact) and isinstance(upper, Fact) and lower.variable is upper.variable:
        return _is_part(lower, upper)
    assumed = study.assuming(lower, True)
    if assumed is None or assumed.decide(upper) is not True:
        return False
    denied = study.assuming(upper, False)
    return denied is not None and denied.decide(lower) is False


def _is_part(lower: Fact, upper: Fact) -> bool:
    """Of one value: the limits of the one lie inside those of the other, and what it denies outside."""
    if lower.yes is None or upper.yes is None or upper.no is None or lower.no is None:
        return False
    return lower.yes.is_within(upper.yes) and upper.no.is_within(lower.no)


CHECKS = (
    (Group, (parts_say_something,)),
    (AtLeast, (parts_differ,)),
)
