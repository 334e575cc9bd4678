"""The catalogue for a person to read: elements and fields with what is new since which standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.evaluation.layout import columns_of_field
from profiles.standard.catalogue import Catalogue, Element, ElementField, Token, load_catalogue

from .versions import Version
from .words import FIELD_TYPES


@dataclass(frozen=True)
class Tokens:
    """The listed values of a field; ``when`` says for which value of another field."""

    when: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class FieldText:
    """A field in words. ``columns`` are those of the logical tables, ``since`` a standard it is new in."""

    field: ElementField
    type: str
    is_key_date: bool
    systems: tuple[str, ...]
    tokens: tuple[Tokens, ...]
    columns: tuple[str, ...]
    since: str


@dataclass(frozen=True)
class ElementText:
    element: Element
    key_dates: str
    since: str
    fields: tuple[FieldText, ...]

    @property
    def new_fields(self) -> tuple[FieldText, ...]:
        """Fields that are newer than the element."""
        return () if self.since else tuple(each for each in self.fields if each.since)


def elements_of(version: Version) -> tuple[ElementText, ...]:
    """Every element of a version's catalogue, in its order."""
    earlier = [load_catalogue(each) for each in version.up_to()]
    return tuple(_element(element, version.catalogue, earlier) for element in version.catalogue.elements)


def element_of(version: Version, identifier: str) -> ElementText | None:
    return next((each for each in elements_of(version) if each.element.id == identifier), None)


def _element(element: Element, catalogue: Catalogue, earlier: list[Catalogue]) -> ElementText:
    """``earlier`` are this catalogue and those before it, newest first."""
    had = [each for each in earlier if each.find_element(element.id)]
    key_dates = " og ".join(element.field(each).title.lower() for each in element.key_dates)
    fields = (_field(element, field, catalogue, earlier) for field in element.fields)
    return ElementText(element, key_dates, _since(had, earlier), tuple(fields))


def _field(
    element: Element, field: ElementField, catalogue: Catalogue, earlier: list[Catalogue]
) -> FieldText:
    had = [each for each in earlier if (old := each.find_element(element.id)) and old.find_field(field.id)]
    return FieldText(
        field=field,
        type=FIELD_TYPES[field.type],
        is_key_date=field.id in element.key_dates,
        systems=tuple(catalogue.code_system(each).title for each in field.systems),
        tokens=tuple(_tokens(element, field)),
        columns=tuple(column.name for column in columns_of_field(element, field)),
        since=_since(had, earlier),
    )


def _tokens(element: Element, field: ElementField) -> Iterator[Tokens]:
    if field.tokens:
        yield Tokens("", field.tokens)
    if field.tokens_by:
        owner = element.field(field.tokens_by.field)
        for token, tokens in field.tokens_by.of.items():
            yield Tokens(f"{owner.title}: {owner.token_title(token)}", tokens)


def _since(had: list[Catalogue], earlier: list[Catalogue]) -> str:
    """The standard that something came with; empty when it was in the first."""
    return "" if len(had) == len(earlier) else had[-1].standard
