"""What a part of a document is compiled against: document, catalogue, index date and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from profiles.standard.catalogue import Catalogue, Element, ElementField
from profiles.standard.document import CodeSet, Document
from profiles.standard.numerals import exact_number


class NotSupported(ValueError):
    """A part of a document that the evaluator has no meaning for; it is never guessed at."""

    def __init__(self, node: str, why: str) -> None:
        super().__init__(f"»{node}« kan ikke beregnes: {why}")
        self.node = node
        self.why = why


class ParameterProblem(ValueError):
    """A parameter value was given that the document does not define, or that it does not allow."""


@dataclass(frozen=True)
class Scope:
    """``node`` is the id of the nearest node, for error messages."""

    document: Document
    catalogue: Catalogue
    index_date: date
    parameters: Mapping[str, Decimal] = field(default_factory=dict)
    node: str = ""

    def at(self, node: str) -> Scope:
        """The scope of a part; what is known of the document goes along."""
        below = replace(self, node=node)
        below.__dict__["_code_sets"] = self._code_sets
        return below

    @cached_property
    def _code_sets(self) -> dict[str, CodeSet]:
        return {code_set.id: code_set for code_set in self.document.code_sets}

    def code_set(self, identifier: str) -> CodeSet:
        found = self._code_sets.get(identifier)
        if found is None:
            raise self.unsupported(f"kodesættet {identifier} er ikke defineret.")
        return found

    def element(self, identifier: str) -> Element:
        found = self.catalogue.find_element(identifier)
        if found is None or not found.key_dates:
            raise self.unsupported(f"elementet {identifier} kan ikke udvælges.")
        return found

    def field(self, element: Element, identifier: str) -> ElementField:
        found = element.find_field(identifier)
        if found is None:
            raise self.unsupported(f"elementet {element.id} har ikke feltet {identifier}.")
        return found

    def parameter(self, identifier: str) -> Decimal:
        found = self.parameters.get(identifier)
        if found is None:
            raise self.unsupported(f"parameteren {identifier} er ikke defineret.")
        return found

    def unsupported(self, why: str) -> NotSupported:
        return NotSupported(self.node or self.document.profile, why)


def parameters_of(document: Document, given: Mapping[str, Decimal | int] | None) -> dict[str, Decimal]:
    """The document's defaults with the clinic's own values in their place (A10).

    Raises :class:`ParameterProblem`.
    """
    values = {parameter.id: parameter.default for parameter in document.parameters}
    for identifier, value in (given or {}).items():
        if identifier not in values:
            raise ParameterProblem(f"Profilen har ingen parameter {identifier}.")
        values[identifier] = _exact(identifier, value)
    for parameter in document.parameters:
        if not _within(values[parameter.id], parameter.minimum, parameter.maximum):
            raise ParameterProblem(f"Parameteren {parameter.id} kan ikke være {values[parameter.id]}.")
    return values


def _exact(identifier: str, value: Decimal | int) -> Decimal:
    try:
        return exact_number(value)
    except ValueError as error:
        raise ParameterProblem(f"Parameteren {identifier} {error}.") from None


def _within(value: Decimal, minimum: Decimal | None, maximum: Decimal | None) -> bool:
    return (minimum is None or value >= minimum) and (maximum is None or value <= maximum)
