"""Simple tables of codes: the tool's own ``code;title`` files, ICPC-2-DK, ATC, MCS and ydelser.

Each is a comma, semicolon or tabulator separated file with a heading, in UTF-8 or Latin-1. What differs is
what the columns are called and how a code looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from profiles.standard.codes import normalised

from ..entries import Entry
from .problem import FileProblem
from .table import Row, column, rows
from .text import UTF8

_CODE = column("code", "kode")
_TITLE = column("title", "text", "tekst", "titel", "betegnelse", "navn")
_MORE = (
    column("unit", "enhed", required=False),
    column("synonyms", "synonymer", required=False),
    column("opened", "gyldig fra", required=False),
    column("closed", "gyldig til", "lukket", required=False),
    column("replaced_by", "erstattet af", required=False),
)
_ICPC = re.compile(r"[ABDFHKLNPRSTUWXYZ]([0-9]{2})?")
_CHAPTER = re.compile(r"^[A-Z](?=[ :-]|$)[ :-]*")
_ATC = re.compile(r"[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?")
_MCS = re.compile(r"MCS[0-9]{5}")
_SERVICE = re.compile(r"[0-9]{2}-[0-9]{4}")


def parse(file: BinaryIO) -> Iterator[Entry]:
    """``code;title`` and, where they are there, unit, synonyms (``|`` between), days and replacement."""
    for row in rows(file, (_CODE, _TITLE, *_MORE), encoding=UTF8):
        synonyms = tuple(part.strip() for part in row["synonyms"].split("|") if part.strip())
        yield Entry(
            code=row["code"],
            title=row["title"],
            unit=row["unit"],
            synonyms=synonyms,
            opened=day(row, "opened"),
            closed=day(row, "closed"),
            replaced_by=normalised(row["replaced_by"]),
            line=row.line,
        )


def parse_icpc(file: BinaryIO) -> Iterator[Entry]:
    """``code;text;chapter``. A chapter that is told in words is a code of its own, above its codes."""
    chapters: set[str] = set()
    for row in rows(file, (_CODE, _TITLE, column("chapter", "kapitel", required=False))):
        entry = _entry(row, _ICPC, "en ICPC-kode (et bogstav og to cifre)")
        letter, words = entry.key[:1], _CHAPTER.sub("", row["chapter"])
        if words and letter not in chapters:
            chapters.add(letter)
            yield Entry(code=letter, title=words, line=row.line)
        if entry.key not in chapters:
            yield entry


def parse_atc(file: BinaryIO) -> Iterator[Entry]:
    """``code;text``; veterinary codes (Q) are left out."""
    for row in rows(file, (_CODE, _TITLE)):
        if not row["code"].upper().startswith("Q"):
            yield _entry(row, _ATC, "en ATC-kode")


def parse_mcs(file: BinaryIO) -> Iterator[Entry]:
    """``code;title;unit``; the unit belongs to the code."""
    for row in rows(file, (_CODE, _TITLE, column("unit", "enhed"))):
        yield _entry(row, _MCS, "en MCS-kode (MCS og fem cifre)")


def parse_services(file: BinaryIO) -> Iterator[Entry]:
    """``speciale;ydelsesnr;text`` or ``code;text``, which give ``80-0101``."""
    parts = (column("speciale", "speciale nr", required=False), column("ydelsesnr", "ydelse", required=False))
    whole = column("code", "kode", required=False)
    for row in rows(file, (whole, *parts, _TITLE)):
        if not row["code"]:
            row.fields["code"] = f"{row['speciale'].zfill(2)}-{row['ydelsesnr'].zfill(4)}"
        yield _entry(row, _SERVICE, "et speciale og et ydelsesnummer (80-0101)")


def _entry(row: Row, pattern: re.Pattern[str], what: str) -> Entry:
    if not pattern.fullmatch(normalised(row["code"])):
        raise FileProblem(row.line, "kode", f"»{row['code']}« er ikke {what}.")
    return Entry(code=row["code"], title=row["title"], unit=row["unit"], line=row.line)


def day(row: Row, name: str) -> date | None:
    """The day in a column, as ``2026-11-30``, ``30-11-2026`` or ``20261130``; nothing when it is empty."""
    written = row[name].partition(" ")[0]
    if not written:
        return None
    try:
        return _day(written)
    except ValueError as error:
        raise FileProblem(row.line, name, f"»{written}« er ikke en dato (åååå-mm-dd).") from error


def _day(written: str) -> date:
    if danish := re.fullmatch(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})", written):
        return date(*(int(part) for part in reversed(danish.groups())))
    return date.fromisoformat(written)
