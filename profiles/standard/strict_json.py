"""JSON as the standard takes it, whatever it describes: bounded in size and depth, every name once (A23), no
null (A19), numbers exactly as written (A9).

Documents and catalogues are both read through here; what the values mean is judged elsewhere. ``whole`` is
what a message calls the thing that is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NoReturn

from .json_values import nearest_id, values
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
    if _is_allowed(value):
        return
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
        names = [name for name, _ in pairs] if len(self) < len(pairs) else []
        self.repeated = sorted({name for name in names if names.count(name) > 1})


def is_too_deep(value: object) -> bool:
    """Whether the values stand more than :data:`DEEPEST` levels inside each other."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [below for each in level for below in _below(each)]
        if not level:
            return False
    return True


def _is_allowed(value: object) -> bool:
    """Whether nothing at all is wrong: asked first, level by level, because it needs no places."""
    level = [value]
    for _ in range(DEEPEST + 1):
        if not all(map(_is_plain, level)):
            return False
        level = [below for each in level if type(each) in _HOLDERS for below in _below(each)]
        if not level:
            return True
    return False


def _is_plain(value: object) -> bool:
    kind = type(value)
    if kind is str:
        return objection(value) is None  # type: ignore[arg-type]
    if kind in _OBJECTS:
        return not getattr(value, "repeated", ()) and all(map(_is_name, value))  # type: ignore[call-overload]
    return kind in _HOLDERS or _objection(value) is None


def _below(value: object) -> Collection[object]:
    if isinstance(value, dict | Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


_OBJECTS = frozenset({dict, _Members})
_HOLDERS = frozenset({*_OBJECTS, list, tuple})


def _objection(value: object) -> str | None:
    if value is None:
        return "må ikke være null; udelad egenskaben i stedet"
    if isinstance(value, str):
        return objection(value)
    if isinstance(value, bool | dict | list | tuple | Mapping):
        return None
    return _objection_to_number(value)


@lru_cache(maxsize=4096)
def _objection_to_number(value: object) -> str | None:
    try:
        exact_number(value)
    except ValueError as error:
        return str(error)
    return None


@lru_cache(maxsize=4096)
def _is_name(name: object) -> bool:
    return isinstance(name, str) and objection(name) is None


def _bad_names(value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    if not all(_is_name(name) for name in value):
        yield "Et navn på en egenskab har tegn, som ikke er tilladt."
    for name in getattr(value, "repeated", ()):
        yield f"»{name}« er skrevet mere end én gang i det samme objekt."
