"""The parts of a catalogue as the draft lists them, each with what it says."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.catalogue import Catalogue, Element

from .places import ELEMENTS, SYSTEMS, place_of
from .words import element_words, field_words, system_words


@dataclass(frozen=True)
class Row:
    """A part, with the parts under it."""

    place: str
    id: str
    title: str
    words: str
    rows: tuple[Row, ...] = ()


def element_rows(catalogue: Catalogue) -> tuple[Row, ...]:
    """Every element with its fields."""
    return tuple(
        Row(
            place_of(ELEMENTS, each.id),
            each.id,
            each.title,
            element_words(each),
            _field_rows(each, catalogue),
        )
        for each in catalogue.elements
    )


def system_rows(catalogue: Catalogue) -> tuple[Row, ...]:
    """Every code system."""
    return tuple(
        Row(place_of(SYSTEMS, each.id), each.id, each.title, system_words(each))
        for each in catalogue.code_systems
    )


def _field_rows(element: Element, catalogue: Catalogue) -> tuple[Row, ...]:
    return tuple(
        Row(
            place_of(ELEMENTS, element.id, each.id),
            each.id,
            each.title,
            field_words(element, each, catalogue),
        )
        for each in element.fields
    )
