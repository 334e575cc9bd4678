"""The catalogue: which elements, fields, code systems and tokens a profile may ask for (1.1, A20, A21).

Grammar is code, the catalogue is data: one JSON file per standard version in ``catalogues/``. The order
of elements, fields, systems and tokens is meaningful (C5, C6) and is kept as it is in the file.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

DIRECTORY = Path(__file__).parent / "catalogues"
PATIENT = "patient"


class NotInCatalogue(LookupError):
    """An element, a field or a code system that the standard version does not have."""


class UnknownStandard(LookupError):
    """A standard version without a catalogue here."""

    def __init__(self, standard: str) -> None:
        super().__init__(
            f"Profilstandard {standard} kendes ikke. Kendte versioner: {', '.join(standards())}."
        )
        self.standard = standard


class FieldType(StrEnum):
    DATE = "date"
    CODING = "coding"
    TOKEN = "token"  # noqa: S105 - a type of field, not a secret
    QUANTITY = "quantity"
    INTEGER = "integer"
    TEXT = "text"


class Entry(BaseModel):
    """Anything in a catalogue: immutable, with a Danish title."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str


class Token(Entry):
    """One listed value of a token field."""


class CodeSystem(Entry):
    uri: str
    hierarchical: bool


class DependentTokens(BaseModel):
    """Tokens that depend on another field of the record: ``finding.value`` on ``topic`` (A21)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    of: dict[str, tuple[Token, ...]]


class ElementField(Entry):
    type: FieldType
    systems: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    tokens_by: DependentTokens | None = None

    def all_tokens(self) -> tuple[Token, ...]:
        """Every token the field can hold, whatever the field it depends on."""
        if self.tokens_by is None:
            return self.tokens
        distinct = {token.id: token for tokens in self.tokens_by.of.values() for token in tokens}
        return tuple(distinct.values())

    def token_title(self, token: str) -> str:
        """The Danish title of a token; the token itself when it is not listed."""
        return next((listed.title for listed in self.all_tokens() if listed.id == token), token)


class Element(Entry):
    description: str = ""
    key_dates: tuple[str, ...] = ()
    fields: tuple[ElementField, ...] = Field(min_length=1)

    @property
    def is_period(self) -> bool:
        return len(self.key_dates) == 2

    @property
    def key_date(self) -> str:
        """The field that places a record in time; ``start`` for a period (C3)."""
        if not self.key_dates:
            raise NotInCatalogue(f"{self.title} har ingen nøgledato.")
        return self.key_dates[0]

    def find_field(self, field: str) -> ElementField | None:
        return next((listed for listed in self.fields if listed.id == field), None)

    def field(self, field: str) -> ElementField:
        """Raises :class:`NotInCatalogue` when the element has no such field."""
        found = self.find_field(field)
        if found is None:
            raise NotInCatalogue(f"{self.title} har ikke feltet {field}.")
        return found


class Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    standard: str
    code_systems: tuple[CodeSystem, ...]
    elements: tuple[Element, ...]

    def find_element(self, element: str) -> Element | None:
        return next((listed for listed in self.elements if listed.id == element), None)

    def element(self, element: str) -> Element:
        """Raises :class:`NotInCatalogue` when the standard has no such element."""
        found = self.find_element(element)
        if found is None:
            raise NotInCatalogue(f"Standarden har ikke elementet {element}.")
        return found

    def selectable(self) -> tuple[Element, ...]:
        """The elements a selection may ask for: all but ``patient`` (A12)."""
        return tuple(element for element in self.elements if element.id != PATIENT)

    def find_code_system(self, system: str) -> CodeSystem | None:
        return next((listed for listed in self.code_systems if listed.id == system), None)

    def code_system(self, system: str) -> CodeSystem:
        """Raises :class:`NotInCatalogue` when the standard has no such code system."""
        found = self.find_code_system(system)
        if found is None:
            raise NotInCatalogue(f"Standarden har ikke kodesystemet {system}.")
        return found

    def measurement_systems(self) -> frozenset[str]:
        """The code systems whose codes carry a number and therefore a unit (3.6, A16)."""
        return frozenset(
            system
            for element in self.elements
            if any(field.type is FieldType.QUANTITY for field in element.fields)
            for field in element.fields
            for system in field.systems
        )


def standards() -> tuple[str, ...]:
    """The standard versions that have a catalogue here, oldest first."""
    return tuple(sorted((path.stem for path in DIRECTORY.glob("*.json")), key=_in_order))


def _in_order(standard: str) -> tuple[int, ...]:
    return tuple(int(number) for number in standard.split("."))


@lru_cache
def load_catalogue(standard: str = "1.0") -> Catalogue:
    """The catalogue of a standard version. Raises :class:`UnknownStandard`."""
    if standard not in standards():
        raise UnknownStandard(standard)
    return Catalogue.model_validate_json((DIRECTORY / f"{standard}.json").read_bytes())
