"""JSON as the standard takes it, whatever it describes: bounded in size and depth, every name once (A23), no
null (A19), numbers exactly as written (A9).

Documents and catalogues are both read through here; what the values mean is judged elsewhere. ``whole`` is
what a message calls the thing that is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from .json_values import members, nearest_id, values
from .messages import DOCUMENT, subject
from .numerals import exact_number
from .problem import InvalidDocument, Problem, pointer
from .text import objection

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 200

# A text, or what is left of one that never ends: it matches from every quote, so the search is linear.
STRINGS = re.compile(r'"(?:[^"\\]+|\\.?)*+(?:"|\Z)', re.DOTALL)


def parsed(data: bytes | str, whole: str = DOCUMENT) -> object:
    """The values of a JSON text. Raises :class:`InvalidDocument` for what is no bounded JSON in UTF-8.

    Numbers come as :class:`~decimal.Decimal`; objects remember the names that were written twice.
    """
    text = _bounded(data, whole)
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_Members,
        )
    except json.JSONDecodeError as error:
        _refuse(f"{whole} er ikke gyldig JSON: se linje {error.lineno}, tegn {error.colno}.")


def value_problems(value: object, whole: str = DOCUMENT) -> Iterator[Problem]:
    """Every value that JSON allows and the standard does not, wherever it stands."""
    if is_too_deep(value):
        yield Problem("", None, _too_deep(whole))
        return
    owner = nearest_id(value)
    for path, each in values(value):
        message = _objection(each)
        if message:
            yield Problem(pointer(path), owner(path), f"{subject(path, whole)} {message}.")
        for name in _bad_names(each):
            yield Problem(pointer(path), owner(path), name)


def plain_number(value: object) -> int | float:
    """A decimal as JSON has it; at most 15 digits, so a float carries it exactly."""
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() else float(value)


def _refuse(message: str) -> NoReturn:
    raise InvalidDocument([Problem("", None, message)])


def _too_deep(whole: str) -> str:
    return f"{whole} har mere end {DEEPEST} niveauer inden i hinanden."


def _bounded(data: bytes | str, whole: str) -> str:
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        _refuse(f"{whole} fylder mere end 2 MB.")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        _refuse(f"{whole} er ikke skrevet i UTF-8.")
    if _depth(text) > DEEPEST:
        _refuse(_too_deep(whole))
    return text


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", STRINGS.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_number(name: str) -> NoReturn:
    _refuse(f"{name} er ikke et tal i JSON.")


class _Members(dict[str, Any]):
    """An object's members, which remembers the names that were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = sorted({name for name in names if names.count(name) > 1})


def is_too_deep(value: object, depth: int = 0) -> bool:
    return depth > DEEPEST or any(is_too_deep(below, depth + 1) for _, below in members(value))


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
