"""What pydantic has against a document, said in Danish and at the right place.

Pydantic speaks English and puts the branches of its unions into the location. Neither is shown to anyone:
every kind of error has a sentence here, and a kind that should be new gets a plain Danish one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from .problem import Path, Problem, pointer

LONGEST_NAME = 60
DOCUMENT = "Dokumentet"

Said = Callable[[Mapping[str, Any]], str]

PATTERNS = {
    "[DWMY]": "skal være en varighed som P12M, -P2Y eller P0D",
    "{4}-": "skal være en dato som 2026-11-21",
    "[a-z0-9-]": "må kun have små bogstaver (a-z), tal og bindestreg",
    r"\.": "skal være et versionsnummer med tal og punktummer",
}


def _pattern(context: Mapping[str, Any]) -> str:
    pattern = str(context.get("pattern", ""))
    return next((said for mark, said in PATTERNS.items() if mark in pattern), "har ikke den rette form")


def _choices(listed: object) -> str:
    return re.sub(r"'([^']*)'", r"»\1«", str(listed)).replace(" or ", " eller ")


def _own(context: Mapping[str, Any]) -> str:
    return str(context.get("error", "passer ikke med standarden"))


def _unforeseen(_: Mapping[str, Any]) -> str:
    return "passer ikke med standarden"


SENTENCES: dict[str, Said] = {
    "missing": lambda _: "mangler",
    "extra_forbidden": lambda _: "findes ikke i standarden på dette sted",
    "string_type": lambda _: "skal være en tekst",
    "string_unicode": lambda _: "skal være en tekst i gyldig Unicode",
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda c: f"skal have mindst {c['min_length']} tegn",
    "string_too_long": lambda c: f"må højst have {c['max_length']} tegn",
    "literal_error": lambda c: f"skal være {_choices(c['expected'])}",
    "enum": lambda c: f"skal være {_choices(c['expected'])}",
    "union_tag_invalid": lambda _: "er en slags, som standarden ikke kender her",
    "union_tag_not_found": lambda c: (
        "mangler" if c["discriminator"] == "'type'" else "har ikke en form, som standarden kender her"
    ),
    "int_type": lambda _: "skal være et helt tal",
    "int_from_float": lambda _: "skal være et helt tal",
    "int_parsing_size": lambda _: "er et for stort tal",
    "greater_than_equal": lambda c: f"skal være mindst {c['ge']}",
    "less_than_equal": lambda c: f"må højst være {c['le']}",
    "bool_type": lambda _: "skal være sand eller falsk (true eller false)",
    "tuple_type": lambda _: "skal være en liste",
    "too_short": lambda c: f"skal have mindst {c['min_length']} i listen",
    "model_type": lambda _: "skal være et objekt",
    "model_attributes_type": lambda _: "skal være et objekt",
    "value_error": _own,
}


def problems(
    errors: Iterable[ErrorDetails],
    value: object,
    owner: Callable[[Path], str | None],
    whole: str = DOCUMENT,
) -> list[Problem]:
    """Pydantic's errors about a JSON value as Danish problems, one per place and sentence.

    ``whole`` is what a sentence calls the value itself.
    """
    said: dict[Problem, None] = {}
    for error in errors:
        path = real_path(error, value)
        if error["type"] == "too_short" and _is_long_enough(error, path, value):
            continue
        said.setdefault(Problem(pointer(path), owner(path), sentence(error, path, whole)))
    return list(said)


def _is_long_enough(error: ErrorDetails, path: Path, value: object) -> bool:
    """Whether a list is short only because pydantic has put its faulty members aside."""
    for step in path:
        value = _below(step, value)
    return isinstance(value, list) and len(value) >= error["ctx"]["min_length"]


def sentence(error: ErrorDetails, path: Path, whole: str = DOCUMENT) -> str:
    """»n« skal være et helt tal."""
    say = SENTENCES.get(error["type"], _unforeseen)
    return f"{subject(path, whole)} {say(error.get('ctx', {}))}."


def subject(path: Path, whole: str = DOCUMENT) -> str:
    """What a sentence about a place speaks of: the property's name in quotes, or its place in the list."""
    if not path:
        return whole
    if isinstance(path[-1], int):
        named = next((str(step) for step in reversed(path) if isinstance(step, str)), "listen")
        return f"Nr. {path[-1] + 1} i »{named}«"
    return f"»{path[-1][:LONGEST_NAME]}«"


def real_path(error: ErrorDetails, value: object) -> Path:
    """Where an error is, without the names of union branches, which are no steps in the document."""
    location = error["loc"]
    path: list[int | str] = []
    entered = True
    for position, step in enumerate(location):
        absent = error["type"] == "missing" and position == len(location) - 1
        if entered and isinstance(value, dict) and value.get("type") == step:
            entered = False
        elif _is_step(step, value) or absent:
            value, entered = _below(step, value), True
            path.append(step)
    if (
        isinstance(value, dict)
        and error["type"].startswith("union_tag")
        and error["ctx"]["discriminator"] == "'type'"
    ):
        path.append("type")
    return tuple(path)


def _is_step(step: int | str, value: object) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _below(step: int | str, value: object) -> object:
    if isinstance(value, dict):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) else None
