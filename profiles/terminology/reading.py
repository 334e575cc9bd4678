"""A file read a chunk at a time, so that no more of it than that is held at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from .formats import FORMATS, Connection, FileProblem, MapFormat
from .models import CodeSystem, Import


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows that stand together, and how far into the file they reach."""

    rows: Sequence[Any]
    line: int
    bytes_read: int


class _Mark:
    """Where in the file the reader says it is."""

    bytes_read = 0

    def tell(self, bytes_read: int) -> None:
        self.bytes_read = bytes_read


def chunks(of: Import, file: BinaryIO, *, size: int) -> Iterator[Chunk]:
    """The rows of an import's file after those that are staged. Raises ``FileProblem`` where it is broken."""
    mark = _Mark()
    rows = islice(_rows(of, file, mark), of.rows_read, None)
    while taken := list(islice(rows, size)):
        yield Chunk(taken, taken[-1].line, mark.bytes_read)


def _rows(of: Import, file: BinaryIO, mark: _Mark) -> Iterator[Any]:
    form = FORMATS[of.format]
    if isinstance(form, MapFormat):
        return _between(of, form.read(file, tell=mark.tell, systems=addresses()))
    return form.read(file, tell=mark.tell, hierarchical=CodeSystem.objects.get(pk=of.system_id).hierarchical)


def _between(of: Import, connections: Iterator[Connection]) -> Iterator[Connection]:
    """The connections, none of which says itself to be between other systems than was told."""
    for each in connections:
        if each.from_system not in ("", of.system_id):
            raise FileProblem(each.line, "fra", f"Koden hører til {each.from_system}, ikke {of.system_id}.")
        if each.to_system not in ("", of.to_system_id):
            raise FileProblem(each.line, "til", f"Koden hører til {each.to_system}, ikke {of.to_system_id}.")
        yield each


def addresses() -> dict[str, str]:
    """The id of a code system by each address it goes by, and by its id."""
    return {
        address: system.pk
        for system in CodeSystem.objects.all()
        for address in (system.pk, system.uri, *system.aliases)
    }
