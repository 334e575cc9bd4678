"""What the readers of FHIR resources share: the kind of resource, and lines of what lies deep inside."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, BinaryIO

from .json_stream import Part, parts
from .problem import FileProblem


def resource(file: BinaryIO, kind: str, listed: Collection[str]) -> Iterator[Part]:
    """The parts of a resource of that kind, ``listed`` members an item at a time."""
    named = False
    for part in parts(file, listed):
        if part.name == "resourceType":
            named = True
            if part.value != kind:
                raise FileProblem(
                    part.line, "resourceType", f"Der skal stå {kind}, men der står {part.value}."
                )
        yield part
    if not named:
        raise FileProblem(0, "resourceType", f"Filen er ikke en FHIR {kind}.")


class Finder:
    """The lines of codes inside a part, asked for in the order they come."""

    def __init__(self, part: Part) -> None:
        self._source, self._at, self._line = part.source, 0, part.line

    def line(self, code: str) -> int:
        """The line where ``"code": "…"`` comes next; that of the last one when it is written otherwise."""
        written = re.escape(json.dumps(code, ensure_ascii=False))
        if found := re.compile(rf'"code"\s*:\s*{written}').search(self._source, self._at):
            self._line += self._source.count("\n", self._at, found.end())
            self._at = found.end()
        return self._line


def objects(value: Any, line: int, field: str) -> list[dict[str, Any]]:
    """The objects of a list that may be left out."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise FileProblem(line, field, "Her skal være en liste af objekter.")
    return value


def text_of(value: Any, line: int, field: str) -> str:
    """A text with its white space made plain; empty when it is left out."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FileProblem(line, field, "Her skal stå en tekst.")
    return " ".join(value.split())


def day_of(value: Any, line: int, field: str) -> date:
    """The day of a date or a time; of a year or a month its first day."""
    written = text_of(value, line, field)[:10]
    try:
        return date.fromisoformat(written + "0000-01-01"[len(written) :])
    except ValueError as error:
        raise FileProblem(line, field, f"{written} er ikke en dato.") from error
