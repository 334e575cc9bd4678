"""A criteria tree as it is shown: each criterion with its sentence, its sources and what there is to look at.

The same lines carry the guideline that is read, the review that is commented and the editor that is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from profiles.standard.document import AtLeast, Criterion, Document, Group, Not, Reference
from profiles.standard.lint import Lint
from profiles.standard.narrative import Narrative, text_of
from profiles.standard.narrative.sentence import Sentence


@dataclass(frozen=True)
class Line:
    """One criterion in its place; ``children`` are those under it."""

    criterion: Criterion
    sentence: Sentence
    sources: tuple[Reference, ...] = ()
    lints: tuple[Lint, ...] = ()
    parent: str | None = None
    position: int = 0
    siblings: int = 1
    children: tuple[Line, ...] = ()

    @property
    def id(self) -> str:
        return self.criterion.id

    @property
    def kind(self) -> str:
        return self.criterion.type

    @property
    def is_group(self) -> bool:
        """Whether the criterion has others under it."""
        return isinstance(self.criterion, Group | AtLeast | Not)

    @property
    def takes_more(self) -> bool:
        """Whether another criterion can be added under it; ``not`` has one only."""
        return isinstance(self.criterion, Group | AtLeast)

    @property
    def operator(self) -> str:
        """``Alle``, ``Mindst én``, ``Mindst 2``, ``Ikke``; empty for a single criterion."""
        return text_of(self.sentence.heading[:1])

    @property
    def operator_tail(self) -> str:
        """What follows the operator: ``disse skal gælde``, ``af disse 3``."""
        return text_of(self.sentence.heading[1:]).strip()

    @property
    def may_move_up(self) -> bool:
        return self.position > 0

    @property
    def may_move_down(self) -> bool:
        return self.position < self.siblings - 1

    def steps(self) -> Iterator[Step]:
        """The line and all under it as they are written, so that no page nests as deep as a document."""
        if not self.is_group:
            yield Step(self, begins=True, ends=True)
            return
        yield Step(self, begins=True)
        for child in self.children:
            yield from child.steps()
        yield Step(self, ends=True)


@dataclass(frozen=True)
class Step:
    """A place in the writing of a tree: where a line begins, where it ends, or both for a single one."""

    line: Line
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Lines:
    """Makes lines of a document's criteria."""

    document: Document
    narrative: Narrative
    lints: Mapping[str, tuple[Lint, ...]] = field(default_factory=dict)

    def of(
        self, criterion: Criterion, *, parent: str | None = None, position: int = 0, siblings: int = 1
    ) -> Line:
        """The line of a criterion, with everything under it."""
        parts = _parts(criterion)
        return Line(
            criterion=criterion,
            sentence=self._sentences[criterion.id],
            sources=sources(self.document, criterion.references),
            lints=self.lints.get(criterion.id, ()),
            parent=parent,
            position=position,
            siblings=siblings,
            children=tuple(
                self.of(part, parent=criterion.id, position=number, siblings=len(parts))
                for number, part in enumerate(parts)
            ),
        )

    @property
    def _sentences(self) -> dict[str, Sentence]:
        cached: dict[str, Sentence] | None = self.__dict__.get("by_node")
        if cached is None:
            cached = self.narrative.by_node()
            object.__setattr__(self, "by_node", cached)
        return cached


def sources(document: Document, references: Iterable[str]) -> tuple[Reference, ...]:
    """The references with those ids, in the order of the ids."""
    by_id = {reference.id: reference for reference in document.references}
    return tuple(by_id[reference] for reference in references if reference in by_id)


def _parts(criterion: Criterion) -> tuple[Criterion, ...]:
    if isinstance(criterion, Group | AtLeast):
        return criterion.of
    return (criterion.of,) if isinstance(criterion, Not) else ()
