"""Where a part stands in the JSON of its catalogue, so that problems find their way back to its form."""

from __future__ import annotations

from collections.abc import Sequence

from profiles.standard.catalogue import Catalogue, CodeSystem, Element, Entry
from profiles.standard.problem import pointer

from .places import ELEMENTS, SYSTEMS, element_of, part_at


def pointer_of(catalogue: Catalogue, place: str) -> str:
    """The JSON pointer of the part of that name; the last one, where an id is used twice."""
    part = part_at(catalogue, place)
    if isinstance(part, CodeSystem):
        return pointer((SYSTEMS, _last(catalogue.code_systems, part.id)))
    element = element_of(catalogue, place)
    above = (ELEMENTS, _last(catalogue.elements, element.id))
    if isinstance(part, Element):
        return pointer(above)
    return pointer((*above, "fields", _last(element.fields, part.id)))


def _last(row: Sequence[Entry], wanted: str) -> int:
    return max(place for place, each in enumerate(row) if each.id == wanted)
