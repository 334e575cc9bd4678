"""The shape of a profile document: Annex A of the profile standard, one class per production.

The classes know every version of the standard; ``introduced`` tells since when each thing may be said.

A parsed :class:`Document` is immutable and holds nothing that the grammar does not allow. What needs
the catalogue or the rest of the document to be judged (units, tokens, references) is in ``validity``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, StrictBool, Tag

from .closed_sets import ActionKind as ActionKind
from .closed_sets import Kind as Kind
from .closed_sets import Level as Level
from .closed_sets import Operator as Operator
from .numerals import Number as Number
from .parts import DATE_PATTERN as DATE_PATTERN
from .parts import ID_PATTERN as ID_PATTERN
from .parts import OFFSET_PATTERN as OFFSET_PATTERN
from .parts import VERSION_PATTERN as VERSION_PATTERN
from .parts import Id as Id
from .parts import Node as Node
from .parts import Offset as Offset
from .parts import OffsetValue as OffsetValue
from .parts import ParameterValue as ParameterValue
from .parts import Part as Part
from .parts import Scalar as Scalar
from .parts import Value as Value
from .parts import VersionNumber as VersionNumber
from .text import PlainText, Word

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
