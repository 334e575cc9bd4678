"""The catalogue: which elements, fields, code systems and tokens a profile may ask for (1.1, A20, A21).

Grammar is code, the catalogue is data: one JSON file per shipped standard version in ``catalogues/``, and
what a registered source serves beside them. The order of elements, fields, systems and tokens is meaningful
(C5, C6) and is kept as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

DIRECTORY = Path(__file__).parent / "catalogues"
PATIENT = "patient"
VALUE = "value"


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

    def number_systems(self) -> frozenset[str]:
        """The code systems of records that hold a number: those whose codes may have a factor."""
        numbers = (FieldType.QUANTITY, FieldType.INTEGER)
        return frozenset(
            system
            for element in self.elements
            if any(field.type in numbers for field in element.fields)
            for field in element.fields
            for system in field.systems
        )

    def measurement_systems(self) -> frozenset[str]:
        """The code systems whose codes are those of a number, which has a unit (3.6, A16).

        That is where the quantity is the record's ``value``: an ATC code does not tell what a dose is.
        """
        return frozenset(
            system
            for element in self.elements
            if any((field.id, field.type) == (VALUE, FieldType.QUANTITY) for field in element.fields)
            for field in element.fields
            for system in field.systems
        )


# --- which standards there are --------------------------------------------------------------------


class Source(Protocol):
    """Where catalogues come from that are not shipped: standards that were published in the tool.

    A published catalogue never changes, so each is asked for once and kept.
    """

    def standards(self) -> Iterable[str]:
        """The versions there are now, in any order."""
        ...

    def catalogue(self, standard: str) -> bytes | str | None:
        """The catalogue as JSON; ``None`` when there is no such version."""
        ...


class _Shelf:
    """The shipped catalogues, then those of a source; each is read once, whoever asks first."""

    def __init__(self) -> None:
        self._read: dict[str, Catalogue] = {}
        self._source: Source | None = None
        self._lock = Lock()

    def fill_from(self, source: Source | None) -> None:
        with self._lock:
            self._source, self._read = source, {}

    def standards(self) -> frozenset[str]:
        published = self._source.standards() if self._source else ()
        return frozenset((*_shipped(), *published))

    def catalogue(self, standard: str) -> Catalogue:
        known = self._read.get(standard)
        if known is not None:
            return known
        source = self._source
        written = self._written(standard, source)
        if written is None:
            raise UnknownStandard(standard)
        with self._lock:
            if self._source is not source:
                return Catalogue.model_validate_json(written)
            return self._read.setdefault(standard, Catalogue.model_validate_json(written))

    @staticmethod
    def _written(standard: str, source: Source | None) -> bytes | str | None:
        if standard in _shipped():
            return (DIRECTORY / f"{standard}.json").read_bytes()
        return source.catalogue(standard) if source else None


_SHELF = _Shelf()


@lru_cache
def _shipped() -> frozenset[str]:
    return frozenset(path.stem for path in DIRECTORY.glob("*.json"))


def serve_standards_from(source: Source | None) -> None:
    """Consult ``source`` for standards that are not shipped; ``None`` for the shipped ones alone.

    Safe to call while others read; what an earlier source gave is forgotten.
    """
    _SHELF.fill_from(source)


def standards() -> tuple[str, ...]:
    """The standard versions that have a catalogue here, oldest first."""
    return tuple(sorted(_SHELF.standards(), key=in_order))


def in_order(standard: str) -> tuple[int, ...]:
    """What standard versions are sorted by: ``"1.10"`` comes after ``"1.9"``."""
    return tuple(int(number) for number in standard.split("."))


def load_catalogue(standard: str = "1.0") -> Catalogue:
    """The catalogue of a standard version. Raises :class:`UnknownStandard`."""
    return _SHELF.catalogue(standard)
