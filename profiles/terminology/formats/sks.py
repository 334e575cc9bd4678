"""SKScomplete.txt: everything in Sundhedsvæsenets Klassifikationssystem, one period of a code a line.

Latin-1, fixed width, positions counted from 1: register 1–3, code 4–23, valid from 24–31, last changed 32–39,
valid to 40–47 (``25000101`` is open), text 48–167, level 168–173; what follows is not used.
Layout: Sundhedsdatastyrelsen, as HL7 Denmark's dk-sks-terminology-automation reads it.

All registers are taken (``dia`` diagnoses, ``opr`` operations, ``pro``/``und`` procedures and examinations,
``til`` additions, ``adm`` administration, ``res`` results, ``uly`` injuries, ``spc`` specialities) but
``atc``, which is a system of its own here. The main letter keeps their codes apart. The periods of a code
become one entry: the first day of all, text and closing of the last. The level says no more than the codes
do (6.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, NamedTuple

from profiles.standard.codes import normalised

from ..entries import Entry
from .parents import parent_of
from .problem import FileProblem
from .text import BOM, UTF8, lines

ENCODING = "latin-1"
OPEN = "25000101"
ELSEWHERE = {"atc"}
_SHORTEST = 48
_DAYS = {"gyldig fra": (23, 31), "gyldig til": (39, 47)}


class Period(NamedTuple):
    """One line: the code as it was from a day until another."""

    line: int
    code: str
    opened: date
    closed: date | None
    text: str


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every code with its parent. Read twice: keys alone first, then what belongs to them."""
    left = Counter(normalised(text[3:23]) for _, text in _lines(file))
    file.seek(0)
    waiting: dict[str, list[Period]] = {}
    for number, text in _lines(file):
        period = _period(number, text)
        key = normalised(period.code)
        left[key] -= 1
        periods = [*waiting.pop(key, ()), period]
        if left[key]:
            waiting[key] = periods
        else:
            yield _entry(periods, parent_of(key, left))


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of the registers that are taken, checked for what would make every position wrong."""
    for number, line in lines(file):
        if number == 1 and line.startswith(BOM):
            raise FileProblem(1, "position 1-3", "Filen er i UTF-8. SKScomplete skal være i Latin-1.")
        text = line.decode(ENCODING).rstrip("\r\n\x1a")
        if not text.strip():
            continue
        if not text.isascii() and _is_utf8(line):
            raise FileProblem(number, "position 48-167", "Linjen er i UTF-8. Filen skal være i Latin-1.")
        if len(text) < _SHORTEST:
            raise FileProblem(
                number,
                f"position 1-{len(text)}",
                f"Linjen er for kort; der skal være mindst {_SHORTEST} tegn.",
            )
        if text[:3].lower() not in ELSEWHERE:
            yield number, text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _period(number: int, text: str) -> Period:
    if not text[:3].isalpha():
        raise FileProblem(number, "position 1-3", f"»{text[:3]}« er ikke et register.")
    code = text[3:23].rstrip()
    if not code or " " in code:
        raise FileProblem(number, "position 4-23", f"»{code}« er ikke en kode.")
    opened, closed = (_day(number, text, name) for name in _DAYS)
    title = " ".join(text[47:167].split())
    if opened is None or not title:
        where, what = ("24-31", "Startdatoen") if opened is None else ("48-167", "Teksten")
        raise FileProblem(number, f"position {where}", f"{what} mangler.")
    return Period(number, code, opened, closed, title)


def _day(number: int, text: str, name: str) -> date | None:
    """The day, or ``None`` for the far one that means open."""
    start, end = _DAYS[name]
    written = text[start:end]
    if written == OPEN:
        return None
    try:
        if not (written.isascii() and written.isdigit()):
            raise ValueError
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError as error:
        where = f"position {start + 1}-{end} ({name})"
        raise FileProblem(number, where, f"»{written}« er ikke en dato (ååååmmdd).") from error


def _entry(periods: list[Period], parent: str) -> Entry:
    last = max(periods, key=lambda each: (each.closed is None, each.closed or each.opened, each.opened))
    return Entry(
        code=last.code,
        title=last.text,
        parent=parent,
        opened=min(each.opened for each in periods),
        closed=last.closed,
        line=last.line,
    )
