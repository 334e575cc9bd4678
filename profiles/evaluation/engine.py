"""DuckDB as a closed room: tables in memory, no files, no network, no extensions, bounded memory and time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

import duckdb

from profiles.standard.catalogue import Element

from .layout import PATIENT_ID, Kind, columns_of
from .sql import RECORDED, name
from .table_file import Table
from .tables import Tables
from .written import SEPARATOR

MEMORY = "1GB"
THREADS = 2
SECONDS = 30.0
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": MEMORY,
    "threads": str(THREADS),
}
_TYPES = {
    Kind.DATE: "DATE",
    Kind.MOMENT: "DATE",
    Kind.SECONDS: "INTEGER",
    Kind.NUMBER: RECORDED,
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
}

Row = dict[str, Any]


class EvaluationStopped(RuntimeError):
    """The engine could not finish: too long, too much memory, or numbers beyond exact arithmetic."""


class Database:
    """Logical tables in memory, ready for any number of queries."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._connection = duckdb.connect(":memory:", config=_CLOSED)
        self._connection.execute("; ".join(_created(table.element) for table in tables.by_element.values()))
        for table in tables.by_element.values():
            if table.patients:
                self._fill(table)
        self._connection.execute("SET lock_configuration = true")

    def _fill(self, table: Table) -> None:
        """One text per column crosses into the engine, which splits it: far quicker than a list of cells."""
        taken = [(alias, kind) for alias, kind in _columns(table.element) if any(table.columns[alias])]
        chosen = ", ".join(f"CAST(NULLIF({name(alias)}, '') AS {kind})" for alias, kind in taken)
        split = ", ".join(f"unnest(string_split(?, '{SEPARATOR}')) AS {name(alias)}" for alias, _ in taken)
        aliases = ", ".join(name(alias) for alias, _ in taken)
        texts = [SEPARATOR.join(cell or "" for cell in table.columns[alias]) for alias, _ in taken]
        into = f"INSERT INTO {name(table.element.id)} ({aliases})"
        self._connection.execute(f"{into} SELECT {chosen} FROM (SELECT {split})", texts)

    def rows(self, sql: str, *, seconds: float = SECONDS) -> list[Row]:
        """The rows of a query by output name. Raises :class:`EvaluationStopped`."""
        with self._watched(seconds):
            found = self._connection.execute(sql)
            names = [each[0] for each in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        timer = Timer(seconds, self._connection.interrupt)
        timer.start()
        try:
            yield
        except duckdb.InterruptException:
            raise EvaluationStopped(f"Opgørelsen blev afbrudt efter {seconds:g} sekunder.") from None
        except duckdb.OutOfMemoryException:
            raise EvaluationStopped(f"Opgørelsen kræver mere end {MEMORY} hukommelse.") from None
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            raise EvaluationStopped(
                "Et tal i opgørelsen har flere cifre, end der regnes eksakt med."
            ) from None
        except duckdb.Error as error:
            raise EvaluationStopped("Databasen kunne ikke gennemføre opgørelsen.") from error
        finally:
            timer.cancel()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _created(element: Element) -> str:
    columns = ", ".join(f"{name(alias)} {kind}" for alias, kind in _columns(element))
    return f"CREATE TABLE {name(element.id)} ({columns})"


def _columns(element: Element) -> list[tuple[str, str]]:
    """The columns of an element's table with their types."""
    return [(PATIENT_ID, "VARCHAR"), *((each.name, _TYPES[each.kind]) for each in columns_of(element))]
