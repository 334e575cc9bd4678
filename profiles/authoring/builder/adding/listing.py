"""Rows of cells as wishes. A header says what the columns are; without one the codes come first in each row.

A row without header is read as codes when every word of it is one (``DE110, DE111``), otherwise as a code
with its name after it (``DE11 Type 2-diabetes``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError

from profiles.standard.catalogue import CodeSystem
from profiles.standard.codes import normalised
from profiles.standard.cpr import cpr_like
from profiles.standard.rule_algebra import Code
from profiles.terminology.lookup import OPEN_SYSTEMS
from profiles.terminology.models import CodeSystem as KnownSystem
from profiles.terminology.models import Concept

from ...forms.numbers import DecimalField
from ..operations import LONGEST_CODE
from ..words import ALONE, LEAVE_OUT, WITH_BELOW
from .grid import Line
from .wish import LEAVE_ALONE, Gathering, Reading, Unread, Wish

PARTING = re.compile(r"[\s,;]+")
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "code", "koder", "sks-kode", "icpc-kode", "atc-kode", "npu-kode"),
    "system": ("system", "kodesystem", "code system", "codesystem"),
    "include": ("med", "medtag", "include"),
    "below": ("alle under", "underkoder", "descendants", "med alle under"),
    "rule": ("regel", "rule"),
    "factor": ("gang med", "faktor", "factor"),
    "offset": ("læg til", "offset"),
}
YES = frozenset({"ja", "j", "x", "1", "true", "yes", "y", "sand"})
CPR = "Her står noget, der ligner et CPR-nummer. Fjern det; her må ikke stå patientdata."
NO = frozenset({"nej", "n", "0", "false", "no", "falsk"})


class Names:
    """The systems by every name and address they are known under."""

    def __init__(self, systems: Iterable[CodeSystem]) -> None:
        self._by_name: dict[str, str] = {}
        known = {each.id: each for each in KnownSystem.objects.all()}
        for each in systems:
            others = [known[each.id].uri, *known[each.id].aliases] if each.id in known else []
            for name in (each.id, each.title, each.uri, *others):
                self._by_name.setdefault(name.casefold(), each.id)

    def get(self, name: str) -> str:
        """The id of the system of that name; empty when there is none."""
        return self._by_name.get(name.strip().casefold(), "")


def read_listing(lines: Sequence[Line], systems: Sequence[CodeSystem], system: str = "") -> Reading:
    """The wishes of a list of codes of ``system``; where it is empty, of the system that has the code."""
    reader = _Reader(systems, system)
    reader.learn(lines)
    for line in lines:
        reader.read(line)
    return reader.reading()


def _heading(line: Line) -> dict[str, int]:
    """Which column holds what; nothing when the line is no header."""
    names = [cell.casefold() for cell in line.cells]
    found = {
        column: names.index(name) for column, known in COLUMNS.items() for name in known if name in names
    }
    return found if "code" in found else {}


class _Reader:
    def __init__(self, systems: Sequence[CodeSystem], system: str) -> None:
        self.systems = {each.id: each for each in systems}
        self.names = Names(systems)
        self.system = system
        self.gathered = Gathering()
        self.inherited = 0
        self.heading: Mapping[str, int] = {}
        self.heading_text = ""
        self.known: Mapping[str, list[str]] = {}

    def learn(self, lines: Iterable[Line]) -> None:
        """Ask once which systems have the codes that anything in the list could be."""
        words = {
            normalised(word) for line in lines for cell in line.cells for word in (cell, *PARTING.split(cell))
        }
        wanted = {word for word in words if 0 < len(word) <= LONGEST_CODE}
        known: dict[str, list[str]] = defaultdict(list)
        listed = Concept.objects.current().filter(key__in=wanted, system__in=self.systems)
        for key, system in listed.order_by("system_id").values_list("key", "system_id"):
            known[key].append(system)
        self.known = known

    def reading(self) -> Reading:
        notes = []
        if self.inherited:
            notes.append(f"{self.inherited} koder er med via en anden i listen og bliver ikke til regler.")
        return self.gathered.reading(*notes, heading=self.heading_text)

    def refuse(self, line: Line, why: str, column: int | None = None) -> None:
        where = f"Linje {line.number}" + ("" if column is None else f", kolonne {column + 1}")
        self.gathered.unread.append(Unread(where, why, line.text))

    def read(self, line: Line) -> None:
        """A line: a heading for those below it, or what it wishes."""
        if heading := _heading(line):
            self.heading, self.heading_text = heading, self.heading_text or line.text
        elif any(cpr_like(cell) for cell in line.cells):
            self.refuse(line, CPR)
        elif self.heading:
            self.read_row(line, self.heading)
        else:
            self.read_words(line)

    # --- without a header

    def read_words(self, line: Line) -> None:
        words = [word for cell in line.cells for word in PARTING.split(cell) if word]
        codes = [self._system_of(normalised(word), self.system) for word in words]
        taken = list(zip(words, codes, strict=True))
        if not all(codes):
            taken = taken[:1] if codes[0] else self._whole(line.cells[0])
        if not taken:
            self.refuse(line, self._unknown(words[0] if words else line.text, self.system), 0)
        for word, system in taken:
            self.gathered.wish(Wish((system, normalised(word)), where=f"linje {line.number}"))

    def _whole(self, cell: str) -> list[tuple[str, str]]:
        """A cell as one code, however it is written: ``DE 11.9``."""
        found = self._system_of(normalised(cell), self.system)
        return [(cell, found)] if found else []

    # --- with a header

    def read_row(self, line: Line, heading: Mapping[str, int]) -> None:
        cells = {name: line.cells[at] if at < len(line.cells) else "" for name, at in heading.items()}
        if cells.get("rule") and normalised(cells["rule"]) != normalised(cells["code"]):
            self.inherited += 1
            return
        try:
            self.gathered.wish(self._wish(line, cells), line.text)
        except _BadCell as bad:
            self.refuse(line, bad.why, heading[bad.name])

    def _wish(self, line: Line, cells: Mapping[str, str]) -> Wish:
        """What a row says. Raises :class:`_BadCell`."""
        code = self._code(cells)
        include = _holds(cells, "include", otherwise=True)
        below = _holds(cells, "below", otherwise=None)
        what = _what(include, below, is_tree=self.systems[code[0]].hierarchical)
        factor, offset = _number(cells, "factor", Decimal(1)), _number(cells, "offset", Decimal(0))
        if factor <= 0:
            raise _BadCell("factor", "Det, der ganges med, skal være større end 0.")
        return Wish(code, what, f"linje {line.number}", factor=factor, offset=offset)

    def _code(self, cells: Mapping[str, str]) -> Code:
        named, key = cells.get("system", ""), normalised(cells["code"])
        system = self.names.get(named) if named else self.system
        if named and not system:
            raise _BadCell("system", f"Kodesystemet “{named[:60]}” kendes ikke.")
        if found := self._system_of(key, system):
            return found, key
        raise _BadCell("code", self._unknown(cells["code"], system))

    # --- both

    def _system_of(self, key: str, system: str) -> str:
        """The system that has the code; empty when none has it, or several and none was said."""
        if not key or len(key) > LONGEST_CODE:
            return ""
        having = self.known.get(key, [])
        if system:
            return system if system in having or system in OPEN_SYSTEMS else ""
        return having[0] if len(having) == 1 else ""

    def _unknown(self, word: str, system: str) -> str:
        having = self.known.get(normalised(word), [])
        if len(having) > 1 and not system:
            titles = " og ".join(self.systems[each].title for each in having)
            return f"“{word[:60]}” findes i {titles}. Vælg kodesystemet."
        of = self.systems[system].title if system in self.systems else "noget kodesystem, der kan bruges her"
        return f"“{word[:60]}” findes ikke i {of}. Se efter, om koden er skrevet rigtigt."


class _BadCell(ValueError):
    """A cell that cannot be read: the name of its column, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name, self.why = name, why


def _holds(cells: Mapping[str, str], name: str, *, otherwise: bool | None) -> bool | None:
    word = cells.get(name, "").casefold()
    if word and word not in YES | NO:
        raise _BadCell(name, f"“{word[:40]}” er hverken ja eller nej.")
    return word in YES if word else otherwise


def _number(cells: Mapping[str, str], name: str, default: Decimal) -> Decimal:
    try:
        number = DecimalField(required=False).clean(cells.get(name, ""))
    except ValidationError:
        raise _BadCell(name, f"“{cells[name][:40]}” er ikke et tal, der kan bruges.") from None
    return default if number is None else number


def _what(include: bool | None, below: bool | None, *, is_tree: bool) -> str:
    """What a row wishes; empty where it only names the code."""
    if include is False:
        return LEAVE_ALONE if below is False and is_tree else LEAVE_OUT
    if below is None:
        return ""
    return WITH_BELOW if below and is_tree else ALONE
