"""A catalogue as the review tells it: a sentence for every code system, element and field, in its place."""

from __future__ import annotations

from profiles.authoring.catalogue.places import ELEMENTS, SYSTEMS, place_of
from profiles.authoring.catalogue.words import element_words, field_words, summary_words, system_words
from profiles.standard.catalogue import Catalogue, CodeSystem, Element
from profiles.standard.narrative import Span, Spans

from .telling import Telling, Told


def tell_catalogue(catalogue: Catalogue) -> Telling:
    """The catalogue, list by list, fields under their elements."""
    sections = {
        "code_systems": tuple(_system(each) for each in catalogue.code_systems),
        "elements": tuple(_element(each, catalogue) for each in catalogue.elements),
    }
    return Telling("Kataloget", _said(summary_words(catalogue)), sections)


def _system(system: CodeSystem) -> Told:
    place = place_of(SYSTEMS, system.id)
    title = _said(f"{system.title} ({system.id})")
    return Told(place, place, "system", title=title, parts=_said(system_words(system)))


def _element(element: Element, catalogue: Catalogue) -> Told:
    place = place_of(ELEMENTS, element.id)
    return Told(
        place,
        place,
        "element",
        title=_said(f"{element.title} ({element.id})"),
        parts=_said(element_words(element)),
        children=tuple(_field(element, field.id, catalogue) for field in element.fields),
    )


def _field(element: Element, name: str, catalogue: Catalogue) -> Told:
    place, field = place_of(ELEMENTS, element.id, name), element.field(name)
    title = _said(f"{field.title} ({field.id})")
    return Told(place, place, "field", title=title, parts=_said(field_words(element, field, catalogue)))


def _said(text: str) -> Spans:
    return (Span(text),) if text else ()
