"""The code above a code in a system where a code's descendants begin with it (6.1)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from ..entries import Entry


def with_parents(entries: Iterable[Entry], keys: Container[str]) -> Iterator[Entry]:
    """The entries, each under the longest of the other keys that its own begins with.

    What the file itself says about an entry's parent is kept.
    """
    for entry in entries:
        parent = entry.parent or parent_of(entry.key, keys)
        yield replace(entry, parent=parent) if parent else entry


def parent_of(key: str, keys: Container[str]) -> str:
    """The longest of the keys that begins the key and is shorter; empty at the top."""
    return next((key[:end] for end in range(len(key) - 1, 0, -1) if key[:end] in keys), "")
