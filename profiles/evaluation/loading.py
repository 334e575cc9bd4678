"""How logical tables come into the engine: checked tables, Arrow tables in memory, or a folder of Parquet.

A folder is not copied: its files are read where they lie, and only what a query asks for, so a region opens
at once. It holds one ``<element>.parquet`` per element, with the columns and types of the layout and records
clustered by code, as the synthetic clinics are written; an element without a file has no records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from profiles.standard.catalogue import PATIENT, Catalogue, Element

from .layout import PATIENT_ID, Kind, columns_of
from .notices import Notice, TableProblem
from .sql import RECORDED, name, text
from .table_file import Table
from .tables import Tables
from .written import SEPARATOR

Connection = duckdb.DuckDBPyConnection
Load = Callable[[Connection], None]
_TYPES = {
    Kind.DATE: "DATE",
    Kind.MOMENT: "DATE",
    Kind.SECONDS: "INTEGER",
    Kind.NUMBER: RECORDED,
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
}


def of_tables(tables: Tables) -> Load:
    """Checked tables, copied into the engine."""

    def load(connection: Connection) -> None:
        connection.execute("; ".join(_created(table.element) for table in tables.by_element.values()))
        for table in tables.by_element.values():
            if table.patients:
                _fill(connection, table)

    return load


def of_arrow(tables: Mapping[str, pa.Table], catalogue: Catalogue) -> Load:
    """Arrow tables by element, with the layout's columns in any order; an element left out has no records."""

    def load(connection: Connection) -> None:
        for element in catalogue.elements:
            connection.execute(_created(element))
            if element.id in tables:
                connection.register("given", tables[element.id])
                _check(connection, element, "given", element.id)
                connection.execute(f"INSERT INTO {name(element.id)} BY NAME SELECT * FROM given")
                connection.unregister("given")

    return load


def of_folder(folder: Path, catalogue: Catalogue) -> Load:
    """A folder of Parquet files, read where they lie. Loading raises :class:`TableProblem`."""

    def load(connection: Connection) -> None:
        if not (folder / f"{PATIENT}.parquet").is_file():
            raise TableProblem([Notice(str(folder), f"Mappen har ingen {PATIENT}.parquet.")])
        connection.execute(f"SET allowed_directories = [{text(str(folder.resolve()))}]")
        for element in catalogue.elements:
            path = folder.resolve() / f"{element.id}.parquet"
            if not path.is_file():
                connection.execute(_created(element))
                continue
            source = f"read_parquet({text(str(path))})"
            _check(connection, element, source, path.name)
            chosen = ", ".join(name(alias) for alias, _ in _columns(element))
            connection.execute(f"CREATE VIEW {name(element.id)} AS SELECT {chosen} FROM {source}")

    return load


def _check(connection: Connection, element: Element, source: str, called: str) -> None:
    """The columns must be those of the layout, by name and by type."""
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error:
        raise TableProblem([Notice(called, "Filen kan ikke læses som Parquet.")]) from None
    found = {column: str(kind).replace(" ", "") for column, kind, *_ in described}
    expected = {column: kind.replace(" ", "") for column, kind in _columns(element)}
    problems = [Notice(called, "Kolonnen mangler.", column=each) for each in expected if each not in found]
    problems += [
        Notice(called, f"Kolonnen er {found[each]}, men skal være {kind}.", column=each)
        for each, kind in expected.items()
        if found.get(each, kind) != kind and not found[each].startswith("ENUM")
    ]
    if problems:
        raise TableProblem(problems)


def _fill(connection: Connection, table: Table) -> None:
    """One text per column crosses into the engine, which splits it: far quicker than a list of cells."""
    taken = [(alias, kind) for alias, kind in _columns(table.element) if any(table.columns[alias])]
    chosen = ", ".join(f"CAST(NULLIF({name(alias)}, '') AS {kind})" for alias, kind in taken)
    split = ", ".join(f"unnest(string_split(?, '{SEPARATOR}')) AS {name(alias)}" for alias, _ in taken)
    aliases = ", ".join(name(alias) for alias, _ in taken)
    texts = [SEPARATOR.join(cell or "" for cell in table.columns[alias]) for alias, _ in taken]
    into = f"INSERT INTO {name(table.element.id)} ({aliases})"
    connection.execute(f"{into} SELECT {chosen} FROM (SELECT {split})", texts)


def _created(element: Element) -> str:
    columns = ", ".join(f"{name(alias)} {kind}" for alias, kind in _columns(element))
    return f"CREATE TABLE {name(element.id)} ({columns})"


def _columns(element: Element) -> list[tuple[str, str]]:
    """The columns of an element's table with their types."""
    return [(PATIENT_ID, "VARCHAR"), *((each.name, _TYPES[each.kind]) for each in columns_of(element))]
