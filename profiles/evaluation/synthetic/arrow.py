"""Arrow arrays of the types the logical tables have, made from numpy without a Python object per cell.

Days are ``date32``, seconds ``int32``, numbers ``decimal128(28, 10)``, and texts ``string``: encoded by a
dictionary here, plain where they are written.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from ..layout import Kind
from .types import AnyArray, Days, Ticks, Truths

DIGITS = 7
PREFIX = b"TEST-"
_WIDTH = len(PREFIX) + DIGITS
_LAST = 64 - 1
ONE = 10**10  # in ten-billionths
NUMBER = pa.decimal128(28, 10)
TEXT = pa.dictionary(pa.int32(), pa.string())
TYPES = {
    Kind.DATE: pa.date32(),
    Kind.MOMENT: pa.date32(),
    Kind.SECONDS: pa.int32(),
    Kind.NUMBER: NUMBER,
    Kind.TEXT: TEXT,
    Kind.CODE: TEXT,
}


def days(values: Days, missing: Truths | None = None) -> pa.Array:
    return pa.Array.from_buffers(pa.date32(), len(values), [_valid(missing), pa.py_buffer(values)])


def whole(values: Days, missing: Truths | None = None) -> pa.Array:
    return pa.Array.from_buffers(pa.int32(), len(values), [_valid(missing), pa.py_buffer(values)])


def numbers(ticks: Ticks, missing: Truths | None = None) -> pa.Array:
    """Numbers from ten-billionths. A decimal is two machine words: the number, and its sign drawn out."""
    words = np.empty((len(ticks), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = ticks, ticks >> _LAST
    return pa.Array.from_buffers(NUMBER, len(ticks), [_valid(missing), pa.py_buffer(words)])


def whole_numbers(values: AnyArray, missing: Truths | None = None) -> pa.Array:
    return numbers(values.astype(np.int64) * ONE, missing)


def words(picks: AnyArray, vocabulary: Sequence[str], missing: Truths | None = None) -> pa.Array:
    """Texts by their position in the vocabulary; the position after the last is a missing text."""
    positions = picks.astype(np.int32)
    gone = positions >= len(vocabulary) if missing is None else missing | (positions >= len(vocabulary))
    return encoded(positions, pa.array(vocabulary, pa.string()), gone)


def encoded(positions: Days, dictionary: pa.Array, missing: Truths | None = None) -> pa.Array:
    return pa.DictionaryArray.from_arrays(whole(positions, missing), dictionary)


def identities(first: int, size: int) -> pa.Array:
    """``TEST-0000123``: opaque, and too few digits together to be taken for a CPR number."""
    numbered = np.arange(first, first + size, dtype=np.int64)
    letters = np.empty((size, _WIDTH), dtype=np.uint8)
    letters[:, : len(PREFIX)] = np.frombuffer(PREFIX, dtype=np.uint8)
    for place in range(_WIDTH - 1, len(PREFIX) - 1, -1):
        numbered, letters[:, place] = numbered // 10, numbered % 10 + ord("0")
    ends = np.arange(size + 1, dtype=np.int32) * _WIDTH
    return pa.Array.from_buffers(pa.string(), size, [None, pa.py_buffer(ends), pa.py_buffer(letters)])


def _valid(missing: Truths | None) -> pa.Buffer | None:
    if missing is None or not missing.any():
        return None
    return pa.py_buffer(np.packbits(~missing, bitorder="little"))
