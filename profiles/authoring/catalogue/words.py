"""What a catalogue says, in Danish: what the review reads, and what the draft shows of a closed part."""

from __future__ import annotations

from collections.abc import Iterable

from profiles.standard.catalogue import (
    PATIENT,
    Catalogue,
    CodeSystem,
    Element,
    ElementField,
    FieldType,
    Token,
)

TYPES: dict[FieldType, str] = {
    FieldType.DATE: "Dato",
    FieldType.CODING: "Kode",
    FieldType.TOKEN: "Fast værdi",
    FieldType.QUANTITY: "Målt værdi",
    FieldType.INTEGER: "Helt tal",
    FieldType.TEXT: "Tekst",
}


def summary_words(catalogue: Catalogue) -> str:
    """The catalogue in one sentence."""
    fields = sum(len(element.fields) for element in catalogue.elements)
    systems = len(catalogue.code_systems)
    return (
        f"Profilstandard {catalogue.standard}: {len(catalogue.elements)} elementer med {fields} felter, "
        f"og {systems} kodesystemer."
    )


def system_words(system: CodeSystem) -> str:
    """Its address, and whether a code covers those that begin with it."""
    below = "Koder har underkoder" if system.hierarchical else "Koder står hver for sig"
    return f"{below}. Adresse: {system.uri}"


def element_words(element: Element) -> str:
    """What it is, and what places it in time."""
    return " ".join(each for each in (element.description, _time(element)) if each)


def _time(element: Element) -> str:
    if element.id == PATIENT:
        return "Netop én række for hver patient."
    if element.is_period:
        return "En periode fra start til slut; uden slut løber den stadig."
    return f"Nøgledato: {', '.join(element.key_dates)}."


def field_words(element: Element, field: ElementField, catalogue: Catalogue) -> str:
    """Its type, with the code systems or the values that it can hold."""
    if field.type is FieldType.CODING:
        return f"Kode fra {_listed(_system_title(each, catalogue) for each in field.systems)}."
    if field.tokens_by is not None:
        return _by_topic(element, field)
    if field.type is FieldType.TOKEN:
        return f"Én af: {_tokens(field.tokens)}."
    return f"{TYPES[field.type]}."


def _by_topic(element: Element, field: ElementField) -> str:
    depends = field.tokens_by
    if depends is None:
        return ""
    deciding = element.find_field(depends.field)
    lists = (
        f"{deciding.token_title(topic) if deciding else topic}: {_tokens(tokens) or 'ingen endnu'}"
        for topic, tokens in depends.of.items()
    )
    return f"Afhænger af {deciding.title if deciding else depends.field}. {'; '.join(lists)}."


def _tokens(tokens: Iterable[Token]) -> str:
    return ", ".join(f"{token.title} ({token.id})" for token in tokens)


def _system_title(system: str, catalogue: Catalogue) -> str:
    found = catalogue.find_code_system(system)
    return found.title if found else system


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} og {last}" if most else last
