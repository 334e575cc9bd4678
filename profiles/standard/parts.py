"""What the parts of a document are made of: identity, and the values that are compared (Annex A)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, Tag

from .numerals import Number
from .text import PlainText, Word

ID_PATTERN = r"^[a-z0-9-]+$"
VERSION_PATTERN = r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$"
OFFSET_PATTERN = r"^(P0D|-?P[1-9][0-9]{0,4}[DWMY])$"
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=100)]
Offset = Annotated[str, Field(pattern=OFFSET_PATTERN)]
VersionNumber = Annotated[str, Field(pattern=VERSION_PATTERN)]


class Part(BaseModel):
    """Anything in a document: immutable, nothing unknown, nothing converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    def to_json(self) -> dict[str, Any]:
        """The part as plain JSON values: the properties that were written, and never null."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)


class Node(Part):
    """A part that a person can point at."""

    id: Id
    label: PlainText | None = None
    rationale: PlainText | None = None
    references: tuple[Id, ...] = ()


# --- values -------------------------------------------------------------------------------------


class OffsetValue(Part):
    offset: Offset


class ParameterValue(Part):
    parameter: Id


def _value_shape(given: object) -> str | None:
    """Which kind of value something is, so that an error speaks of that kind alone."""
    match given:
        case bool():
            return "yes/no"
        case int() | float() | Decimal():
            return "number"
        case str():
            return "text"
        case list() | tuple():
            return "list"
        case ParameterValue() | {"parameter": _}:
            return "parameter"
        case OffsetValue() | {"offset": _}:
            return "offset"
    return None


# A date is written as text; ``validity`` tells dates from tokens by what they are compared with (A8).
Scalar = Annotated[
    Annotated[StrictBool, Tag("yes/no")]
    | Annotated[Number, Tag("number")]
    | Annotated[Word, Tag("text")]
    | Annotated[OffsetValue, Tag("offset")]
    | Annotated[ParameterValue, Tag("parameter")],
    Discriminator(_value_shape),
]
Value = Annotated[
    Annotated[StrictBool, Tag("yes/no")]
    | Annotated[Number, Tag("number")]
    | Annotated[Word, Tag("text")]
    | Annotated[OffsetValue, Tag("offset")]
    | Annotated[ParameterValue, Tag("parameter")]
    | Annotated[tuple[Scalar, ...], Tag("list")],
    Discriminator(_value_shape),
]
