"""A catalogue as the content of a version: its text, what is wrong with it, what changed since another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rfc8785

from profiles.standard.catalogue import (
    Catalogue,
    CodeSystem,
    Element,
    ElementField,
    Token,
    load_catalogue,
    standards,
)
from profiles.standard.catalogue_difference import CatalogueChange, catalogue_difference
from profiles.standard.catalogue_problems import catalogue_problems
from profiles.standard.difference import FieldChange, Kind
from profiles.standard.lint import RULEBOOK, Lint
from profiles.standard.problem import InvalidDocument
from profiles.standard.strict_json import parsed
from profiles.standard.version import Bump

from .places import place_of

Json = dict[str, Any]


# --- the text -------------------------------------------------------------------------------------


def read_catalogue(text: bytes | str) -> Catalogue:
    """A catalogue from JSON text. Raises :class:`InvalidDocument` with every problem that was found."""
    value = parsed(text, whole="Kataloget")
    if problems := catalogue_problems(value):
        raise InvalidDocument(problems)
    return Catalogue.model_validate(value)


def canonical_catalogue(catalogue: Catalogue) -> str:
    """The text of a catalogue in canonical form (RFC 8785): what is reviewed, hashed and served."""
    return rfc8785.dumps(to_json(catalogue)).decode()


def to_json(catalogue: Catalogue) -> Json:
    """The catalogue as its file is written (A20): what a field does not have is left out."""
    return {
        "standard": catalogue.standard,
        "code_systems": [_system(each) for each in catalogue.code_systems],
        "elements": [_element(each) for each in catalogue.elements],
    }


def _system(system: CodeSystem) -> Json:
    return {"id": system.id, "title": system.title, "uri": system.uri, "hierarchical": system.hierarchical}


def _element(element: Element) -> Json:
    described = {"description": element.description} if element.description else {}
    fields = [_field(each) for each in element.fields]
    return {
        "id": element.id,
        "title": element.title,
        **described,
        "key_dates": [*element.key_dates],
        "fields": fields,
    }


def _field(field: ElementField) -> Json:
    written: Json = {"id": field.id, "title": field.title, "type": field.type.value}
    if field.systems:
        written["systems"] = [*field.systems]
    if field.tokens:
        written["tokens"] = _tokens(field.tokens)
    if field.tokens_by is not None:
        lists = {topic: _tokens(tokens) for topic, tokens in field.tokens_by.of.items()}
        written["tokens_by"] = {"field": field.tokens_by.field, "of": lists}
    return written


def _tokens(tokens: tuple[Token, ...]) -> list[Json]:
    return [{"id": token.id, "title": token.title} for token in tokens]


# --- what stands in the way -----------------------------------------------------------------------


def catalogue_findings(catalogue: Catalogue) -> tuple[Lint, ...]:
    """What hinders publication or asks for a look; a stored catalogue is valid already."""
    return (*_said_otherwise(catalogue), *_topics_without_values(catalogue))


def _said_otherwise(catalogue: Catalogue) -> Iterator[Lint]:
    """One number has one catalogue, whether it was shipped with the tool or published in it."""
    number = catalogue.standard
    if number in standards() and canonical_catalogue(load_catalogue(number)) != canonical_catalogue(
        catalogue
    ):
        yield Lint(
            RULEBOOK["number-is-taken"].severity,
            "number-is-taken",
            None,
            f"Profilstandard {number} findes allerede med et andet indhold. Ret kataloget, så de to er ens, "
            "eller hæv nummeret.",
        )


def _topics_without_values(catalogue: Catalogue) -> Iterator[Lint]:
    for element in catalogue.elements:
        for field in element.fields:
            lists = field.tokens_by.of.items() if field.tokens_by else ()
            for topic in [topic for topic, tokens in lists if not tokens]:
                yield Lint(
                    RULEBOOK["no-values"].severity,
                    "no-values",
                    place_of("elements", element.id, field.id),
                    f"“{field.title}” på {element.title} har ingen værdier for {topic}.",
                )


# --- what changed ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class StandardChange:
    """A change of the catalogue as pages tell it; ``path`` names the place by ids."""

    kind: Kind
    title: str
    fields: tuple[FieldChange, ...]
    path: tuple[str, ...]
    before: None = None
    after: None = None


def catalogue_changes(before: Catalogue, after: Catalogue) -> tuple[StandardChange, ...]:
    """The changes in the order of the newer catalogue; none when only the number differs."""
    return tuple(_told(each) for each in catalogue_difference(before, after))


def _told(change: CatalogueChange) -> StandardChange:
    said = (change.before, change.after)
    shown = change.kind in ("changed", "moved") and any(said)
    fields = (FieldChange(change.path[-1], "Fra og til", *said),) if shown else ()
    return StandardChange(change.kind, change.message, fields, change.path)


def why_the_number(before: Catalogue, after: Catalogue) -> tuple[str, ...]:
    """The changes that ask for the bump the difference asks for, one sentence each."""
    changes = catalogue_difference(before, after)
    highest = max((each.bump for each in changes), default=Bump.MINOR)
    return tuple(each.message for each in changes if each.bump == highest)
