"""What one knows when some truths are assumed: where every value lies, and how many records there are.

``learn`` takes a truth in, ``decide`` tells a truth that follows. Knowledge is laid in layers, so that every
alternative of an ``any`` is tried on top of what is known already. When the patience of a :class:`Mind` is
used up, nothing more is concluded; nothing concluded is ever wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from .code_regions import CodeBook
from .extents import Extent
from .records import Records, contains
from .regions import greatest_whole, least_whole, whole_between
from .terms import NO_RECORD, Denial, Fact, Some, Term, Terms, needed
from .variables import COUNT, DAYS, Variable

#: How many steps of reasoning a document is worth: about a second, enough for some thousands of criteria.
PATIENCE = 150_000


@dataclass
class Mind:
    """What all knowledge of one document shares."""

    terms: Terms
    patience: int = PATIENCE
    _contains: dict[tuple[int, int], bool] = field(default_factory=dict)

    @property
    def is_tired(self) -> bool:
        """Whether the document was too large to be thought through."""
        return self.patience <= 0

    @property
    def codes(self) -> CodeBook:
        return self.terms.codes

    def contains(self, outer: Records, inner: Records) -> bool:
        """Whether every record of ``inner`` is one of ``outer``; decided once."""
        if outer is inner:
            return True
        key = (id(outer), id(inner))
        if key not in self._contains:
            self.patience -= 1
            self._contains[key] = contains(outer, inner, self.codes.is_within)
        return self._contains[key]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records, or days with records, a selection has: ``least`` to ``most``."""

    records: Records
    least: int
    most: int | None
    of_days: bool

    def exceeds(self, other: Tally) -> bool:
        """Whether it counts more than ``other``, of which it is a part, allows."""
        if other.most is None:
            return False
        if not other.most:
            return self.least > 0
        return self.least > other.most and (self.of_days or not other.of_days)


class Knowledge:
    """One layer of knowledge on top of others."""

    def __init__(self, mind: Mind, above: Knowledge | None = None) -> None:
        self.mind = mind
        self.above = above
        self.values: dict[Variable, Extent] = {}
        self.truths: dict[Term, bool] = {}
        self.tallies: dict[str, list[Tally]] = {}

    def below(self) -> Knowledge:
        """A new layer on top of this one."""
        return Knowledge(self.mind, self)

    @property
    def says_something(self) -> bool:
        """Whether anything was learned; on nothing, a term is possible exactly when it is alone."""
        return any(layer.values or layer.truths for layer in self._layers())

    def _layers(self) -> Iterator[Knowledge]:
        layer: Knowledge | None = self
        while layer is not None:
            yield layer
            layer = layer.above

    def value(self, variable: Variable) -> Extent | None:
        """Where a variable lies; ``None`` when it is not known to have a value."""
        layer: Knowledge | None = self
        while layer is not None:
            if variable in layer.values:
                return layer.values[variable]
            layer = layer.above
        return variable.domain if variable.is_sure else None

    def _truth(self, term: Term) -> bool | None:
        return next((layer.truths[term] for layer in self._layers() if term in layer.truths), None)

    def _tallies(self, element: str) -> Iterator[Tally]:
        """What is known of selections of an element, until patience ends."""
        for layer in self._layers():
            if self.mind.is_tired:
                return
            tallies = layer.tallies.get(element, ())
            self.mind.patience -= len(tallies)
            yield from tallies

    # --- learning -----------------------------------------------------------------------------------

    def learn(self, term: Term, truth: bool) -> bool:
        """Take in that a term is true (or false); ``False`` when that contradicts what is known."""
        self.mind.patience -= 1
        if self.mind.is_tired:
            return True
        match term:
            case Fact():
                return self._learn_fact(term, truth)
            case Denial():
                return self.learn(term.of, not truth)
            case Some():
                return self._learn_some(term.parts, truth, needed(term, truth))
        known = self._truth(term)
        self.truths[term] = truth
        return known is None or known is truth

    def _learn_fact(self, fact: Fact, truth: bool) -> bool:
        extent = fact.yes if truth else fact.no
        return self._learn_value(fact.variable, extent or fact.variable.domain)

    def _learn_value(self, variable: Variable, extent: Extent) -> bool:
        known = (self.value(variable) or variable.domain).meet(extent)
        self.values[variable] = known
        return not known.is_empty and self._learn_tally(variable, known)

    def _learn_tally(self, variable: Variable, known: Extent) -> bool:
        """A measure with a value has a record; a count says how many."""
        if variable.records is None:
            return True
        if variable.kind not in (COUNT, DAYS):
            return self._tally(Tally(variable.records, 1, None, of_days=False))
        region = known.region
        return self._tally(
            Tally(variable.records, least_whole(region), greatest_whole(region), variable.kind == DAYS)
        )

    def _tally(self, new: Tally) -> bool:
        """Two tallies of which one selection contains the other must fit; an anchor needs its record."""
        if not new.least and new.most is None:
            return True
        for old in self._tallies(new.records.element):
            if new.exceeds(old) and self.mind.contains(old.records, new.records):
                return False
            if old.exceeds(new) and self.mind.contains(new.records, old.records):
                return False
        self.tallies.setdefault(new.records.element, []).append(new)
        if not new.least:
            return True
        anchored = (Tally(each, 1, None, of_days=False) for each in new.records.anchors)
        return not new.records.is_empty and all(self._tally(each) for each in anchored)

    def _learn_some(self, parts: tuple[Term, ...], truth: bool, least: int) -> bool:
        if least <= 0:
            return True
        if least >= len(parts):
            return least == len(parts) and self._learn_all(parts, truth)
        branches = [(part, self.below()) for part in parts]
        possible = [(part, branch) for part, branch in branches if branch.learn(part, truth)]
        if len(possible) < least or most_at_once((part for part, _ in possible), truth) < least:
            return False
        if len(possible) == least == 1:
            return self._take_over(possible[0][1])
        if len(possible) == least:
            return self._learn_all(tuple(part for part, _ in possible), truth)
        return self._learn_common([branch for _, branch in possible])

    def _learn_all(self, parts: tuple[Term, ...], truth: bool) -> bool:
        """All of them; what is simple first, so that alternatives are tried on all that is known."""
        simple = [part for part in parts if not isinstance(part, Some)]
        groups = [part for part in parts if isinstance(part, Some)]
        return all(self.learn(part, truth) for part in (*simple, *groups))

    def _take_over(self, only: Knowledge) -> bool:
        """What the only possible alternative lets one know, without going through it again."""
        self.values.update(only.values)
        self.truths.update(only.truths)
        for element, tallies in only.tallies.items():
            self.tallies.setdefault(element, []).extend(tallies)
        return True

    def _learn_common(self, branches: list[Knowledge]) -> bool:
        """What every alternative lets one know."""
        first, *rest = branches
        for variable, extent in first.values.items():
            if all(variable in each.values for each in rest):
                for each in rest:
                    extent = extent.join(each.values[variable])
                if not self._learn_value(variable, extent):
                    return False
        return True

    # --- deciding -----------------------------------------------------------------------------------

    def decide(self, term: Term) -> bool | None:
        """The truth of a term as far as it follows from what is known; ``None`` when it does not."""
        self.mind.patience -= 1
        match term:
            case Fact():
                return self._decide_fact(term)
            case Denial():
                denied = self.decide(term.of)
                return None if denied is None else not denied
            case Some():
                return self._decide_some(term)
        return self._truth(term)

    def _decide_some(self, term: Some) -> bool | None:
        truths = [self.decide(part) for part in term.parts]
        if truths.count(True) >= term.least:
            return True
        return False if len(truths) - truths.count(False) < term.least else None

    def _decide_fact(self, fact: Fact) -> bool | None:
        known = self.value(fact.variable)
        if known is None:
            return None
        if fact.variable.records is not None and fact.variable.is_sure:
            known = self._counted(fact.variable, known)
        if fact.yes is not None and known.is_within(fact.yes):
            return True
        return False if fact.yes is not None and known.is_apart_from(fact.yes) else None

    def _counted(self, variable: Variable, known: Extent) -> Extent:
        """Where a count lies for all that is known of selections inside and around its own."""
        records, of_days = variable.records, variable.kind == DAYS
        if records is None:
            return known
        if any(self._has_none(anchor) for anchor in records.anchors):
            return known.meet(NO_RECORD)
        bounds = [self._of_tally(tally, records, of_days) for tally in self._tallies(records.element)]
        most = min((high for _, high in bounds if high is not None), default=None)
        return known.meet(Extent(whole_between(max((low for low, _ in bounds), default=0), most)))

    def _of_tally(self, tally: Tally, records: Records, of_days: bool) -> tuple[int, int | None]:
        """What one tally tells of the number of records, or days, of a selection around or inside its own."""
        least = tally.least if tally.of_days or not of_days else min(tally.least, 1)
        most = tally.most if of_days or not tally.of_days or not tally.most else None
        return (
            least if least and self.mind.contains(records, tally.records) else 0,
            most if most is not None and self.mind.contains(tally.records, records) else None,
        )

    def _has_none(self, records: Records) -> bool:
        """Whether a selection is known to be empty."""
        return any(
            tally.most == 0 and self.mind.contains(tally.records, records)
            for tally in self._tallies(records.element)
        )


def most_at_once(parts: Iterable[Term], truth: bool) -> int:
    """How many parts can have a truth together: limits on one value that do not overlap cannot."""
    limits: dict[Variable, list[Extent]] = defaultdict(list)
    alone = 0
    for part in parts:
        extent = (part.yes if truth else part.no) if isinstance(part, Fact) else None
        if isinstance(part, Fact) and extent is not None:
            limits[part.variable].append(extent)
        else:
            alone += 1
    return alone + sum(_deepest(extents) for extents in limits.values())


def _deepest(extents: list[Extent]) -> int:
    """The most of some extents that share a number, apart from what moves with the index date."""
    turns = sorted(
        turn for extent in extents for low, high in extent.region for turn in ((low, 1), (high, -1))
    )
    return max(accumulate((step for _, step in turns), initial=0))
