"""Where every choice comes from: one Philox stream per chunk, keyed by the seed and the chunk's number.

A counter-based stream needs nothing from its neighbours, so a chunk is the same whoever draws it and in
whatever order. Draws are made a column at a time; a choice between few outcomes goes through a small table,
because looking up is several times quicker than searching.
Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from .types import AnyArray, Counts, Days, Picks, Reals, Truths

STEPS = 4096


class Chance:
    def __init__(self, seed: int, chunk: int) -> None:
        self._draw = np.random.Generator(np.random.Philox(key=np.array([seed, chunk], dtype=np.uint64)))

    def uniform(self, size: int) -> Reals:
        """Numbers from 0 up to 1."""
        return self._draw.random(size, dtype=np.float32)

    def normal(self, size: int) -> Reals:
        return self._draw.standard_normal(size, dtype=np.float32)

    def gamma(self, shape: float, size: int) -> Reals:
        """Positive numbers with mean 1, wider apart the smaller the shape."""
        return self._draw.standard_gamma(shape, size, dtype=np.float32) / np.float32(shape)

    def exponential(self, mean: float, size: int) -> Reals:
        return self._draw.standard_exponential(size, dtype=np.float32) * np.float32(mean)

    def true(self, share: float | Reals, size: int) -> Truths:
        """True with the given share, one for all or one for each."""
        return self.uniform(size) < share

    def rare(self, share: float, size: int) -> Truths:
        """True for so few that drawing their places is quicker than asking everyone."""
        chosen = np.zeros(size, np.bool_)
        if size:
            chosen[self._draw.integers(0, size, self._draw.poisson(share * size))] = True
        return chosen

    def counts(self, mean: Reals) -> Counts:
        """How often something happens that happens ``mean`` times on average."""
        return self._draw.poisson(mean)

    def below(self, end: int, size: int) -> Days:
        """Whole numbers from 0 up to ``end``."""
        return self._draw.integers(0, end, size, dtype=np.int32)

    def pick(self, weights: Sequence[float], size: int) -> Picks:
        """Positions in ``weights``, each as often as its weight says (to one part in 4,096)."""
        return self.from_table(_positions(tuple(weights)), size)

    def from_table(self, table: AnyArray, size: int) -> AnyArray:
        """Values of a table of ``STEPS`` equally likely ones."""
        return table[self._draw.integers(0, STEPS, size, dtype=np.uint16)]


@cache
def _positions(weights: tuple[float, ...]) -> Picks:
    shares = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(shares / shares[-1], (np.arange(STEPS) + 0.5) / STEPS).astype(np.uint8)
