"""A JSON object read member by member, and its long lists item by item, so that memory stays bounded.

What must be whole in memory is one item of a list (in FHIR: a concept with all below it, or a group of a
map). Larger than ``LARGEST_ITEM`` it is refused in words.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, NamedTuple

from .problem import FileProblem
from .text import BOM, UTF8

LARGEST_ITEM = 64 * 1024 * 1024
_CHUNK = 1 << 16
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Part(NamedTuple):
    """A member of the object, or one item of a listed member; ``source`` is how it is written there."""

    name: str
    value: Any
    line: int
    source: str


def parts(file: BinaryIO, listed: Collection[str]) -> Iterator[Part]:
    """The members of the one object in the file, those that are ``listed`` an item at a time."""
    text = _Text(file)
    text.take("{")
    while not text.takes("}"):
        name = text.name()
        if name in listed and text.takes("["):
            yield from _items(text, name)
        else:
            yield Part(name, *text.value())
        text.comma_before("}")
    text.nothing_more()


def _items(text: _Text, name: str) -> Iterator[Part]:
    while not text.takes("]"):
        yield Part(name, *text.value())
        text.comma_before("]")


class _Text:
    """A window of the file's text that is filled as it is read: where it is read, and the line there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder(UTF8)()
        self._window, self._at, self._line, self._ended = "", 0, 1, False
        self._more(_CHUNK)
        self._window = self._window.removeprefix(BOM.decode())

    def _more(self, size: int) -> None:
        """Forget what is read, and add to the window."""
        data = self._file.read(size)
        self._ended = not data
        try:
            more = self._decode.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise FileProblem(self._line, "", "Filen kan ikke læses som tekst i UTF-8.") from error
        self._window, self._at = self._window[self._at :] + more, 0

    def _move(self, to: int) -> None:
        self._line += self._window.count("\n", self._at, to)
        self._at = to

    def _next(self) -> str:
        """The next character that is no space, not taken; empty at the end."""
        while True:
            self._move(_SPACE.match(self._window, self._at).end())  # type: ignore[union-attr]
            if self._at < len(self._window) or self._ended:
                return self._window[self._at : self._at + 1]
            self._more(_CHUNK)

    def takes(self, sign: str) -> bool:
        """Whether the sign comes next; then it is taken."""
        found = self._next() == sign
        self._at += found
        return found

    def take(self, sign: str) -> None:
        if not self.takes(sign):
            raise self._not_json(f"Der skulle stå {sign}")

    def comma_before(self, end: str) -> None:
        if self._next() != end:
            self.take(",")

    def nothing_more(self) -> None:
        if self._next():
            raise self._not_json("Der står mere efter slutningen")

    def name(self) -> str:
        """The name of a member and the colon after it."""
        found = self.value()[0]
        if not isinstance(found, str):
            raise self._not_json("Der skulle stå et navn")
        self.take(":")
        return found

    def value(self) -> tuple[Any, int, str]:
        """The next value whole, its line and its source; the window grows until it fits."""
        self._next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._window, self._at)
            except (ValueError, RecursionError) as error:
                self._grow_or(error)
                continue
            if end < len(self._window) or self._ended:
                source, line = self._window[self._at : end], self._line
                self._move(end)
                return found, line, source
            self._more(_CHUNK)

    def _grow_or(self, error: Exception) -> None:
        """More of the value, unless there is no more or it is too much."""
        waiting = len(self._window) - self._at
        if self._ended:
            self._move(max(self._at, getattr(error, "pos", 0)))
            raise self._not_json("Her er en fejl") from error
        if waiting > LARGEST_ITEM:
            raise FileProblem(self._line, "", "Et enkelt element i filen er for stort til at blive læst.")
        self._more(max(_CHUNK, waiting))

    def _not_json(self, what: str) -> FileProblem:
        return FileProblem(self._line, "", f"{what}; filen er ikke gyldig JSON.")
