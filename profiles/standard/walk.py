"""Going through a document: every part once, in document order, with its place and its owner.

Reading, judging, editing, narrating and comparing all need the same walk, so it is written once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, ForwardRef, Generic, TypeVar, get_args

from .document import CRITERIA, Node, Part, Reference, Rule
from .problem import Path, Problem, pointer

P = TypeVar("P", bound=Part, covariant=True)


@dataclass(frozen=True)
class Spot(Generic[P]):
    """A part and where it stands; ``ancestors`` go from the document down to the part's parent."""

    part: P
    path: Path
    ancestors: tuple[Part, ...]

    @cached_property
    def pointer(self) -> str:
        return pointer(self.path)

    @property
    def section(self) -> str:
        """The property of the document that the part stands in, ``""`` for the document itself."""
        return str(self.path[0]) if self.path else ""

    @cached_property
    def node(self) -> str | None:
        """The nearest id: the part's own, or that of the closest ancestor that has one (A3)."""
        if isinstance(self.part, Node | Reference):
            return self.part.id
        return self.owner

    @cached_property
    def owner(self) -> str | None:
        """The id of the closest ancestor that has one."""
        return next((owner.id for owner in reversed(self.ancestors) if isinstance(owner, Node)), None)

    @property
    def parent(self) -> Part | None:
        return self.ancestors[-1] if self.ancestors else None

    def above(self) -> Spot[Part]:
        """The spot of the parent. Raises ``LookupError`` for the document itself."""
        if not self.ancestors:
            raise LookupError("the document stands alone")
        steps = 2 if isinstance(self.path[-1], int) else 1
        return Spot(self.ancestors[-1], self.path[:-steps], self.ancestors[:-1])

    def problem(self, message: str, *below: str | int) -> Problem:
        """A problem at this part, or at the property of it that ``below`` leads to."""
        return Problem(pointer((*self.path, *below)), self.node, message)


def walk(document: Part, without: tuple[type[Part], ...] = ()) -> Iterator[Spot[Part]]:
    """The document itself and every part below it, in the order of the grammar.

    Fields that can hold nothing but parts of the kinds in ``without`` are passed over.
    """
    waiting: list[Spot[Part]] = [Spot(document, (), ())]
    while waiting:
        spot = waiting.pop()
        yield spot
        below = _below(spot.part, without)
        if below:
            ancestors = (*spot.ancestors, spot.part)
            waiting += [Spot(part, spot.path + path, ancestors) for path, part in reversed(below)]


def every_part(document: Part) -> Iterator[Part]:
    """The parts that :func:`walk` goes through, without their places."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += [below for _, below in reversed(_below(part))]


def _below(part: Part, without: tuple[type[Part], ...] = ()) -> list[tuple[Path, Part]]:
    """The parts directly below a part, each with the path to it."""
    found: list[tuple[Path, Part]] = []
    for name, step in _fields_with_parts(type(part), without):
        value = getattr(part, name)
        if isinstance(value, Part):
            found.append(((step,), value))
        elif isinstance(value, tuple):
            found += [((step, index), each) for index, each in enumerate(value) if isinstance(each, Part)]
    return found


@cache
def _fields_with_parts(kind: type[Part], without: tuple[type[Part], ...]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of part that can hold other parts, by their names and as they are written."""
    return tuple(
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if _can_hold_parts(field.annotation, without)
    )


def _can_hold_parts(annotation: Any, without: tuple[type[Part], ...]) -> bool:
    """Whether a type is a part, one not resolved yet, or a union or tuple of things that may be one."""
    if isinstance(annotation, ForwardRef | str):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return not issubclass(annotation, without)
    return any(_can_hold_parts(each, without) for each in get_args(annotation))


def criteria(document: Part) -> Iterator[Spot[Part]]:
    """Every criterion below a part (or the whole document), in document order."""
    return (spot for spot in walk(document, without=(Rule,)) if isinstance(spot.part, CRITERIA))
