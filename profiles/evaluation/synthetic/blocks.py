"""Records as they are drawn, and how a chunk's blocks become one table of an element, clustered by code.

Rows are sorted by what they are about (codes, topic), then by patient, then as they were drawn. Both are
counting sorts of 16-bit numbers, and blocks that lie in order already are left as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from profiles.standard.catalogue import Element, FieldType

from ..layout import PATIENT_ID, Column, columns_of
from . import arrow
from .types import AnyArray, Who

Key = tuple[str, ...]
Place = tuple[int, int]
Shared = Mapping[str, str]
# Token fields that a table is clustered by beside its codes: what a record is about.
TOPICS = ("topic", "code")
NOTHING_SHARED: tuple[Shared, ...] = ({},)


@dataclass(frozen=True)
class Block:
    """Records with ``columns`` of their own, and columns they share with others: those of ``keys[picks]``.

    Without ``picks`` all records have the one key, and patients are in ascending order.
    """

    element: str
    who: Who
    columns: Mapping[str, pa.Array]
    keys: Sequence[Shared] = NOTHING_SHARED
    picks: AnyArray | None = None

    def keys_in(self, order: Mapping[Key, int], names: Sequence[str]) -> AnyArray:
        """Each record's key by its place in the order."""
        places = np.array([order[_written(key, names)] for key in self.keys], np.uint16)
        return np.full(len(self.who), places[0]) if self.picks is None else places[self.picks]


@dataclass(frozen=True)
class Clustered:
    """A chunk's table of an element, and where each key's records stand in it."""

    table: pa.Table
    places: dict[Key, Place]


def key_columns(element: Element) -> tuple[Column, ...]:
    """The columns a table is clustered by, in catalogue order; none for an element without codes."""
    return tuple(
        column
        for column in columns_of(element)
        if column.field.type is FieldType.CODING
        or (column.field.type is FieldType.TOKEN and column.field.id in TOPICS)
    )


def _written(key: Shared, names: Sequence[str]) -> Key:
    return tuple(key.get(name, "") for name in names)


def clustered(element: Element, blocks: Sequence[Block], identities: pa.Array) -> Clustered:
    """One table of the element's blocks."""
    names = [column.name for column in key_columns(element)]
    keys = sorted({_written(key, names) for block in blocks for key in block.keys})
    places = {key: place for place, key in enumerate(keys)}
    blocks = sorted(blocks, key=lambda block: _written(block.keys[0], names))
    empty = np.empty(0, np.uint16)
    about = np.concatenate([empty, *(block.keys_in(places, names) for block in blocks)])
    who = np.concatenate([empty, *(block.who for block in blocks)])
    order = _order(about, who)
    if order is not None:
        about, who = about[order], who[order]
    columns = {PATIENT_ID: arrow.encoded(who.astype(np.int32), identities)}
    for column in columns_of(element):
        if column.name in names:
            columns[column.name] = _shared([key[names.index(column.name)] for key in keys], about)
        else:
            columns[column.name] = _own(column, blocks, order)
    ends = np.searchsorted(about, np.arange(len(keys) + 1))
    return Clustered(
        pa.table(columns), {key: (int(ends[at]), int(ends[at + 1])) for key, at in places.items()}
    )


def _order(about: AnyArray, who: Who) -> AnyArray | None:
    """The order by key and patient, or nothing when the rows are in it."""
    together = about.astype(np.uint32) << 16 | who
    if (together[1:] >= together[:-1]).all():
        return None
    by_patient = np.argsort(who, kind="stable")
    return by_patient[np.argsort(about[by_patient], kind="stable")]


def _shared(written: Sequence[str], about: AnyArray) -> pa.Array:
    dictionary = sorted(set(written) - {""})
    positions = np.array([dictionary.index(each) if each else len(dictionary) for each in written], np.int32)
    return arrow.words(positions[about] if len(about) else positions[:0], dictionary)


def _own(column: Column, blocks: Sequence[Block], order: AnyArray | None) -> pa.Array:
    """A column that every block fills for itself; what no part of the clinic fills is missing."""
    kind = arrow.TYPES[column.kind]
    filled = [
        block.columns[column.name] if column.name in block.columns else pa.nulls(len(block.who), kind)
        for block in blocks
    ]
    together = pa.concat_arrays(filled) if filled else pa.nulls(0, kind)
    return together if order is None else together.take(pa.array(order))
