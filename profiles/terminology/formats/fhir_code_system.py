"""A FHIR CodeSystem (R4 or R5) as JSON: codes with all that lies below them, of whatever system.

Read of each concept: ``display`` (else its first designation), ``designation`` as synonyms, the properties
``parent``, ``status``, ``inactive``, ``unit``, ``replacedBy`` and days of beginning and end. A closed code
without a day gets ``LONG_AGO``. A supplement has no codes of its own and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from profiles.standard.codes import normalised

from ..entries import Entry
from .checks import LONG_AGO
from .fhir_resource import Finder, day_of, objects, resource, text_of
from .problem import FileProblem

_OPENED = ("effectiveDate", "validFrom", "activeFrom", "created_date")
_CLOSED = ("deprecationDate", "deprecated", "retirementDate", "validTo")
_REPLACED = ("replacedBy", "replaced-by", "successor")
_CLOSED_STATES = {"retired", "deprecated", "inactive"}
_WITHOUT_CODES = {
    "supplement": "Filen er et tillæg (supplement) til et andet kodesystem og har ikke selv koder.",
    "not-present": "Filen beskriver et kodesystem, men har ikke koderne med (not-present).",
}


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every concept, those below right after the one above. Raises ``FileProblem``."""
    for part in resource(file, "CodeSystem", {"concept"}):
        if part.name == "content" and (why := _WITHOUT_CODES.get(str(part.value))):
            raise FileProblem(part.line, "content", why)
        if part.name == "concept":
            yield from _concepts([part.value], "", Finder(part))


def _concepts(listed: Any, parent: str, finder: Finder) -> Iterator[Entry]:
    for concept in objects(listed, finder.line(""), "concept"):
        code = text_of(concept.get("code"), finder.line(""), "code")
        line = finder.line(code)
        yield _entry(concept, code, parent, line)
        yield from _concepts(concept.get("concept"), normalised(code), finder)


def _entry(concept: dict[str, Any], code: str, parent: str, line: int) -> Entry:
    facts = _properties(concept, line)
    names = [text_of(concept.get("display"), line, "display"), *_designations(concept, line)]
    title, *others = dict.fromkeys(name for name in names if name) or [""]
    return Entry(
        code=code,
        title=title,
        unit=text_of(facts.get("unit"), line, "property unit"),
        parent=parent or normalised(text_of(facts.get("parent"), line, "property parent")),
        synonyms=tuple(others),
        opened=_first_day(facts, _OPENED, line),
        closed=_closed(facts, line),
        replaced_by=normalised(
            next((text_of(facts[name], line, name) for name in _REPLACED if name in facts), "")
        ),
        line=line,
    )


def _properties(concept: dict[str, Any], line: int) -> dict[str, Any]:
    """The value of each property by its code; of several the first."""
    facts: dict[str, Any] = {}
    for each in objects(concept.get("property"), line, "property"):
        value = next((value for name, value in each.items() if name.startswith("value")), None)
        if isinstance(value, dict):
            value = value.get("code")
        facts.setdefault(text_of(each.get("code"), line, "property"), value)
    return facts


def _designations(concept: dict[str, Any], line: int) -> list[str]:
    return [
        text_of(each.get("value"), line, "designation")
        for each in objects(concept.get("designation"), line, "designation")
    ]


def _closed(facts: dict[str, Any], line: int) -> date | None:
    day = _first_day(facts, _CLOSED, line)
    is_closed = facts.get("inactive") is True or str(facts.get("status")) in _CLOSED_STATES
    return day or (LONG_AGO if is_closed else None)


def _first_day(facts: dict[str, Any], names: tuple[str, ...], line: int) -> date | None:
    return next((day_of(facts[name], line, name) for name in names if isinstance(facts.get(name), str)), None)
