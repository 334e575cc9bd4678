"""Files with a heading and columns: comma, semicolon or tabulator between, in whatever order they come.

A column is known by any of its names, compared by letters and figures alone, so that ``Kind-of-property``,
``kind_of_property`` and ``KIND OF PROPERTY`` are the same.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from .problem import FileProblem
from .text import decoded, encoding_of

_DELIMITERS = ";\t,"
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the name it is asked for, the names it may have in a file, and whether it must be there."""

    name: str
    spellings: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line it begins on; a column that the file lacks is empty."""

    line: int
    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


def column(name: str, *more: str, required: bool = True) -> Column:
    """A column that is called by its name or any of the others."""
    return Column(name, tuple(_letters(each) for each in (name, *more)), required)


def rows(file: BinaryIO, columns: Sequence[Column], *, encoding: str | None = None) -> Iterator[Row]:
    """The rows under a heading that must name the required columns. Raises ``FileProblem``."""
    text = decoded(file, encoding or encoding_of(file))
    first = next(text, "")
    reader = csv.reader(_again(first, text), delimiter=_delimiter(first), strict=True)
    heading = _next(reader, 1)
    places = _places(heading or [], columns)
    line = reader.line_num + 1
    while (found := _next(reader, line)) is not None:
        if any(found):
            yield Row(line, _fields(found, line, places, len(heading or [])))
        line = reader.line_num + 1


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _next(reader: Iterator[list[str]], line: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise FileProblem(line, "", "Linjen kan ikke deles i felter; et citationstegn er forkert.") from error


def _delimiter(heading: str) -> str:
    return max(_DELIMITERS, key=heading.count)


def _places(heading: list[str], columns: Sequence[Column]) -> dict[str, int]:
    found = {_letters(name): place for place, name in reversed(list(enumerate(heading)))}
    places = {}
    for each in columns:
        place = next((found[spelling] for spelling in each.spellings if spelling in found), None)
        if place is not None:
            places[each.name] = place
        elif each.required:
            raise FileProblem(1, each.name, f"Overskriften mangler kolonnen {each.name}.")
    return places


def _fields(found: list[str], line: int, places: dict[str, int], width: int) -> dict[str, str]:
    if (len(found) != width and any(found[width:])) or len(found) <= max(places.values()):
        raise FileProblem(line, "", f"Der skal stå {width} felter, men der står {len(found)}.")
    return {name: " ".join(found[place].split()) for name, place in places.items()}


def _letters(name: str) -> str:
    return _NO_LETTER.sub("", name).casefold()
