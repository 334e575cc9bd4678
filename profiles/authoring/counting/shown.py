"""A count as it is read: a row per step with the criteria under it, and the total beside what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from profiles.evaluation.attrition import Attrition, Counts, Step
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Compare, Criterion, Document, MemberOf, Reference
from profiles.standard.narrative import narrate

from ..lines import Line, Lines
from .pyramid import Pyramid, drawn

THOUSAND = 1000
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Row:
    """A criterion, how many fulfil it alone, and for a step how it goes in order."""

    line: Line
    depth: int
    alone: Counts
    step: Step | None


@dataclass(frozen=True)
class Cause:
    """A criterion that leaves patients unknown, and what is missing then."""

    line: Line
    patients: int

    @property
    def lacks(self) -> str:
        return _lacks(self.line.criterion)


@dataclass(frozen=True)
class Shown:
    """What the page of counts says of one profile in one clinic."""

    document: Document
    attrition: Attrition
    inclusion: tuple[Row, ...]
    exclusion: tuple[Row, ...]
    causes: tuple[Cause, ...]
    pyramid: Pyramid

    @property
    def per_thousand(self) -> Decimal:
        """The population among a thousand active patients, to one decimal."""
        patients = Decimal(self.attrition.patients or 1)
        return (self.attrition.outcome.true * THOUSAND / patients).quantize(TENTH, ROUND_HALF_UP)

    @property
    def source(self) -> Reference | None:
        """Where the expected number comes from."""
        expected = self.document.expected_per_thousand
        listed = {each.id: each for each in self.document.references}
        return listed.get(expected.reference or "") if expected else None

    @property
    def verdict(self) -> str:
        """``within``, ``below`` or ``above`` what is expected; empty when nothing is."""
        expected = self.document.expected_per_thousand
        if expected is None:
            return ""
        if self.per_thousand < expected.low:
            return "below"
        return "above" if self.per_thousand > expected.high else "within"


def shown(document: Document, attrition: Attrition) -> Shown:
    """A count with the words of its document."""
    lines = Lines(document, narrate(document, load_catalogue(document.standard)))
    found = _by_id([lines.of(root) for root in (document.inclusion, document.exclusion) if root])
    rows = [row for step in attrition.steps for row in _rows(found[step.node], attrition, step)]
    excluding = {step.node for step in attrition.steps if step.is_exclusion}
    first = next((at for at, row in enumerate(rows) if row.step and row.line.id in excluding), len(rows))
    return Shown(
        document=document,
        attrition=attrition,
        inclusion=tuple(rows[:first]),
        exclusion=tuple(rows[first:]),
        causes=tuple(Cause(found[each.node], each.patients) for each in attrition.reasons),
        pyramid=drawn(attrition.pyramid),
    )


def _by_id(lines: list[Line]) -> dict[str, Line]:
    waiting, found = list(lines), {}
    while waiting:
        line = waiting.pop()
        found[line.id] = line
        waiting += line.children
    return found


def _rows(line: Line, attrition: Attrition, step: Step | None, depth: int = 0) -> Iterator[Row]:
    yield Row(line, min(depth, 3), attrition.criteria[line.id], step)
    for child in line.children:
        yield from _rows(child, attrition, None, depth + 1)


# What is missing when a criterion cannot be told, by the measure it compares.
_MISSING = {
    "age": "fødselsdato",
    "sex": "køn",
    "days_since": "nogen at regne dage fra",
    "average": "et resultat at tage gennemsnit af",
    "largest_share": "noget at dele i dele",
}


def _lacks(criterion: Criterion) -> str:
    if isinstance(criterion, MemberOf):
        return "Den anden profil kan ikke afgøre dem."
    if isinstance(criterion, Compare) and criterion.measure.type in _MISSING:
        return f"De mangler {_MISSING[criterion.measure.type]}."
    return "De mangler et resultat, eller resultatet er en grænse som <5, der ikke afgør det."
