"""Checking a folder of Parquet tables: what the standard asks of cells beyond the columns' names and types.

CSV and JSON are read cell by cell and put right where the standard says how (codes, white space). Parquet is
the form of large tables, which are read where they lie: they must be right already, and what is not is named
by file, row and column. The engine does the asking; only distinct texts are looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from profiles.standard.catalogue import PATIENT, Catalogue, Element
from profiles.standard.cpr import cpr_like

from .cells import PARSERS
from .engine import MEMORY, Database, Row
from .layout import COMPARATOR, PATIENT_ID, Column, Kind, columns_of, seconds_column
from .notices import SHOWN, Notice, TableProblem
from .sql import name, one_of, text
from .table_file import COMPARATORS, oddity

SUFFIX = ".parquet"
SECONDS = 600.0
DAY = 24 * 60 * 60
ROW = "row"
_NOT_WRITTEN_SO = {
    Kind.CODE: "Koden skal stå med store bogstaver og uden mellemrum og punktum.",
    Kind.TEXT: "Teksten må ikke være tom eller begynde eller slutte med mellemrum.",
}
_CPR = "Teksten ligner et CPR-nummer. Brug kun MedComs testnumre."
Told = Callable[[Column, str], str]


def open_parquet(
    folder: Path, catalogue: Catalogue, memory: str = MEMORY
) -> tuple[Database, tuple[Notice, ...]]:
    """The tables of a folder, checked, and what the check wondered at. Raises :class:`TableProblem`."""
    known = {element.id for element in catalogue.elements}
    strays = sorted(path.name for path in folder.glob(f"*{SUFFIX}") if path.stem not in known)
    if strays:
        raise TableProblem([Notice(each, "Standarden har intet element med det navn.") for each in strays])
    database = Database.of_folder(folder, catalogue, memory)
    try:
        checks = [_Check(database, element) for element in catalogue.elements if _is_there(folder, element)]
        if problems := [problem for check in checks for problem in check.problems()]:
            raise TableProblem(problems)
        return database, tuple(warning for check in checks for warning in check.warnings())
    except BaseException:
        database.close()
        raise


def _is_there(folder: Path, element: Element) -> bool:
    return (folder / f"{element.id}{SUFFIX}").is_file()


@dataclass
class _Check:
    database: Database
    element: Element
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def problems(self) -> Iterator[Notice]:
        yield from self._identities() if self.element.id == PATIENT else self._strangers()
        for column in columns_of(self.element):
            if column.kind in _NOT_WRITTEN_SO:
                yield from self._told(column, _problem)
        if self.element.key_dates:
            yield from self._times()

    def warnings(self) -> Iterator[Notice]:
        for column in columns_of(self.element):
            if column.kind is Kind.TEXT:
                yield from self._told(column, _warning)

    def _identities(self) -> Iterator[Notice]:
        identity = name(PATIENT_ID)
        yield from self._rows(
            f"{identity} IS NULL OR trim({identity}) = ''", PATIENT_ID, "Patienten har intet id."
        )
        again = (
            f"{identity} IN (SELECT {identity} FROM {name(PATIENT)} GROUP BY {identity} HAVING COUNT(*) > 1)"
        )
        yield from self._rows(again, PATIENT_ID, "Patienten står der mere end én gang.")
        numbers = f"regexp_matches({identity}, '[0-9]{{6}}.{{0,3}}[0-9]{{4}}')"
        private = [each for each in self._distinct(PATIENT_ID, numbers) if cpr_like(each)]
        yield from self._having(PATIENT_ID, dict.fromkeys(private, _CPR))

    def _strangers(self) -> Iterator[Notice]:
        identity = name(PATIENT_ID)
        known = f"SELECT {identity} FROM {name(PATIENT)}"
        stranger = f"{identity} IS NULL OR {identity} NOT IN ({known})"
        yield from self._rows(stranger, PATIENT_ID, "Patienten findes ikke i tabellen over patienter.")

    def _times(self) -> Iterator[Notice]:
        """A time of day goes with a date, and is one (3.4: no time is midnight)."""
        seconds = seconds_column(self.element)
        date = name(self.element.key_date)
        odd = f"{name(seconds)} NOT BETWEEN 0 AND {DAY - 1} OR ({name(seconds)} IS NULL) <> ({date} IS NULL)"
        message = f"Tidspunktet skal være sekunder fra 0 til {DAY - 1} for hver post med dato."
        yield from self._rows(odd, seconds, message)

    # --- distinct texts -------------------------------------------------------------------------

    def _told(self, column: Column, told: Told) -> Iterator[Notice]:
        if column.name not in self._texts:
            self._texts[column.name] = self._distinct(column.name, f"{name(column.name)} IS NOT NULL")
        said = {each: told(column, each) for each in self._texts[column.name]}
        yield from self._having(column.name, {each: message for each, message in said.items() if message})

    def _distinct(self, column: str, condition: str) -> list[str]:
        sql = (
            f"SELECT DISTINCT {name(column)} AS {name(column)} FROM {name(self.element.id)} WHERE {condition}"
        )
        return sorted(str(row[column]) for row in self.database.rows(sql, seconds=SECONDS))

    def _having(self, column: str, messages: dict[str, str]) -> Iterator[Notice]:
        """Where each text stands first."""
        listed = [text(each) for each in list(messages)[: SHOWN + 1]]
        for row in self._numbered(column, one_of(name(column), listed), by_text=True) if listed else ():
            yield self._notice(messages[str(row[column])], int(row[ROW]), column)

    def _rows(self, condition: str, column: str, message: str) -> Iterator[Notice]:
        for row in self._numbered(column, condition):
            yield self._notice(message, int(row[ROW]), column)

    def _numbered(self, column: str, condition: str, *, by_text: bool = False) -> list[Row]:
        """The first rows that fulfil a condition, as they are counted in the file."""
        numbered = f"SELECT *, ROW_NUMBER() OVER () AS {name(ROW)} FROM {name(self.element.id)}"
        row = f"MIN({name(ROW)})" if by_text else name(ROW)
        group = f" GROUP BY {name(column)}" if by_text else ""
        chosen = f"{name(column)} AS {name(column)}, {row} AS {name(ROW)}"
        sql = f"SELECT {chosen} FROM ({numbered}) WHERE {condition}{group} ORDER BY 2 LIMIT {SHOWN + 1}"
        return self.database.rows(sql, seconds=SECONDS)

    def _notice(self, message: str, row: int, column: str) -> Notice:
        return Notice(f"{self.element.id}{SUFFIX}", message, row, column)


def _problem(column: Column, cell: str) -> str:
    if column.kind is Kind.TEXT and cpr_like(cell):
        return _CPR
    if PARSERS[column.kind](cell) != cell:
        return _NOT_WRITTEN_SO[column.kind]
    if column.name == COMPARATOR and cell not in COMPARATORS:
        return "Tegnet skal være < eller >. Har resultatet et andet, skal værdien stå tom."
    return ""


def _warning(column: Column, cell: str) -> str:
    return oddity(column, cell, cell)
