"""Records of one element that share their codes, and how a chunk's blocks become a table clustered by code.

A block is drawn patient by patient, so it is sorted already; a table is its blocks in the order of their
keys. Only where two parts of the clinic give records of the same key are they sorted together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from profiles.standard.catalogue import Element, FieldType

from ..layout import PATIENT_ID, Column, columns_of
from . import arrow
from .types import Who

Key = tuple[str, ...]
Place = tuple[int, int]
# Token fields that a table is clustered by beside its codes: what a record is about.
TOPICS = ("topic", "code")


@dataclass(frozen=True)
class Block:
    """Records of patients in ascending order. ``key`` holds the columns they share; the rest vary."""

    element: str
    who: Who
    columns: Mapping[str, pa.Array]
    key: Mapping[str, str]


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


def clustered(element: Element, blocks: Iterable[Block], identities: pa.Array) -> Clustered:
    """One table of the element's blocks: by key, then patient, then as they were drawn."""
    sorted_blocks = _by_key(element, blocks)
    who = [block.who for block in sorted_blocks.values()]
    lengths = [len(each) for each in who]
    ends = np.cumsum([0, *lengths])
    patients = np.concatenate(who).astype(np.int32) if who else np.empty(0, np.int32)
    columns = {PATIENT_ID: arrow.encoded(patients, identities)}
    shared = key_columns(element)
    for column in columns_of(element):
        if column in shared:
            columns[column.name] = _shared(shared.index(column), list(sorted_blocks), lengths)
        else:
            columns[column.name] = _varying(column, sorted_blocks.values())
    places = {key: (int(ends[at]), int(ends[at + 1])) for at, key in enumerate(sorted_blocks)}
    return Clustered(pa.table(columns), places)


def _by_key(element: Element, blocks: Iterable[Block]) -> dict[Key, Block]:
    gathered: dict[Key, list[Block]] = defaultdict(list)
    names = [column.name for column in key_columns(element)]
    for block in blocks:
        gathered[tuple(block.key.get(name, "") for name in names)].append(block)
    return {key: _together(gathered[key]) for key in sorted(gathered)}


def _together(blocks: list[Block]) -> Block:
    """Several blocks of one key as one, patients in order; what was drawn first comes first."""
    if len(blocks) == 1:
        return blocks[0]
    who = np.concatenate([block.who for block in blocks])
    order = np.argsort(who, kind="stable")
    columns = {
        name: pa.concat_arrays([block.columns[name] for block in blocks]).take(pa.array(order))
        for name in blocks[0].columns
    }
    return Block(blocks[0].element, who[order], columns, blocks[0].key)


def _shared(position: int, keys: list[Key], lengths: list[int]) -> pa.Array:
    written = [key[position] for key in keys]
    dictionary = sorted(set(written) - {""})
    positions = np.array([dictionary.index(each) if each else len(dictionary) for each in written], np.int32)
    return arrow.words(np.repeat(positions, lengths), dictionary)


def _varying(column: Column, blocks: Iterable[Block]) -> pa.Array:
    """A column that every block fills for itself; what no part of the clinic fills is missing."""
    kind = arrow.TYPES[column.kind]
    parts = [block.columns.get(column.name) for block in blocks]
    filled = [
        pa.nulls(len(block.who), kind) if part is None else part
        for part, block in zip(parts, blocks, strict=True)
    ]
    return pa.concat_arrays(filled) if filled else pa.nulls(0, kind)
