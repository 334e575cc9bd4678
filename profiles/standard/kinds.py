"""What kind of value a field or a measure gives, with its unit and its tokens (A5, A8, C2, C9, D5, D6).

Judging, wording and evaluating a comparison all turn on this one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .catalogue import PATIENT, Catalogue, ElementField, FieldType, Token
from .catalogue import VALUE as VALUE
from .document import (
    ChangeMeasure,
    ChoosingMeasure,
    CodeSet,
    CountingMeasure,
    Document,
    Filter,
    HoldsMeasure,
    Measure,
    Parameter,
    PatientMeasure,
    Reference,
    Selection,
    ShareMeasure,
    WeightedSumMeasure,
)


class ValueKind(StrEnum):
    NUMBER = "number"
    QUANTITY = "quantity"
    DATE = "date"
    TOKEN = "token"  # noqa: S105 - a kind of value, not a secret
    YES_NO = "yes/no"
    TEXT = "text"
    CODING = "coding"


OF_FIELD = {
    FieldType.DATE: ValueKind.DATE,
    FieldType.CODING: ValueKind.CODING,
    FieldType.TOKEN: ValueKind.TOKEN,
    FieldType.QUANTITY: ValueKind.QUANTITY,
    FieldType.INTEGER: ValueKind.NUMBER,
    FieldType.TEXT: ValueKind.TEXT,
}
OF_COUNTING = {
    "exists": ValueKind.YES_NO,
    "count": ValueKind.NUMBER,
    "count_days": ValueKind.NUMBER,
    "days_since": ValueKind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """``unit`` of a quantity, ``tokens`` of a token; empty otherwise."""

    value: ValueKind
    unit: str | None = None
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What a part of a document is understood in: the catalogue and the document's own definitions."""

    document: Document
    catalogue: Catalogue

    @cached_property
    def code_sets(self) -> Mapping[str, CodeSet]:
        return {code_set.id: code_set for code_set in self.document.code_sets}

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        return {reference.id: reference for reference in self.document.references}

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        return {parameter.id: parameter for parameter in self.document.parameters}

    def code_set(self, code_set: str) -> CodeSet | None:
        return self.code_sets.get(code_set)

    def field(self, selection: Selection, field: str) -> ElementField | None:
        """The catalogue's field; ``None`` when the element or the field is not in the catalogue."""
        return self._fields.get((selection.element, field))

    @cached_property
    def _fields(self) -> Mapping[tuple[str, str], ElementField]:
        return {(each.id, field.id): field for each in self.catalogue.elements for field in each.fields}

    def tokens(self, selection: Selection, field: ElementField) -> tuple[Token, ...]:
        """The tokens a field can hold in this selection; those of its topics where they depend (A21)."""
        if field.tokens_by is None:
            return field.tokens
        chosen = asked_tokens(selection, field.tokens_by.field)
        of: Mapping[str, tuple[Token, ...]] = field.tokens_by.of
        distinct = {token.id: token for topic, listed in of.items() if topic in chosen for token in listed}
        return tuple(distinct.values())

    def unit(self, selection: Selection) -> str | None:
        """The unit values of the selection are read in: that of its only code set (D6)."""
        asked = code_filters(selection)
        code_set = self.code_set(asked[0].in_) if len(asked) == 1 and asked[0].in_ else None
        return code_set.unit if code_set else None

    def kind_of_field(self, selection: Selection, field: str) -> Kind | None:
        """``None`` when the catalogue does not have the field."""
        found = self.field(selection, field)
        if found is None:
            return None
        kind = OF_FIELD[found.type]
        unit = self.unit(selection) if kind is ValueKind.QUANTITY else None
        return Kind(kind, unit, self.tokens(selection, found))

    def kind_of_measure(self, measure: Measure) -> Kind | None:
        """``None`` when the measure asks for a field that the catalogue does not have."""
        match measure:
            case PatientMeasure(type="sex"):
                sex = self.catalogue.element(PATIENT).field("sex")
                return Kind(ValueKind.TOKEN, tokens=sex.tokens)
            case PatientMeasure() | ShareMeasure():
                return Kind(ValueKind.NUMBER)
            case HoldsMeasure():
                return Kind(ValueKind.YES_NO)
            case CountingMeasure(type="average"):
                return self.kind_of_field(measure.of, VALUE)
            case CountingMeasure():
                return Kind(OF_COUNTING[measure.type])
            case WeightedSumMeasure():
                known = self.field(measure.of, measure.field or VALUE)
                return Kind(ValueKind.QUANTITY, self.unit(measure.of)) if known else None
            case ChoosingMeasure() | ChangeMeasure():
                return self.kind_of_field(measure.of, measure.field or VALUE)


def code_filters(selection: Selection) -> tuple[Filter, ...]:
    """The filters of a selection that ask for a code set."""
    return tuple(asked for asked in selection.where if asked.in_ is not None)


def asked_tokens(selection: Selection, field: str) -> frozenset[str]:
    """The tokens a selection's filters on a field leave possible; empty without such a filter."""
    asked = [
        {each.is_} if each.is_ is not None else set(each.one_of or ())
        for each in selection.where
        if each.field == field and (each.is_ is not None or each.one_of)
    ]
    return frozenset[str](set.intersection(*asked)) if asked else frozenset()


def field_read(measure: Measure) -> str | None:
    """The field whose value a measure reads; ``None`` when it reads none."""
    match measure:
        case CountingMeasure(type="average"):
            return VALUE
        case ChoosingMeasure() | WeightedSumMeasure() | ChangeMeasure():
            return measure.field or VALUE
        case ShareMeasure():
            return measure.field
    return None
