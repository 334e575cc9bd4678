"""What a format is: what it is called, whose codes it holds, and how its files are read.

A file is read as a stream: the codes come one by one, and memory holds no more than their keys. ``tell``
hears every so often how many bytes have been read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, TypeVar

from ..entries import Entry
from .checks import checked, checked_connections
from .connection import Connection
from .parents import with_parents

Tell = Callable[[int], None]
Each = TypeVar("Each", Entry, Connection)
NONE: Mapping[str, str] = {}
_EVERY = 1_000


class Gives(StrEnum):
    """What comes out of a file."""

    CODES = "codes"
    MAP = "map"


def unheard(_: int) -> None:
    """For whom it does not matter how far the reading is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of official files.

    ``system`` is the catalogue's system whose codes it holds, ``None`` for any. ``complete`` says that such a
    file normally lists the whole system. ``source`` and ``licence`` are what to suggest for a release.
    """

    id: str
    title: str
    system: str | None
    suffixes: tuple[str, ...]
    complete: bool
    source: str = ""
    licence: str = ""

    @property
    def gives(self) -> Gives:
        return Gives.MAP if isinstance(self, MapFormat) else Gives.CODES

    def takes(self, file_name: str) -> bool:
        """Whether a file of that name may be of this format."""
        return file_name.lower().endswith(self.suffixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFormat(Format):
    """A format whose files hold codes. ``parents`` says that its reader tells them itself."""

    parse: Callable[[BinaryIO], Iterator[Entry]]
    hierarchical: bool = False
    parents: bool = False

    def read(self, file: BinaryIO, *, tell: Tell = unheard, hierarchical: bool = False) -> Iterator[Entry]:
        """The codes of the file, each checked. Raises ``FileProblem``.

        ``hierarchical`` puts each under the longest other code that it begins with, also where the format
        does not know by itself that its system is such; then the file is read twice.
        """
        entries = self.parse(file)
        if (self.hierarchical or hierarchical) and not self.parents:
            keys = {entry.key for entry in checked(entries)}
            file.seek(0)
            entries = with_parents(self.parse(file), keys)
        return told(checked(entries), file, tell)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFormat(Format):
    """A format whose files connect codes; ``target`` is the system they lead to, ``None`` for any."""

    parse: Callable[[BinaryIO, Mapping[str, str]], Iterator[Connection]]
    target: str | None = None

    def read(
        self, file: BinaryIO, *, tell: Tell = unheard, systems: Mapping[str, str] = NONE
    ) -> Iterator[Connection]:
        """The connections of the file, each checked. Raises ``FileProblem``.

        ``systems`` gives a system's id for each address it goes by, the canonical one and the aliases.
        """
        return told(checked_connections(self.parse(file, systems)), file, tell)


def told(each: Iterable[Each], file: BinaryIO, tell: Tell) -> Iterator[Each]:
    """The same, telling on the way how far the file is read."""
    for number, one in enumerate(each):
        if number % _EVERY == 0:
            tell(file.tell())
        yield one
    tell(file.tell())
