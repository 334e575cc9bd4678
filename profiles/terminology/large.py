"""An invented code system as large as the real ones, for tests and measurements: nothing of it is official.

It is built like SKS: categories of three figures, a fourth character, Danish extensions by letter; words put
together as Danish does (``nyrebækkenbetændelse``), other names, codes that were closed and codes that came
late. The same seed gives the same codes and the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from string import ascii_uppercase
from typing import BinaryIO

from .entries import Entry
from .formats.sks import ENCODING, OPEN

#: Main letter and the register of its codes.
_GROUPS = {"D": "dia", "K": "opr", "U": "und", "Z": "pro", "B": "pro", "A": "adm", "E": "uly", "R": "res"}
_FIRST_DAY = date(1994, 1, 1)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ORGANS = _words(
    """
    hjerte lunge nyre lever milt mave tarm tyktarms tolvfingertarms galde blære urinleder livmoder ægge
    bryst hud negle hår øjen nethinde hornhinde øre trommehinde næse bihule svælg strube stemmebånds
    luftrørs bronkie spiserørs mundhule tand tunge spytkirtel skjoldbruskkirtel binyre hypofyse
    bugspytkirtel lymfe knogle knoglemarvs muskel sene led knæ hofte skulder albue håndleds finger tå
    rygsøjle lænde nakke hjerne hjernehinde rygmarvs nerve pulsåre blodåre hovedpulsåre kapillær
    brystkasse bughinde lungehinde hjertesæk hjerteklap hjertemuskel nyrebækken prostata testikel skede
    moderkage foster
    """
)
_DISORDERS = _words(
    """
    betændelse sygdom svulst knude blødning forsnævring udvidelse forkalkning infektion byld sår brist
    skade lammelse svækkelse svigt smerte krampe hævelse misdannelse fibrose cyste polyp absces infarkt
    blodprop læsion degeneration forandring funktionsforstyrrelse irritation nekrose perforation
    overfølsomhed
    """
)
_STEMS = _words(
    "cardi pneum nephr hepat splen gastr enter cholecyst cyst mast dermat retin ot rhin laryng bronch"
)
_ENDINGS = _words("itis osis oma opathia algia ectasia sclerosis stenosis atrophia dystrophia")
_BEGINNINGS = _words("b br d f fl g h k kr l m n p r s sk st t tr v")
_VOWELS = _words("a e i o u y æ ø å")
_COURSES = ("Akut", "Kronisk", "Tilbagevendende", "Medfødt", "Subakut", "Godartet", "Diffus", "Sekundær", "")
_WITH = (
    "uden nærmere angivelse",
    "uden komplikation",
    "med komplikation",
    "med feber",
    "med blødning",
    "efter operation",
    "efter infektion",
    "ved anden sygdom",
    "i tidligt stadium",
    "i sent stadium",
)
_WHERE = (
    "i højre side",
    "i venstre side",
    "i begge sider",
    "øvre del",
    "nedre del",
    "forreste del",
    "bageste del",
    "let",
    "middelsvær",
    "svær",
    "i ro",
    "i udbrud",
    "første gang",
    "gentagen",
    "påvist ved undersøgelse",
    "ikke påvist",
    "overfladisk",
    "dybtliggende",
    "enkelt",
    "multiple",
    "arvelig form",
    "erhvervet form",
    "hurtigt forløb",
    "langsomt forløb",
    "i bedring",
    "uændret",
)


def entries(count: int, *, seed: int = 1) -> Iterator[Entry]:
    """That many codes in the order of a file, each with its parent before it."""
    return islice(_all(Random(seed)), count)  # noqa: S311


def _all(chance: Random) -> Iterator[Entry]:
    for main in _GROUPS:
        for letter in ascii_uppercase:
            for number in range(100):
                yield from _category(chance, f"{main}{letter}{number:02}")


def _category(chance: Random, code: str) -> Iterator[Entry]:
    title = f"{_one(chance, _COURSES)} {_what(chance)}".strip().capitalize()
    yield _entry(chance, code, title, "")
    for figure in range(chance.randrange(2, 11)):
        yield from _below(chance, f"{code}{figure}", f"{title} {_WITH[figure]}", code)


def _what(chance: Random) -> str:
    """A compound, and for some who described it first: most words of a real system are rare."""
    disorder = f"{_one(chance, _ORGANS)}{_one(chance, _DISORDERS)}"
    return f"{_rare(chance)}s {disorder}" if chance.random() < 0.4 else disorder


def _rare(chance: Random) -> str:
    return "".join(_one(chance, _BEGINNINGS) + _one(chance, _VOWELS) for _ in range(chance.randrange(2, 5)))


def _below(chance: Random, code: str, title: str, parent: str) -> Iterator[Entry]:
    yield _entry(chance, code, title, parent)
    extensions = ascii_uppercase[: chance.randrange(26)]
    for letter, where in zip(extensions, _WHERE, strict=False):
        yield _entry(chance, f"{code}{letter}", f"{title}, {where}", code)


def _entry(chance: Random, code: str, title: str, parent: str) -> Entry:
    opened = _FIRST_DAY + timedelta(days=chance.randrange(30 * 365))
    is_closed = chance.random() < 0.05
    return Entry(
        code=code,
        title=title,
        parent=parent,
        synonyms=_latin(chance) if chance.random() < 0.2 else (),
        opened=opened,
        closed=opened + timedelta(days=chance.randrange(1, 1500)) if is_closed else None,
        replaced_by=parent if is_closed else "",
    )


def _latin(chance: Random) -> tuple[str, ...]:
    stem = _rare(chance) if chance.random() < 0.5 else _one(chance, _STEMS)
    return (f"{stem}{_one(chance, _ENDINGS)} {_one(chance, _STEMS)}alis".capitalize(),)


def _one(chance: Random, words: tuple[str, ...]) -> str:
    return words[chance.randrange(len(words))]


def write_sks(file: BinaryIO, codes: Iterable[Entry]) -> int:
    """The codes as SKScomplete has them, in two periods where the title once was another. Returns the lines.

    SKScomplete tells neither other names nor replacements.
    """
    lines = 0
    for number, entry in enumerate(codes):
        opened = entry.opened or _FIRST_DAY
        if number % 40 == 0:
            changed = opened + timedelta(days=1)
            file.write(_line(entry.code, opened, opened, f"{entry.title} (tidligere)"))
            file.write(_line(entry.code, changed, entry.closed, entry.title))
        else:
            file.write(_line(entry.code, opened, entry.closed, entry.title))
        lines += 1 + (number % 40 == 0)
    return lines


def _line(code: str, opened: date, closed: date | None, title: str) -> bytes:
    until = f"{closed:%Y%m%d}" if closed else OPEN
    level = f"{len(code):06}"
    text = f"{_GROUPS[code[0]]}{code:<20}{opened:%Y%m%d}{opened:%Y%m%d}{until}{title:<120}{level:<12}SKS"
    return f"{text}\r\n".encode(ENCODING)
