"""The places of a catalogue: how a code system, an element or a field is named in addresses and comments.

A field's name holds its element's, with a full stop between, for ids have none: ``medication.daily_dose``.
A code system's begins with a word no element is called, for those have no hyphens: ``code-systems.sks``.
"""

from __future__ import annotations

from profiles.standard.catalogue import Catalogue, CodeSystem, Element, ElementField

Part = CodeSystem | Element | ElementField

#: The two lists of a catalogue that a part stands in, as properties of the catalogue.
SYSTEMS, ELEMENTS = "code_systems", "elements"
OF_SYSTEMS = "code-systems"


class NoSuchPart(LookupError):
    """The catalogue has no part of that name, or no longer."""


def place_of(section: str, *ids: str) -> str:
    """The name of a part: ``place_of("elements", "medication", "daily_dose")``."""
    return ".".join(ids) if section == ELEMENTS else f"{OF_SYSTEMS}.{ids[0]}"


def place_at(path: tuple[str, ...]) -> str:
    """The name of the part that a change at this path of ids is about; empty for the whole."""
    if path[:1] == (SYSTEMS,):
        return place_of(SYSTEMS, path[1]) if len(path) > 1 else ""
    if len(path) > 3 and path[2] == "fields":
        return place_of(ELEMENTS, path[1], path[3])
    return place_of(ELEMENTS, path[1]) if len(path) > 1 else ""


def part_at(catalogue: Catalogue, place: str) -> Part:
    """The part of that name. Raises :class:`NoSuchPart`."""
    first, _, second = place.partition(".")
    if first == OF_SYSTEMS:
        found: Part | None = catalogue.find_code_system(second)
    else:
        element = catalogue.find_element(first)
        found = element.find_field(second) if element and second else element
    if found is None:
        raise NoSuchPart(place)
    return found


def element_of(catalogue: Catalogue, place: str) -> Element:
    """The element that a part of that name is or stands in. Raises :class:`NoSuchPart`."""
    found = catalogue.find_element(place.partition(".")[0])
    if found is None:
        raise NoSuchPart(place)
    return found
