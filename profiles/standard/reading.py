"""Reading a document from bytes: the only way in from outside.

What comes out is a document of the standard: bounded in size and depth, every property named once (A23), no
null (A19), numbers exactly as written (A9), the shape of Annex A, and valid in the catalogue's eyes.
Everything else is refused with Danish problems that name the place; nothing is mended on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from pydantic import ValidationError

from .catalogue import UnknownStandard, load_catalogue
from .document import Document
from .json_values import members, nearest_id, values
from .messages import problems as said
from .messages import subject
from .numerals import exact_number
from .problem import InvalidDocument, Problem, pointer
from .text import objection
from .validity import problems_of

__all__ = ["InvalidDocument", "Problem", "read", "read_json", "read_shape"]

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 200

# A text, or what is left of one that never ends: it matches from every quote, so the search is linear.
STRINGS = re.compile(r'"(?:[^"\\]+|\\.?)*+(?:"|\Z)', re.DOTALL)


def read(data: bytes | str) -> Document:
    """A document from JSON text. Raises :class:`InvalidDocument` with every problem that was found."""
    return _judged(read_shape(_parsed(_bounded(data))))


def read_json(value: Mapping[str, Any]) -> Document:
    """A document from JSON values already parsed. Raises :class:`InvalidDocument`."""
    return _judged(read_shape(value))


def read_shape(value: object) -> Document:
    """A document by the grammar alone, not yet judged in its context. Raises :class:`InvalidDocument`."""
    _bounded_depth(value)
    found = list(_value_problems(value))
    if found:
        raise InvalidDocument(found)
    try:
        return Document.model_validate_json(json.dumps(value, default=_plain_number))
    except ValidationError as error:
        raise InvalidDocument(said(error.errors(), value, nearest_id(value))) from None


def _judged(document: Document) -> Document:
    try:
        catalogue = load_catalogue(document.standard)
    except UnknownStandard as unknown:
        raise InvalidDocument([Problem("/standard", None, str(unknown))]) from None
    found = problems_of(document, catalogue)
    if found:
        raise InvalidDocument(found)
    return document


# --- from bytes to values -----------------------------------------------------------------------


def _refuse(message: str, place: str = "") -> NoReturn:
    raise InvalidDocument([Problem(place, None, message)])


def _bounded(data: bytes | str) -> str:
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        _refuse("Dokumentet fylder mere end 2 MB.")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        _refuse("Dokumentet er ikke skrevet i UTF-8.")
    if _depth(text) > DEEPEST:
        _refuse(f"Dokumentet har mere end {DEEPEST} niveauer inden i hinanden.")
    return text


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", STRINGS.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _parsed(text: str) -> object:
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_Members,
        )
    except json.JSONDecodeError as error:
        _refuse(f"Dokumentet er ikke gyldig JSON: se linje {error.lineno}, tegn {error.colno}.")


def _no_number(name: str) -> NoReturn:
    _refuse(f"{name} er ikke et tal i JSON.")


class _Members(dict[str, Any]):
    """An object's members, which remembers the names that were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = sorted({name for name in names if names.count(name) > 1})


# --- values: what no property may hold ----------------------------------------------------------


def _bounded_depth(value: object, depth: int = 0) -> None:
    if depth > DEEPEST:
        _refuse(f"Dokumentet har mere end {DEEPEST} niveauer inden i hinanden.")
    for _, below in members(value):
        _bounded_depth(below, depth + 1)


def _value_problems(value: object) -> Iterator[Problem]:
    """Every value that JSON allows and the standard does not, wherever it stands."""
    owner = nearest_id(value)
    for path, each in values(value):
        message = _objection(each)
        if message:
            yield Problem(pointer(path), owner(path), f"{subject(path)} {message}.")
        for name in _bad_names(each):
            yield Problem(pointer(path), owner(path), name)


def _objection(value: object) -> str | None:
    if value is None:
        return "må ikke være null; udelad egenskaben i stedet"
    if isinstance(value, str):
        return objection(value)
    if isinstance(value, bool | Mapping | list | tuple):
        return None
    try:
        exact_number(value)
    except ValueError as error:
        return str(error)
    return None


def _bad_names(value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    if any(not isinstance(name, str) or objection(name) for name in value):
        yield "Et navn på en egenskab har tegn, som ikke er tilladt."
    for name in getattr(value, "repeated", ()):
        yield f"»{name}« er skrevet mere end én gang i det samme objekt."


def _plain_number(value: object) -> int | float:
    """A decimal as JSON has it; at most 15 digits, so a float carries it exactly."""
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() else float(value)
