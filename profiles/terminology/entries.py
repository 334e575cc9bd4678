"""One code as a file tells it: what every reader of a format gives and every import takes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from profiles.standard.codes import normalised

_WORD = re.compile(r"\w+")
LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with its label. ``unit`` is empty for everything but measurements, ``parent`` at the top.

    ``line`` is where it stands in its file, ``rank`` its place among equals, small first.
    """

    code: str
    title: str
    unit: str = ""
    parent: str = ""
    synonyms: tuple[str, ...] = field(default=())
    opened: date | None = None
    closed: date | None = None
    replaced_by: str = ""
    line: int = 0
    rank: int | None = None

    @property
    def key(self) -> str:
        """The code as it is compared (1.4)."""
        return normalised(self.code)

    @property
    def words(self) -> list[str]:
        """What it is found by besides its key: the words of all its names, each once, in order."""
        return words_of(" ".join((self.title, *self.synonyms)))

    @property
    def place(self) -> int:
        """Its rank: unless said, open codes before closed ones, the short before the long."""
        if self.rank is not None:
            return self.rank
        return 10_000 * bool(self.closed) + 100 * len(self.key) + min(len(self.title), 99)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where codes come from: what a release tells of its source.

    ``complete`` says that the source lists the whole system, so that what it leaves out is closed.
    """

    format: str
    title: str
    date: date
    source: str
    licence: str = ""
    complete: bool = True


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, each once, in order; a hyphen parts two words."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(text.casefold())))
