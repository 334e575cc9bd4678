"""What can be done to a draft of the standard: pure functions from a catalogue to the next one.

What they make is judged where it is saved; here it is only kept together: a field whose values depend on
another field has one list for each of that field's values (A21).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from profiles.standard.catalogue import (
    Catalogue,
    CodeSystem,
    DependentTokens,
    Element,
    ElementField,
    Entry,
    FieldType,
)

from .places import ELEMENTS, OF_SYSTEMS, SYSTEMS, NoSuchPart, Part, element_of, part_at, place_of

E = TypeVar("E", bound=Entry)
#: The fields that key dates are, by the Danish titles a new element gives them.
KEY_DATE_TITLES = {"date": "Dato", "start": "Start", "end": "Slut"}


class CannotMove(ValueError):
    """The part is first or last already."""


@dataclass(frozen=True)
class Done:
    """``focus`` is the part to be at afterwards; empty when there is none."""

    catalogue: Catalogue
    what: str
    focus: str


def put(catalogue: Catalogue, place: str, part: Part) -> Catalogue:
    """The catalogue with the part in the stead of the one of that name. Raises :class:`NoSuchPart`."""
    old = part_at(catalogue, place)
    if isinstance(part, CodeSystem):
        return _with(catalogue, SYSTEMS, _replaced(catalogue.code_systems, old, part))
    if isinstance(part, Element):
        return _with(catalogue, ELEMENTS, _replaced(catalogue.elements, old, part))
    element = element_of(catalogue, place)
    return _with_fields(catalogue, element, _replaced(element.fields, old, part))


def add(catalogue: Catalogue, parent: str, part: Part) -> tuple[Catalogue, str]:
    """The catalogue with a new part last in its list (9.1), and the part's name.

    ``parent`` is ``elements``, ``code-systems`` or the name of an element. Raises :class:`NoSuchPart`.
    """
    if parent == OF_SYSTEMS:
        return _with(catalogue, SYSTEMS, (*catalogue.code_systems, part)), place_of(SYSTEMS, part.id)
    if parent == ELEMENTS:
        return _with(catalogue, ELEMENTS, (*catalogue.elements, part)), place_of(ELEMENTS, part.id)
    element = element_of(catalogue, parent)
    return _with_fields(catalogue, element, (*element.fields, part)), place_of(ELEMENTS, element.id, part.id)


def key_date_fields(key_dates: Sequence[str]) -> tuple[ElementField, ...]:
    """The fields that a new element needs for its key dates."""
    return tuple(
        ElementField(id=each, title=KEY_DATE_TITLES[each], type=FieldType.DATE) for each in key_dates
    )


def operate(catalogue: Catalogue, place: str, operation: str) -> Done:
    """Do one operation. Raises ``NoSuchPart``, ``CannotMove`` with a Danish reason, or ``KeyError``."""
    return OPERATIONS[operation](catalogue, place)


# --- operations -----------------------------------------------------------------------------------


def _step(by: int, word: str) -> Callable[[Catalogue, str], Done]:
    def move(catalogue: Catalogue, place: str) -> Done:
        row = [*_siblings(catalogue, place)]
        at = row.index(part_at(catalogue, place))
        if not 0 <= at + by < len(row):
            raise CannotMove(f"Den kan ikke flyttes længere {word}.")
        row.insert(at + by, row.pop(at))
        return Done(_with_siblings(catalogue, place, row), f"Flyttede “{row[at + by].title}” {word}", place)

    return move


def _remove(catalogue: Catalogue, place: str) -> Done:
    part, row = part_at(catalogue, place), _siblings(catalogue, place)
    kept = [each for each in row if each is not part]
    parent = place.rpartition(".")[0] if isinstance(part, ElementField) else ""
    return Done(_with_siblings(catalogue, place, kept), f"Fjernede “{part.title}”", parent)


OPERATIONS: dict[str, Callable[[Catalogue, str], Done]] = {
    "move-up": _step(-1, "op"),
    "move-down": _step(1, "ned"),
    "remove": _remove,
}


def _siblings(catalogue: Catalogue, place: str) -> Sequence[Entry]:
    part = part_at(catalogue, place)
    if isinstance(part, CodeSystem):
        return catalogue.code_systems
    return catalogue.elements if isinstance(part, Element) else element_of(catalogue, place).fields


def _with_siblings(catalogue: Catalogue, place: str, row: Sequence[Entry]) -> Catalogue:
    part = part_at(catalogue, place)
    if isinstance(part, ElementField):
        return _with_fields(catalogue, element_of(catalogue, place), row)
    return _with(catalogue, SYSTEMS if isinstance(part, CodeSystem) else ELEMENTS, row)


# --- keeping it together --------------------------------------------------------------------------


def _with(catalogue: Catalogue, name: str, row: Sequence[Entry]) -> Catalogue:
    return catalogue.model_copy(update={name: tuple(row)})


def _with_fields(catalogue: Catalogue, element: Element, fields: Sequence[Entry]) -> Catalogue:
    """The catalogue with an element's fields, those that depend on another following its values."""
    of_it = [each for each in fields if isinstance(each, ElementField)]
    lists = {each.id: [token.id for token in each.tokens] for each in of_it}
    followed = [_following(each, lists) for each in of_it]
    changed = element.model_copy(update={"fields": tuple(followed)})
    return _with(catalogue, ELEMENTS, _replaced(catalogue.elements, element, changed))


def _following(field: ElementField, lists: dict[str, list[str]]) -> ElementField:
    depends = field.tokens_by
    if depends is None or depends.field not in lists:
        return field
    of = {topic: depends.of.get(topic, ()) for topic in lists[depends.field]}
    return field.model_copy(update={"tokens_by": DependentTokens(field=depends.field, of=of)})


def _replaced(row: Sequence[E], old: Entry, new: E) -> tuple[E, ...]:
    return tuple(new if each.id == old.id else each for each in row)


__all__ = ["CannotMove", "Done", "NoSuchPart", "add", "key_date_fields", "operate", "put"]
