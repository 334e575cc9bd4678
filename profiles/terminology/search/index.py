"""The codes of a system's newest release as arrays, by which a search is a few passes over numbers.

A code is known by its place: open codes before closed ones, small rank first, so that the first twenty places
of a selection are the twenty to show, with nothing to sort. Around 100 bytes a code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .words import Lines, Numbers, Words

Mask = npt.NDArray[np.bool_]
DEEPEST = 50


@dataclass(frozen=True, eq=False)
class Index:
    """A system's codes by place, what each word of a name finds, and which code stands under which."""

    hierarchical: bool
    open_count: int
    ids: Numbers
    ranks: Numbers
    keys: npt.NDArray[np.bytes_]  # in their own order
    by_key: Numbers  # and the place of each
    key_lines: Lines  # the same keys as text
    parents: Numbers
    below: Numbers
    words: Words
    starts: Numbers
    places: npt.NDArray[np.int32]

    @property
    def size(self) -> int:
        """Codes."""
        return len(self.ids)

    @property
    def bytes(self) -> int:
        """Memory, nearly."""
        arrays = (
            self.ids,
            self.ranks,
            self.keys,
            self.by_key,
            self.parents,
            self.below,
            self.starts,
            self.places,
        )
        return sum(each.nbytes for each in arrays) + self.key_lines.bytes + self.words.bytes

    def nothing(self) -> Mask:
        return np.zeros(self.size, np.bool_)

    def holding(self, words: Numbers) -> Mask:
        """The codes that hold any of the words."""
        mask = self.nothing()
        starts = self.starts[words]
        lengths = self.starts[words + 1] - starts
        before = np.cumsum(lengths) - lengths
        mask[self.places[np.repeat(starts - before, lengths) + np.arange(lengths.sum())]] = True
        return mask

    def beginning(self, key: str) -> Mask:
        """The codes whose key begins so."""
        mask, sought = self.nothing(), key.encode()
        longest = self.keys.itemsize
        if len(sought) <= longest:
            first = np.searchsorted(self.keys, np.array(sought, self.keys.dtype))
            last = np.array(sought.ljust(longest, b"\xff"), self.keys.dtype)
            mask[self.by_key[first : np.searchsorted(self.keys, last, side="right")]] = True
        return mask

    def holding_key(self, part: str) -> Mask:
        """The codes with the part somewhere in their key, as ``E11`` is in ``DE11``."""
        mask = self.nothing()
        mask[self.by_key[self.key_lines.holding(part)]] = True
        return mask

    def place_of(self, key: str) -> int | None:
        """The place of the code with exactly that key."""
        if len(key.encode()) > self.keys.itemsize:
            return None
        where = int(np.searchsorted(self.keys, np.array(key.encode(), self.keys.dtype)))
        if where < self.size and self.keys[where] == key.encode():
            return int(self.by_key[where])
        return None

    def under(self, key: str) -> Mask:
        """The code and all under it: by prefix where that is the hierarchy, else by parents."""
        if self.hierarchical:
            return self.beginning(key)
        mask, top = self.nothing(), self.place_of(key)
        if top is None:
            return mask
        mask[top] = True
        for above in ancestries(self.parents):
            mask |= above == top
        return mask

    def ancestors(self, place: int) -> list[int]:
        """The places of the codes above, the topmost first."""
        path: list[int] = []
        above = int(self.parents[place])
        while above >= 0 and above not in path and len(path) < DEEPEST:
            path.insert(0, above)
            above = int(self.parents[above])
        return path


def ancestries(parents: Numbers) -> Iterator[Numbers]:
    """For each code its parent, then its parent's parent, and so on; -1 where there is none."""
    above = parents
    for _ in range(DEEPEST):
        if not (above >= 0).any():
            return
        yield above
        above = np.where(above >= 0, parents[above], -1)
