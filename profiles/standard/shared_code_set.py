"""A shared code set: a code set that stands by itself, with an owner, a number and sources of its own.

Its text is a small JSON in canonical form (RFC 8785), read as strictly as a document. Everything that reads,
compares or shows documents is given it as a document with that one code set and nothing else, which
:func:`as_document` and :func:`of_document` turn it into and back from without loss.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated

import rfc8785
from pydantic import Field, ValidationError

from .blank import FIRST_VERSION, blank_document
from .catalogue import UnknownStandard, load_catalogue
from .document import CodeSet, Document, Kind, Reference
from .json_values import nearest_id
from .meaning import meaning_of_codes
from .messages import problems as said
from .parts import Part, VersionNumber
from .problem import InvalidDocument, Problem
from .strict_json import parsed, plain_number, value_problems
from .text import PlainText
from .validity import problems_of
from .version import Bump, bare

#: What the name of a shared code set begins with; the rest is the id of the set.
CODE_SET_PREFIX = "kodesaet-"
WHOLE = "Kodesættet"
#: Where the set stands in the document, and in its own text.
IN_DOCUMENT, IN_TEXT = "/code_sets/0", "/code_set"


class SharedCodeSet(Part):
    """What is stored, reviewed and served."""

    standard: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+$")]
    version: VersionNumber
    code_set: CodeSet
    description: PlainText | None = None
    owner: PlainText
    references: tuple[Reference, ...] = ()

    @property
    def slug(self) -> str:
        """The name it has in the tool."""
        return CODE_SET_PREFIX + self.code_set.id


def read_shared(data: bytes | str) -> Document:
    """The document of a shared code set's text. Raises :class:`InvalidDocument` with places in that text."""
    shared = _shape(parsed(data, WHOLE))
    document = as_document(shared)
    try:
        catalogue = load_catalogue(shared.standard)
    except UnknownStandard as unknown:
        raise InvalidDocument([Problem("/standard", None, str(unknown))]) from None
    if found := problems_of(document, catalogue):
        raise InvalidDocument(_placed_in_text(each) for each in found)
    return document


def _shape(value: object) -> SharedCodeSet:
    if found := tuple(value_problems(value, WHOLE)):
        raise InvalidDocument(found)
    try:
        return SharedCodeSet.model_validate_json(json.dumps(value, default=plain_number))
    except ValidationError as error:
        raise InvalidDocument(said(error.errors(), value, nearest_id(value), WHOLE)) from None


def _placed_in_text(problem: Problem) -> Problem:
    place = problem.place
    if place.startswith(IN_DOCUMENT):
        place = IN_TEXT + place.removeprefix(IN_DOCUMENT)
    return Problem(place, problem.node, problem.message)


def blank_shared(*, code_set: CodeSet, owner: str, description: str, standard: str) -> SharedCodeSet:
    """A first draft of a shared code set."""
    return SharedCodeSet(
        standard=standard,
        version=FIRST_VERSION,
        code_set=code_set,
        description=description or None,
        owner=owner,
        references=(),
    )


def as_document(shared: SharedCodeSet) -> Document:
    """The shared code set as a document of one code set; its population says nothing."""
    blank = blank_document(
        profile=shared.slug,
        title=shared.code_set.title,
        kind=Kind.DISEASE,
        owner=shared.owner,
        purpose="",
        standard=shared.standard,
    )
    return blank.model_copy(
        update={
            "version": shared.version,
            "description": shared.description,
            "references": shared.references,
            "code_sets": (shared.code_set,),
        }
    )


def of_document(document: Document) -> SharedCodeSet:
    """The shared code set that a document stands for. Raises :class:`InvalidDocument` when it says more."""
    if len(document.code_sets) != 1:
        raise InvalidDocument([Problem("/code_sets", None, "Et fælles kodesæt er netop ét kodesæt.")])
    shared = SharedCodeSet(
        standard=document.standard,
        version=document.version,
        code_set=document.code_sets[0],
        description=document.description,
        owner=document.owner,
        references=document.references,
    )
    same = {"title": shared.code_set.title, "profile": shared.slug}
    if bare_of(as_document(shared)) != bare_of(document.model_copy(update=same)):
        raise InvalidDocument([Problem("", None, "Et fælles kodesæt har kun koder og kilder.")])
    return shared


def bare_of(document: Document) -> object:
    """What is compared to see that nothing is lost: everything that was written."""
    return {name: value for name, value in document.to_json().items() if value not in ("", [])}


def canonical_shared(document: Document) -> str:
    """The text of the shared code set that a document stands for, in canonical form."""
    return rfc8785.dumps(of_document(document).to_json()).decode()


def carried(code_set: CodeSet, name: str) -> CodeSet:
    """The set as another document has it, under the id it has there; its sources are listed in its own."""
    kept = code_set.model_fields_set - {"id", "references"}
    return CodeSet(id=name, **{each: getattr(code_set, each) for each in kept})


def same_codes_and_words(one: CodeSet, other: CodeSet) -> bool:
    """Whether two sets say the same, wherever they stand and in whatever order."""
    first, second = (bare(carried(each, one.id).to_json(), without=()) for each in (one, other))
    return bool(first == second)


# --- the version number (as 8.3) ------------------------------------------------------------------


def required_bump_of_codes(before: Document, after: Document) -> tuple[Bump, tuple[str, ...]]:
    """The smallest bump that the difference allows, and in Danish what makes it necessary.

    Major: another code, unit or conversion. Minor: another standard, or rules that say the same in another
    way. Patch: words and sources.
    """
    for bump, reasons in (
        (Bump.MAJOR, _major_reasons(before, after)),
        (Bump.MINOR, _minor_reasons(before, after)),
    ):
        if reasons:
            return bump, reasons
    without_number = ({**each.to_json(), "version": None} for each in (before, after))
    differs = next(without_number) != next(without_number)
    return Bump.PATCH, ("Kun ord, kilder eller rækkefølge er ændret.",) if differs else ()


def _major_reasons(before: Document, after: Document) -> tuple[str, ...]:
    old, new = before.code_sets[0], after.code_sets[0]
    standards = [each.standard.partition(".")[0] for each in (before, after)]
    found = {
        "Profilstandarden skifter hovedversion.": standards[0] != standards[1],
        "Hvilke koder reglerne tager med, er ændret.": _codes(old) != _codes(new),
        "Enheden er ændret, så tallene betyder noget andet.": old.unit != new.unit,
        "En omregning er ændret, så tallene betyder noget andet.": _codes(old) == _codes(new)
        and old.unit == new.unit
        and meaning_of_codes(old) != meaning_of_codes(new),
    }
    return tuple(words for words, holds in found.items() if holds)


def _codes(code_set: CodeSet) -> object:
    """Which codes are meant, whatever they are measured in."""
    plain = {"factor": Decimal(1), "offset": Decimal(0)}
    rules = tuple(rule.model_copy(update=plain) for rule in code_set.rules)
    return meaning_of_codes(code_set.model_copy(update={"rules": rules, "unit": None}))


def _minor_reasons(before: Document, after: Document) -> tuple[str, ...]:
    old, new = (each.code_sets[0] for each in (before, after))
    found = {
        "Kodesættet er flyttet til en anden version af profilstandarden.": before.standard != after.standard,
        "Kodesættets id er ændret.": old.id != new.id,
        "Reglerne er skrevet om, men betyder det samme.": bare(old.to_json())["rules"]
        != bare(new.to_json())["rules"]
        if old.rules and new.rules
        else bool(old.rules) != bool(new.rules),
    }
    return tuple(words for words, holds in found.items() if holds)
