"""What a conformance case is: the shapes of the files beside this module.

Five types, told apart by ``type``: an *evaluation* has patients and what is said of each, an *invalid* one is
a text that is no document, a *lint* one is a document that may not be published as it is, a *canonical* one
gives the bytes of a document, and a *bump* one the number that a change asks for.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from profiles.standard.document import ID_PATTERN

Json = dict[str, Any]
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
RuleNumber = Annotated[str, Field(pattern=r"^([1-9][0-9]?\.[0-9]+|[A-H][1-9][0-9]?)$")]
TruthWord = Literal["true", "false", "unknown"]
Words = Annotated[str, Field(min_length=3)]


def _exact(given: object) -> object:
    """A number as it is written; a yes or no is no number."""
    return Decimal(str(given)) if isinstance(given, int | float) and not isinstance(given, bool) else given


CellValue = Annotated[Decimal | bool | str | dict[str, str] | None, BeforeValidator(_exact)]


class Shape(BaseModel):
    """Immutable, and nothing that is not foreseen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedCell(Shape):
    """A column of a result (F1); what is not written is not asked about. A date is ``YYYY-MM-DD``."""

    value: CellValue = None
    unit: str | None = None
    date: str | None = None
    comparator: Literal["<", ">"] | None = None
    level: Literal["ok", "attention", "critical", "missing"] | None = None
    text: str | None = None

    def asked(self) -> dict[str, Any]:
        """What is written, by the result's own names."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class Expected(Shape):
    """What every implementation says of a patient; what is not written is not asked about.

    ``outcome`` is *absent* for a patient who is not in the result at all (F7). ``truths`` are by criterion
    id. ``groups``, ``actions`` and ``data_quality`` are whole lists. ``why`` holds the deciding records by
    criterion id, as F5 writes them; ``None`` for a criterion that is not explained (F6).
    """

    outcome: Literal["in", "out", "unknown", "absent"] | None = None
    truths: dict[str, TruthWord] = {}
    groups: tuple[str, ...] | None = None
    columns: dict[str, ExpectedCell] = {}
    actions: tuple[str, ...] | None = None
    data_quality: tuple[str, ...] | None = None
    why: dict[str, tuple[Json, ...] | None] = {}


class TestPatient(Shape):
    """An invented patient, named by what it shows.

    ``row`` holds the cells of the patient's own row that are not ordinary, ``records`` the rows of every
    other element as texts of cells (B8): a heading that is not written is an empty cell.
    """

    # pytest looks for classes by that name, and this is none of its own.
    __test__ = False

    id: Id
    title: Words
    row: dict[str, str] = {}
    records: dict[str, tuple[dict[str, str], ...]] = {}
    expected: Expected


class ExpectedProblem(Shape):
    """``place`` is a JSON pointer, ``node`` the nearest id; ``says`` are words of the tool's own message."""

    place: str
    node: str | None = None
    says: Words


class ExpectedLint(Shape):
    code: Id
    node: str | None = None


class _Case(Shape):
    id: Id
    rules: tuple[RuleNumber, ...] = Field(min_length=1)
    title: Words
    explanation: Words
    standard: str


class EvaluationCase(_Case):
    """``document`` is the whole document or the parts that matter; see :func:`.filling.filled`.

    ``package`` holds such documents as ``profile@version``. ``is_pattern`` marks a document that is shown
    as a way of writing something, complete and without a lint.
    """

    type: Literal["evaluation"] = "evaluation"
    index_date: date
    document: Json = {}
    package: dict[str, Json] = {}
    patients: tuple[TestPatient, ...] = Field(min_length=1)
    is_pattern: bool = False

    @model_validator(mode="after")
    def patients_differ(self) -> EvaluationCase:
        named = [patient.id for patient in self.patients]
        if len(set(named)) < len(named):
            raise ValueError("to patienter har samme id")
        return self


class InvalidCase(_Case):
    """A text that is no document, or with its ``package`` cannot be evaluated (A2).

    ``without`` names properties that are left out of the filled document; ``text`` is the whole text where
    it cannot be had from JSON values.
    """

    type: Literal["invalid"]
    document: Json = {}
    without: tuple[str, ...] = ()
    text: str | None = None
    package: dict[str, Json] | None = None
    problem: ExpectedProblem


class LintCase(_Case):
    """A document with a meaning that may hardly be the one intended; ``lints`` are among those found."""

    type: Literal["lint"]
    document: Json
    lints: tuple[ExpectedLint, ...]


class CanonicalCase(_Case):
    """Texts of one and the same document; ``hashed`` is the SHA-256 of its canonical bytes."""

    type: Literal["canonical"]
    texts: tuple[str, ...] = Field(min_length=1)
    canonical: str
    hashed: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class BumpCase(_Case):
    """Two versions of a document and the smallest bump from the one to the other (8.3)."""

    type: Literal["bump"]
    before: Json
    after: Json
    bump: Literal["major", "minor", "patch"]


Case = EvaluationCase | InvalidCase | LintCase | CanonicalCase | BumpCase
