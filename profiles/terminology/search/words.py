"""The distinct words of a system: which of them are, begin with or hold what is typed, or nearly do.

They are some tens of thousands where the codes are hundreds of thousands, so all of them can be gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from .spelling import cut, plain, spelled_out

Numbers = npt.NDArray[np.int64]

#: A part of a word is sought inside words from this length; a shorter one is in nearly everything.
SHORTEST_PART = 3
#: A word is repaired from this length, and from the second it may hold two errors.
SHORTEST_REPAIR, LONG = 4, 8


@dataclass(frozen=True)
class Likeness:
    """Numbers of words that are what is typed, begin with it, and hold it; each among the next."""

    whole: Numbers
    beginning: Numbers
    anywhere: Numbers


@dataclass(frozen=True)
class Repair:
    """A word that may have been meant: how many errors away it is, and how many codes hold it."""

    word: str
    distance: int
    codes: int


class Lines:
    """Many short texts as one long, so that all that hold a part are found in one pass over it."""

    def __init__(self, texts: list[str]) -> None:
        self._text = "\n".join(("", *texts, ""))
        lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
        self._starts = np.cumsum(lengths) - lengths + 1

    def holding(self, part: str, *, first: bool = False, last: bool = False) -> Numbers:
        """Numbers of the texts with the part, in order; only those that begin or end with it if so asked."""
        pattern = ("\n" if first else "") + re.escape(part) + ("(?=\n)" if last else "")
        ends = [found.end() for found in re.finditer(pattern, self._text)]
        lines = np.searchsorted(self._starts, np.array(ends, np.int64), side="right") - 1
        return np.unique(lines)

    def line(self, number: int) -> str:
        start = int(self._starts[number])
        return self._text[start : self._text.index("\n", start)]


class Words:
    """The words of a system in order, and by how many codes each is held."""

    def __init__(self, texts: list[str], counts: Numbers) -> None:
        self.texts, self.counts = texts, counts
        self._spelled_out = Lines([spelled_out(text) for text in texts])
        danish = [number for number, text in enumerate(texts) if plain(text) != text]
        self._danish = np.array(danish, np.int64)
        self._plain = Lines([plain(texts[number]) for number in danish])

    def like(self, typed: str) -> Likeness:
        """The words that are like what is typed, by how."""
        beginning = self._holding(typed, first=True)
        inside = len(typed) >= SHORTEST_PART
        return Likeness(
            whole=self._holding(typed, first=True, last=True),
            beginning=beginning,
            anywhere=self._holding(typed) if inside else beginning,
        )

    def _holding(self, typed: str, *, first: bool = False, last: bool = False) -> Numbers:
        found = self._spelled_out.holding(spelled_out(typed), first=first, last=last)
        if plain(typed) != typed:
            return found
        return np.union1d(found, self._danish[self._plain.holding(typed, first=first, last=last)])

    def repairs(self, typed: str) -> Iterator[Repair]:
        """Words, or beginnings of words, that differ from what is typed by an error or two."""
        wanted = spelled_out(typed)
        allowed = 2 if len(wanted) >= LONG else 1
        for number in self._sharing_a_piece(wanted):
            line = self._spelled_out.line(number)
            lengths = range(len(wanted) - 1, min(len(wanted) + 1, len(line)) + 1)
            tried = ((OSA.distance(wanted, line[:end], score_cutoff=allowed), -end) for end in lengths)
            distance, end = min(tried, default=(allowed + 1, 0))
            if distance <= allowed:
                yield Repair(cut(self.texts[number], -end), distance, int(self.counts[number]))

    def _sharing_a_piece(self, wanted: str) -> list[int]:
        """Of three pieces an error touches at most two, so a word one error away holds the third."""
        third = -(-len(wanted) // 3)
        pieces = [wanted[start : start + third] for start in range(0, len(wanted), third)]
        found: list[int] = np.unique(
            np.concatenate([self._spelled_out.holding(piece) for piece in pieces])
        ).tolist()
        return found
