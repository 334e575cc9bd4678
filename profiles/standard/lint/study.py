"""What the checks of one document share: its definitions, and what has been shown of its criteria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from ..document import CRITERIA, AtLeast, Compare, Criterion, Exists, Group, Not, Part, Rule, Selection
from ..kinds import Setting
from ..walk import Spot, walk
from .reasoning.code_regions import CodeBook
from .reasoning.knowledge import Knowledge, Mind
from .reasoning.records import Records
from .reasoning.terms import Fact, Some, Term, Terms, needed


@dataclass(frozen=True)
class Study(Setting):
    """A document under study. What is shown of a term is remembered, since a group asks it of its parts."""

    _impossible: dict[tuple[Term, bool], bool] = field(default_factory=dict)
    _assumed: dict[tuple[Term, bool], Knowledge | None] = field(default_factory=dict)

    @cached_property
    def spots(self) -> tuple[Spot[Part], ...]:
        """Every part of the document but the rules of code sets, of which there may be thousands."""
        return tuple(walk(self.document, without=(Rule,)))

    @cached_property
    def terms(self) -> Terms:
        """Read in a setting of their own, so that a study is gone when it is left, in no circle."""
        return Terms(Setting(self.document, self.catalogue))

    @cached_property
    def mind(self) -> Mind:
        return Mind(self.terms)

    @property
    def codes(self) -> CodeBook:
        return self.terms.codes

    def term(self, criterion: Criterion) -> Term:
        return self.terms.of(criterion)

    def records(self, selection: Selection) -> Records:
        return self.terms.variables.reader.read(selection)

    def knowledge(self) -> Knowledge:
        """Knowing nothing yet."""
        return Knowledge(self.mind)

    def assuming(self, term: Term, truth: bool) -> Knowledge | None:
        """What is known when a term is true (or false) and nothing else; ``None`` when it never is."""
        key = (term, truth)
        if key not in self._assumed:
            known = self.knowledge()
            self._assumed[key] = known if known.learn(term, truth) else None
        return self._assumed[key]

    def cannot_be(self, term: Term, truth: bool) -> bool:
        """Whether a term is shown never to be true (or false)."""
        key = (term, truth)
        if key not in self._impossible:
            self._impossible[key] = self._cannot_be(term, truth)
        return self._impossible[key]

    def _cannot_be(self, term: Term, truth: bool) -> bool:
        """Alone a limit is impossible when it is empty, and alternatives when each of them is."""
        if isinstance(term, Fact):
            extent = term.yes if truth else term.no
            return extent is not None and extent.is_empty
        if isinstance(term, Some) and term.parts and needed(term, truth) == 1:
            return all(self.cannot_be(part, truth) for part in term.parts)
        return self.assuming(term, truth) is None

    @property
    def population(self) -> Knowledge | None:
        """What is known of those who fulfil the inclusion; ``None`` when no one can."""
        return self.assuming(self.term(self.document.inclusion), True)

    def is_never(self, criterion: Criterion) -> bool:
        return self.cannot_be(self.term(criterion), True)

    def is_always(self, criterion: Criterion) -> bool:
        """Whether it is never false; it may be unknown."""
        return self.cannot_be(self.term(criterion), False)


def is_criterion(part: object) -> TypeGuard[Criterion]:
    return type(part) in CRITERIA


def parts_of(spot: Spot[Part]) -> Iterator[Spot[Part]]:
    """The criteria right under a criterion."""
    part, above = spot.part, (*spot.ancestors, spot.part)
    if isinstance(part, Group | AtLeast):
        for index, each in enumerate(part.of):
            yield Spot(each, (*spot.path, "of", index), above)
    elif isinstance(part, Not):
        yield Spot(part.of, (*spot.path, "of"), above)


def flat_parts(spot: Spot[Part]) -> Iterator[Spot[Part]]:
    """The parts of a group, those of groups of its own kind inside it instead of these groups."""
    kind = getattr(spot.part, "type", None)
    for below in parts_of(spot):
        if isinstance(below.part, Group) and below.part.type == kind:
            yield from flat_parts(below)
        else:
            yield below


def is_inside_its_like(spot: Spot[Group]) -> bool:
    """Whether the group only goes on with a group of its own kind, which sees its parts as well."""
    return isinstance(spot.parent, Group) and spot.parent.type == spot.part.type


def selection_of(criterion: Criterion) -> Selection | None:
    """The selection a single criterion asks for."""
    if isinstance(criterion, Exists):
        return criterion.of
    measured = getattr(criterion.measure, "of", None) if isinstance(criterion, Compare) else None
    return measured if isinstance(measured, Selection) else None
