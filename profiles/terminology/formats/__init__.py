"""The formats that files of codes and maps come in: what each gives, and its reader.

A reader yields what it reads one at a time and in the same order every time, so that an import can go on
where it stopped. It raises ``FileProblem`` at the first thing it cannot take.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import BinaryIO

from profiles.standard.codes import normalised
from profiles.standard.cpr import cpr_like

from ..entries import Entry
from ..shipped import with_parents

#: Told now and then how many bytes of the file have been read.
Tell = Callable[[int], None]


class Gives(StrEnum):
    CODES = "codes"
    MAP = "map"


class FileProblem(ValueError):
    """A file that cannot be read; says where and what, in Danish."""

    def __init__(self, line: int, field: str, message: str) -> None:
        self.line, self.field, self.message = line, field, message
        where = ", ".join(part for part in (f"linje {line}" if line else "", field) if part)
        super().__init__(f"{where[:1].upper()}{where[1:]}: {message}" if where else message)


@dataclass(frozen=True, slots=True)
class Connection:
    """That a map connects two codes, as its file says it."""

    from_code: str
    to_code: str
    relation: str = ""
    remark: str = ""
    line: int = 0
    from_system: str = ""
    to_system: str = ""

    @property
    def from_key(self) -> str:
        return normalised(self.from_code)

    @property
    def to_key(self) -> str:
        return normalised(self.to_code)


def remark_of(connection: Connection, known_target_keys: Container[str]) -> str:
    """What to tell beside a suggestion that comes from this connection."""
    fault = "" if connection.to_key in known_target_keys else f"{connection.to_key} findes ikke."
    return " ".join(part for part in (connection.remark, fault) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file; ``system`` is the code system it always is of, if it is."""

    id: str
    title: str
    suffixes: tuple[str, ...]
    system: str | None = None
    complete: bool = False
    source: str = ""
    licence: str = ""

    @property
    def gives(self) -> Gives:
        return Gives.MAP if isinstance(self, MapFormat) else Gives.CODES

    def takes(self, file_name: str) -> bool:
        return file_name.lower().endswith(self.suffixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFormat(Format):
    parse: Callable[[BinaryIO], Iterator[Entry]]

    def read(self, file: BinaryIO, *, tell: Tell, hierarchical: bool = False) -> Iterator[Entry]:
        entries = list(_checked(self.parse(file)))
        tell(file.tell())
        yield from with_parents(entries) if hierarchical else entries


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFormat(Format):
    parse: Callable[[BinaryIO, Mapping[str, str]], Iterator[Connection]]
    target: str | None = None

    def read(self, file: BinaryIO, *, tell: Tell, systems: Mapping[str, str]) -> Iterator[Connection]:
        yield from self.parse(file, systems)
        tell(file.tell())


def _rows(file: BinaryIO, *headers: str) -> Iterator[tuple[int, list[str]]]:
    try:
        rows = csv.reader(StringIO(file.read().decode("utf-8-sig"), newline=""), delimiter=";")
    except UnicodeDecodeError as error:
        raise FileProblem(0, "", "Filen er ikke tekst i UTF-8.") from error
    header = next(rows, [])
    if ";".join(header) not in headers:
        raise FileProblem(1, "", f"Overskriften skal være {' eller '.join(headers)}.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise FileProblem(number, "", f"Der skal stå {len(header)} felter.")
        yield number, row


def _parse_codes(file: BinaryIO) -> Iterator[Entry]:
    for line, row in _rows(file, "code;title", "code;title;unit"):
        yield Entry(row[0], row[1], row[2] if len(row) > 2 else "", line=line)


def _parse_map(file: BinaryIO, _: Mapping[str, str]) -> Iterator[Connection]:
    for line, row in _rows(file, "from;to;relation;remark"):
        yield Connection(row[0], row[1], row[2], row[3], line)


def _checked(entries: Iterator[Entry]) -> Iterator[Entry]:
    lines: dict[str, int] = {}
    for entry in entries:
        if not entry.title:
            raise FileProblem(entry.line, "betegnelse", f"{entry.code} har ingen betegnelse.")
        if entry.key in lines:
            raise FileProblem(entry.line, "kode", f"{entry.code} står også på linje {lines[entry.key]}.")
        if cpr_like(entry.title):
            raise FileProblem(entry.line, "betegnelse", "Der står noget, der ligner et CPR-nummer.")
        lines[entry.key] = entry.line
        yield entry
    if not lines:
        raise FileProblem(0, "", "Der er ingen koder i filen.")


FORMATS: dict[str, CodeFormat | MapFormat] = {
    "csv": CodeFormat(id="csv", title="Koder (code;title;unit)", suffixes=(".csv",), parse=_parse_codes),
    "map-csv": MapFormat(
        id="map-csv", title="Forbindelser (from;to;relation;remark)", suffixes=(".csv",), parse=_parse_map
    ),
}
