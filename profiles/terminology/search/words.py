"""The distinct words of a system: which of them are, begin with or hold what is typed, or nearly do.

They are some tens of thousands where the codes are hundreds of thousands, so all of them can be gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from sys import getsizeof

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from .spelling import cut, plain, spelled_out

Numbers = npt.NDArray[np.int64]

#: A part of a word is sought inside words from this length; a shorter one is in nearly everything.
SHORTEST_PART = 3
#: A word is repaired from this length, and from the second it may hold two errors.
SHORTEST_REPAIR, LONG, SHORTEST_IN_THREE = 4, 8, 6


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


@dataclass(frozen=True)
class Places:
    """Where a part stands: the number of each line, which may be there twice, and how far into it."""

    lines: Numbers
    offsets: Numbers

    def where(self, wanted: npt.NDArray[np.bool_]) -> Numbers:
        """The lines of those that are wanted, each once, in order."""
        return np.unique(self.lines[wanted])


class Lines:
    """Many short texts as one long, so that all that hold a part are found in one pass over it."""

    def __init__(self, texts: list[str]) -> None:
        self._text = "\n".join(("", *texts, ""))
        self.lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
        self._starts = np.cumsum(self.lengths + 1) - self.lengths

    @property
    def bytes(self) -> int:
        """Memory, nearly."""
        return getsizeof(self._text) + self._starts.nbytes + self.lengths.nbytes

    def places(self, part: str) -> Places:
        """Everywhere the part stands; with a line feed before it, everywhere a text begins so."""
        pattern = re.compile(re.escape(part))
        ends = np.array([found.end() for found in pattern.finditer(self._text)], np.int64)
        lines = np.searchsorted(self._starts, ends, side="right") - 1
        return Places(lines, ends - len(part.lstrip("\n")) - self._starts[lines])

    def holding(self, part: str) -> Numbers:
        """Numbers of the texts with the part, in order."""
        return np.unique(self.places(part).lines)

    def like(self, typed: str) -> Likeness:
        """Numbers of the texts that are like what is typed, by how."""
        inside = len(typed) >= SHORTEST_PART
        found = self.places(typed if inside else f"\n{typed}")
        first = found.offsets == 0
        beginning = found.where(first)
        return Likeness(
            whole=found.where(first & (self.lengths[found.lines] == len(typed))),
            beginning=beginning,
            anywhere=np.unique(found.lines) if inside else beginning,
        )

    def line(self, number: int) -> str:
        start = int(self._starts[number])
        return self._text[start : start + int(self.lengths[number])]


class Words:
    """The words of a system in order, and by how many codes each is held."""

    def __init__(self, texts: list[str], counts: Numbers) -> None:
        self.texts, self.counts = texts, counts
        self._spelled_out = Lines([spelled_out(text) for text in texts])
        danish = [number for number, text in enumerate(texts) if plain(text) != text]
        self._danish = np.array(danish, np.int64)
        self._plain = Lines([plain(texts[number]) for number in danish])

    @property
    def bytes(self) -> int:
        """Memory, nearly."""
        texts = sum(map(getsizeof, self.texts))
        return texts + self.counts.nbytes + self._spelled_out.bytes + self._plain.bytes

    def like(self, typed: str) -> Likeness:
        """The words that are like what is typed, however either is spelled."""
        found = self._spelled_out.like(spelled_out(typed))
        if plain(typed) != typed:
            return found
        danish = self._plain.like(typed)
        return Likeness(
            whole=np.union1d(found.whole, self._danish[danish.whole]),
            beginning=np.union1d(found.beginning, self._danish[danish.beginning]),
            anywhere=np.union1d(found.anywhere, self._danish[danish.anywhere]),
        )

    def repairs(self, typed: str) -> Iterator[Repair]:
        """Words, or beginnings of words, that differ from what is typed by an error or two."""
        wanted = spelled_out(typed)
        allowed = 2 if len(wanted) >= LONG else 1
        for number in self._sharing_a_piece(wanted, allowed).tolist():
            text = self.texts[number]
            distance, end = nearest(wanted, self._spelled_out.line(number), allowed)
            as_typed, its_end = nearest(typed, text, allowed)
            if min(distance, as_typed) <= allowed:
                word = cut(text, end) if distance <= as_typed else text[:its_end]
                yield Repair(word, min(distance, as_typed), int(self.counts[number]))

    def _sharing_a_piece(self, wanted: str, allowed: int) -> Numbers:
        """Of three pieces an error touches at most two, so a word one error away has the third, nearly there.

        A word too short for that is parted in two.
        """
        parts = 3 if len(wanted) >= SHORTEST_IN_THREE else 2
        bounds = [len(wanted) * part // parts for part in range(parts + 1)]
        found = []
        for start, end in pairwise(bounds):
            places = self._spelled_out.places(wanted[start:end])
            found.append(places.where(abs(places.offsets - start) <= allowed))
        return np.unique(np.concatenate(found))


def nearest(wanted: str, line: str, allowed: int) -> tuple[int, int]:
    """The fewest errors between what is wanted and a beginning of a line, and how long that is.

    A letter of two, as ``ae`` is, counts as two here, so what was typed is tried as it is written too.
    """
    lengths = range(len(wanted) - 1, min(len(wanted) + 1, len(line)) + 1)
    tried = ((OSA.distance(wanted, line[:end], score_cutoff=allowed), -end) for end in lengths)
    distance, end = min(tried, default=(allowed + 1, 0))
    return distance, -end
