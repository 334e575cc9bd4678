"""The shape of a profile document: Annex A of the profile standard, one class per production.

The classes know every version of the standard; ``introduced`` tells since when each thing may be said.

A parsed :class:`Document` is immutable and holds nothing that the grammar does not allow. What needs
the catalogue or the rest of the document to be judged (units, tokens, references) is in ``validity``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    Tag,
)

from .closed_sets import ActionKind as ActionKind
from .closed_sets import Kind as Kind
from .closed_sets import Level as Level
from .closed_sets import Operator as Operator
from .numerals import Number as Number
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


# --- selections ---------------------------------------------------------------------------------


class Filter(Part):
    """``field`` and one of ``in``, ``is``, ``one_of``, ``missing`` or ``operator`` + ``value`` (A6)."""

    field: Word
    in_: Id | None = Field(default=None, alias="in")
    is_: Word | None = Field(default=None, alias="is")
    one_of: tuple[Word, ...] | None = Field(default=None, min_length=1)
    missing: StrictBool | None = None
    operator: Operator | None = None
    value: Value | None = None
    unit: Word | None = None


class Anchor(Part):
    type: Literal["latest", "earliest"]
    of: Selection


class Window(Part):
    from_: Offset | None = Field(default=None, alias="from")
    to: Offset | None = None
    on: Literal["start", "end"] | None = None
    anchor: Anchor | None = None


class Selection(Part):
    """Which of a patient's records."""

    element: Word
    where: tuple[Filter, ...] = Field(default=(), min_length=1)
    window: Window | None = None


# --- measures -----------------------------------------------------------------------------------


class CountingMeasure(Part):
    type: Literal["exists", "count", "count_days", "average", "days_since"]
    of: Selection


class ChoosingMeasure(Part):
    """``latest`` … ``lowest`` of a named field, ``value`` unless said."""

    type: Literal["latest", "earliest", "highest", "lowest"]
    of: Selection
    field: Word | None = None


class ShareMeasure(Part):
    type: Literal["largest_share"]
    of: Selection
    field: Word


class WeightedSumMeasure(Part):
    """The sum of a field times the factor of each record's code, ``value`` unless said (from 1.1)."""

    type: Literal["weighted_sum"]
    of: Selection
    field: Word | None = None


class ChangeMeasure(Part):
    """The latest of a field minus the one before it, ``value`` unless said (from 1.1)."""

    type: Literal["change"]
    of: Selection
    field: Word | None = None


class PatientMeasure(Part):
    type: Literal["age", "sex"]


class HoldsMeasure(Part):
    type: Literal["holds"]
    of: Criterion


Measure = Annotated[
    CountingMeasure
    | ChoosingMeasure
    | ShareMeasure
    | WeightedSumMeasure
    | ChangeMeasure
    | PatientMeasure
    | HoldsMeasure,
    Field(discriminator="type"),
]


# --- criteria -----------------------------------------------------------------------------------


class Group(Node):
    """``all`` or ``any`` of its parts."""

    type: Literal["all", "any"]
    of: tuple[Criterion, ...]


class AtLeast(Node):
    type: Literal["at_least"]
    n: Annotated[int, Field(strict=True)]
    of: tuple[Criterion, ...]


class Not(Node):
    type: Literal["not"]
    of: Criterion


class Exists(Node):
    type: Literal["exists"]
    of: Selection


class Compare(Node):
    type: Literal["compare"]
    measure: Measure
    operator: Operator
    value: Value
    unit: Word | None = None


class MemberOf(Node):
    type: Literal["member_of"]
    profile: Id
    version: VersionNumber


Criterion = Annotated[
    Group | AtLeast | Not | Exists | Compare | MemberOf,
    Field(discriminator="type"),
]


# The classes behind the two unions, for ``isinstance``.
CRITERIA = (Group, AtLeast, Not, Exists, Compare, MemberOf)
MEASURES = (
    CountingMeasure,
    ChoosingMeasure,
    ShareMeasure,
    WeightedSumMeasure,
    ChangeMeasure,
    PatientMeasure,
    HoldsMeasure,
)


# --- code sets, references, parameters ----------------------------------------------------------


class Rule(Part):
    system: Word
    code: Word
    include: StrictBool
    descendants: StrictBool = False
    factor: Number = Decimal(1)
    offset: Number = Decimal(0)


class CodeSet(Node):
    title: PlainText
    rules: tuple[Rule, ...]
    unit: Word | None = None


class Parameter(Node):
    title: PlainText
    default: Number
    unit: Word | None = None
    minimum: Number | None = None
    maximum: Number | None = None


class Reference(Part):
    id: Id
    title: PlainText
    publisher: PlainText | None = None
    year: Annotated[int, Field(strict=True)] | None = None
    url: PlainText | None = None
    accessed: Annotated[str, Field(pattern=DATE_PATTERN)] | None = None


# --- what the clinic sees -----------------------------------------------------------------------


class Subgroup(Node):
    """An entry of ``groups``: a named subset with a level."""

    title: PlainText
    level: Literal["ok", "attention", "critical"]
    when: Criterion


class Format(Part):
    decimals: Annotated[int, Field(strict=True, ge=0, le=6)] | None = None
    percent: StrictBool | None = None


def _flag_shape(given: object) -> str:
    return "word" if isinstance(given, str) else "criterion"


When = Annotated[
    Annotated[Literal["missing"], Tag("word")] | Annotated[Criterion, Tag("criterion")],
    Discriminator(_flag_shape),
]


class Flag(Part):
    """``level``, ``text`` and ``when: "missing"``, ``when: criterion`` or ``operator`` + ``value`` (A13)."""

    level: Level
    text: PlainText
    when: When | None = None
    operator: Operator | None = None
    value: Value | None = None
    unit: Word | None = None


class Column(Node):
    title: PlainText
    measure: Measure
    show_date: StrictBool | None = None
    format: Format | None = None
    flags: tuple[Flag, ...] = ()


class Item(Column):
    type: Literal["item"]


class Trend(Node):
    type: Literal["trend"]
    title: PlainText
    of: Selection
    months: Annotated[int, Field(strict=True, ge=1, le=2400)]


class Table(Node):
    type: Literal["table"]
    title: PlainText
    of: Selection
    fields: tuple[Word, ...]
    limit: Annotated[int, Field(strict=True, ge=1, le=1000)]


class TextEntry(Node):
    type: Literal["text"]
    text: PlainText
    title: PlainText | None = None


Entry = Annotated[Item | Trend | Table | TextEntry, Field(discriminator="type")]


class Section(Node):
    title: PlainText
    entries: tuple[Entry, ...]


class Action(Node):
    title: PlainText
    kind: ActionKind
    when: Criterion
    text: PlainText


class QualityQuery(Node):
    title: PlainText
    why: PlainText
    when: Criterion
    correction: PlainText


class Expected(Part):
    low: Number
    high: Number
    reference: Id | None = None


class Sort(Part):
    column: Id
    direction: Literal["ascending", "descending"]
    by: Literal["value", "level"] | None = None


class Document(Part):
    """A whole profile document (8.1)."""

    standard: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+$")]
    profile: Id
    version: VersionNumber
    title: PlainText
    kind: Kind = Field(strict=False)
    purpose: PlainText
    owner: PlainText
    description: PlainText | None = None
    limitations: PlainText | None = None
    references: tuple[Reference, ...]
    expected_per_thousand: Expected | None = None
    code_sets: tuple[CodeSet, ...]
    inclusion: Criterion
    exclusion: Criterion | None = None
    groups: tuple[Subgroup, ...]
    columns: tuple[Column, ...]
    default_sort: tuple[Sort, ...] = ()
    patient_view: tuple[Section, ...]
    actions: tuple[Action, ...]
    data_quality: tuple[QualityQuery, ...]
    parameters: tuple[Parameter, ...]
