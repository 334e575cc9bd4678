"""SNOMED CT as an RF2 zip: concepts, descriptions and relationships as they are now (Snapshot files).

The title is Danish where there is one, preferred before the fully specified name; the other descriptions
are synonyms; the parent is the first active is-a. Which description is preferred is told by the language
reference sets, where the zip has them. A concept that is not active is closed on its effective day.
The files are larger than memory should be, so they are put in a table on disk that is gone afterwards.
"""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile

from ..entries import Entry
from .checks import LONGEST_TITLE
from .problem import FileProblem
from .text import LONGEST_LINE

IS_A, FULL_NAME, PREFERRED = "116680003", "900000000000003001", "900000000000548007"
_TABLES = """
CREATE TABLE concept (id INTEGER PRIMARY KEY, day TEXT, active TEXT, line INTEGER);
CREATE TABLE isa (id INTEGER PRIMARY KEY, parent TEXT) WITHOUT ROWID;
CREATE TABLE preferred (description INTEGER PRIMARY KEY);
CREATE TABLE description (concept INTEGER, rank INTEGER, place INTEGER, text TEXT,
    PRIMARY KEY (concept, rank, place)) WITHOUT ROWID;
"""
_DESCRIBE = """
INSERT OR IGNORE INTO description
VALUES (?1, ?2 - EXISTS (SELECT 1 FROM preferred WHERE preferred.description = ?3), ?4, ?5)
"""
_JOINED = """
SELECT concept.id, concept.day, concept.active, concept.line, isa.parent, description.text
FROM concept LEFT JOIN isa USING (id) LEFT JOIN description ON description.concept = concept.id
ORDER BY concept.id, description.rank, description.place
"""
_CONCEPTS, _RELATIONS = "sct2_Concept_Snapshot", "sct2_Relationship_Snapshot"
_DESCRIPTIONS, _LANGUAGE = "sct2_Description_Snapshot", "der2_cRefset_LanguageSnapshot"


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every concept by its number. Raises ``FileProblem``."""
    try:
        with ZipFile(file) as archive, closing(sqlite3.connect("")) as tables:
            tables.executescript(_TABLES)
            _fill(archive, tables)
            yield from _entries(tables.execute(_JOINED))
    except FileProblem:
        raise
    except (BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, struct.error) as error:
        raise FileProblem(0, "", "Filen er ikke en hel zip-fil.") from error


def _fill(archive: ZipFile, tables: sqlite3.Connection) -> None:
    tables.executemany("INSERT OR REPLACE INTO concept VALUES (?, ?, ?, ?)", _concepts(archive))
    tables.executemany("INSERT OR IGNORE INTO isa VALUES (?, ?)", _relations(archive))
    tables.executemany("INSERT OR IGNORE INTO preferred VALUES (?)", _preferred(archive))
    tables.executemany(_DESCRIBE, _descriptions(archive))


def _concepts(archive: ZipFile) -> Iterator[tuple[int, str, str, int]]:
    for number, row in _rows(archive, _CONCEPTS, 5):
        yield _id(row[0], number, _CONCEPTS), row[1], row[2], number


def _relations(archive: ZipFile) -> Iterator[tuple[int, str]]:
    for number, row in _rows(archive, _RELATIONS, 10):
        if row[2] == "1" and row[7] == IS_A:
            yield _id(row[4], number, _RELATIONS), row[5]


def _preferred(archive: ZipFile) -> Iterator[tuple[int]]:
    for number, row in _rows(archive, _LANGUAGE, 7, needed=False):
        if row[2] == "1" and row[6] == PREFERRED:
            yield (_id(row[5], number, _LANGUAGE),)


def _descriptions(archive: ZipFile) -> Iterator[tuple[int, int, int, int, str]]:
    """Concept, rank (small first), description, place, and the text."""
    for place, (number, row) in enumerate(_rows(archive, _DESCRIPTIONS, 9)):
        if row[2] == "1":
            rank = (0 if row[5] == "da" else 10) + (5 if row[6] == FULL_NAME else 1)
            own, concept = (_id(row[column], number, _DESCRIPTIONS) for column in (0, 4))
            yield concept, rank, own, place, " ".join(row[7].split())


def _rows(archive: ZipFile, name: str, width: int, *, needed: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The rows of the files whose name begins so, with line numbers; the heading is left out."""
    found = [each for each in archive.namelist() if PurePosixPath(each).name.startswith(name)]
    if needed and not found:
        raise FileProblem(0, "", f"Zip-filen mangler {name}.")
    for each in found:
        with archive.open(each) as lines:
            yield from _columns(lines, PurePosixPath(each).name, width)


def _columns(lines: IO[bytes], name: str, width: int) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        try:
            row = line.decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise FileProblem(number, name, "Filen kan ikke læses som tekst i UTF-8.") from error
        if len(row) != width:
            raise FileProblem(number, name, f"Der skal stå {width} felter, men der står {len(row)}.")
        if number > 1:
            yield number, row


def _id(written: str, number: int, name: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= 18):
        raise FileProblem(number, name, f"»{written[:40]}« er ikke et SNOMED CT-nummer.")
    return int(written)


def _entries(joined: Iterable[tuple[int, str, str, int, str | None, str | None]]) -> Iterator[Entry]:
    """One entry of the rows of each concept: the first text is the title, the others are synonyms."""
    for (own, day, active, line, parent), rows in groupby(joined, key=lambda row: row[:5]):
        title, *others = dict.fromkeys(row[5] or "" for row in rows)
        yield Entry(
            code=str(own),
            title=title,
            parent=parent or "",
            synonyms=tuple(text for text in others if len(text) <= LONGEST_TITLE),
            closed=None if active == "1" else _day(day, line),
            line=line,
        )


def _day(written: str, line: int) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise FileProblem(line, _CONCEPTS, f"»{written[:40]}« er ikke en dato (ååååmmdd).") from error
