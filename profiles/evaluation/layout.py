"""The logical tables a query runs over: one per element of the catalogue (10.1).

A table has ``patient_id`` and one column per field; a coding has one column per code system. The key date
that orders records is split in two: the calendar date under its own name, and the time of day as seconds
since midnight beside it, because the time orders records and does nothing else (1.5, B12, C3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from profiles.standard.catalogue import Element, ElementField, FieldType

PATIENT_ID = "patient_id"
COMPARATOR = "comparator"
VALUE = "value"
CODE = "code"


class Kind(StrEnum):
    """What a column holds. A moment is a date whose cell may carry a time of day (a key date)."""

    DATE = "date"
    MOMENT = "moment"
    SECONDS = "seconds"
    NUMBER = "number"
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    field: ElementField
    system: str | None = None

    @property
    def written(self) -> str:
        """The heading in a CSV table: the time of day is written in the key date's own cell."""
        return self.field.id if self.kind is Kind.SECONDS else self.name


_KINDS = {
    FieldType.DATE: Kind.DATE,
    FieldType.QUANTITY: Kind.NUMBER,
    FieldType.INTEGER: Kind.NUMBER,
    FieldType.TOKEN: Kind.TEXT,
    FieldType.TEXT: Kind.TEXT,
}


def code_column(field: str, system: str) -> str:
    """``code`` and ``icpc-2-dk`` give ``code_icpc_2_dk``."""
    return f"{field}_{system.replace('-', '_')}"


def seconds_column(element: Element) -> str:
    return f"{element.key_date}_seconds"


def columns_of(element: Element) -> tuple[Column, ...]:
    """Every column of an element's table but ``patient_id``, in catalogue order."""
    return tuple(column for field in element.fields for column in _columns_of_field(element, field))


def _columns_of_field(element: Element, field: ElementField) -> tuple[Column, ...]:
    if field.type is FieldType.CODING:
        return coding_columns(field)
    if field.id not in element.key_dates:
        return (Column(field.id, _KINDS[field.type], field),)
    column = Column(field.id, Kind.MOMENT, field)
    ordering = field.id == element.key_date
    return (column, Column(seconds_column(element), Kind.SECONDS, field)) if ordering else (column,)


def coding_columns(field: ElementField) -> tuple[Column, ...]:
    """The columns of a coding, one per system in catalogue order (C5)."""
    return tuple(Column(code_column(field.id, system), Kind.CODE, field, system) for system in field.systems)


def columns_of_field(element: Element, field: ElementField) -> tuple[Column, ...]:
    """The columns that hold a field's value: several for a coding, else one."""
    return (
        coding_columns(field) if field.type is FieldType.CODING else (_columns_of_field(element, field)[0],)
    )


def written_columns(element: Element) -> tuple[Column, ...]:
    """The columns a CSV table has beside ``patient_id``: the time of day is part of the key date there."""
    return tuple(column for column in columns_of(element) if column.kind is not Kind.SECONDS)


def is_censored(element: Element, field: ElementField) -> bool:
    """Does the record's comparator speak of this field?"""
    return (
        field.id == VALUE and field.type is FieldType.QUANTITY and element.find_field(COMPARATOR) is not None
    )
