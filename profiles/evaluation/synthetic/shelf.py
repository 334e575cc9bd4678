"""Where drawn chunks wait until they are written: in memory, or on disk when there are many.

What waits on disk lies in one file per chunk and element, a record batch for each key, and is read a key at a
time: so a region of any size is written in the memory of a few chunks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.ipc

from .blocks import Clustered, Key


class Keyed(Protocol):
    """A chunk's records of an element, by key."""

    def keys(self) -> set[Key]: ...

    def read(self, key: Key) -> pa.Table | None: ...


class Waiting(Protocol):
    """Records that can be had when they are opened."""

    rows: int

    def opened(self) -> AbstractContextManager[Keyed]: ...


class InMemory:
    def __init__(self, clustered: Clustered) -> None:
        self._clustered = clustered
        self.rows: int = clustered.table.num_rows

    def opened(self) -> AbstractContextManager[Keyed]:
        return nullcontext(self)

    def keys(self) -> set[Key]:
        return set(self._clustered.places)

    def read(self, key: Key) -> pa.Table | None:
        start, stop = self._clustered.places.get(key, (0, 0))
        return self._clustered.table.slice(start, stop - start) if stop > start else None


class OnDisk:
    def __init__(self, clustered: Clustered, path: Path) -> None:
        self._path = path
        self.rows: int = clustered.table.num_rows
        filled = InMemory(clustered)
        tables = {key: run for key in clustered.places if (run := filled.read(key)) is not None}
        self._batches = {key: place for place, key in enumerate(tables)}
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, clustered.table.schema) as writer:
            for table in tables.values():
                writer.write_batch(table.combine_chunks().to_batches()[0])

    @contextmanager
    def opened(self) -> Iterator[Keyed]:
        with pa.OSFile(str(self._path)) as file:
            yield _OpenFile(pa.ipc.open_file(file), self._batches)


class _OpenFile:
    def __init__(self, reader: pa.ipc.RecordBatchFileReader, batches: dict[Key, int]) -> None:
        self._reader, self._batches = reader, batches

    def keys(self) -> set[Key]:
        return set(self._batches)

    def read(self, key: Key) -> pa.Table | None:
        place = self._batches.get(key)
        return None if place is None else pa.Table.from_batches([self._reader.get_batch(place)])


class Shelf:
    """Chunks by number and element. ``folder`` is where they wait; without one they wait in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[tuple[int, str], Waiting] = {}

    def put(self, chunk: int, tables: dict[str, Clustered]) -> None:
        for element, each in tables.items():
            path = self._folder / f"{chunk:05}-{element}.arrow" if self._folder else None
            self._kept[chunk, element] = InMemory(each) if path is None else OnDisk(each, path)

    def rows(self, element: str) -> int:
        return sum(each.rows for each in self._of(element))

    def _of(self, element: str) -> list[Waiting]:
        return [each for at, each in sorted(self._kept.items(), key=lambda kept: kept[0]) if at[1] == element]

    def runs(self, element: str) -> Iterator[pa.Table]:
        """Every key's records, chunk after chunk."""
        with ExitStack() as stack:
            chunks = [stack.enter_context(each.opened()) for each in self._of(element)]
            for key in sorted(set[Key]().union(*(chunk.keys() for chunk in chunks))):
                for chunk in chunks:
                    run = chunk.read(key)
                    if run is not None:
                        yield run
