"""Engines that a printed query is run on, each filled with the same tables as the reference.

An engine has ``rows(sql)``: rows by output name. ``differences`` says where the rows of two engines differ.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Context, Decimal
from functools import cmp_to_key
from secrets import token_hex
from typing import Any, Protocol

import psycopg
from psycopg.rows import dict_row

from profiles.evaluation.dialects import Dialect, table_definitions
from profiles.evaluation.dialects.definitions import SHAPES
from profiles.evaluation.tables import Tables

Row = Mapping[str, Any]
EXACT = Context(prec=200)


class Engine(Protocol):
    def rows(self, sql: str) -> list[Row]: ...


def filled(tables: Tables, dialect: Dialect, placeholder: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """An INSERT and its rows for every table that has records; cells are canonical texts."""
    shapes = SHAPES[dialect]
    for table in tables.by_element.values():
        names = list(table.columns)
        if table.patients:
            columns = ", ".join(shapes.name(each) for each in names)
            marks = ", ".join([placeholder] * len(names))
            into = f"INSERT INTO {shapes.name(table.element.id)} ({columns}) VALUES ({marks})"
            yield into, list(zip(*(table.columns[each] for each in names), strict=True))


# --- PostgreSQL ------------------------------------------------------------------------------------


class OnPostgres:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def rows(self, sql: str) -> list[Row]:
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(sql.encode()).fetchall()


@contextmanager
def postgres(tables: Tables) -> Iterator[OnPostgres]:
    """The suite's own server, in a schema that is dropped afterwards."""
    schema = f"dialects_{token_hex(6)}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        try:
            connection.execute(f"SET search_path TO {schema}".encode())
            for definition in table_definitions(tables.catalogue, Dialect.POSTGRES):
                connection.execute(definition.encode())
            with connection.transaction(), connection.cursor() as cursor:
                for into, records in filled(tables, Dialect.POSTGRES, "%s"):
                    cursor.executemany(into.encode(), records)
            yield OnPostgres(connection)
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


# --- SQLite ----------------------------------------------------------------------------------------


class OnSqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.row_factory = sqlite3.Row

    def rows(self, sql: str) -> list[Row]:
        return [dict(row) for row in self.connection.execute(sql)]


@contextmanager
def sqlite(tables: Tables) -> Iterator[OnSqlite]:
    connection = sqlite3.connect(":memory:")
    try:
        load_decimals(connection)
        for definition in table_definitions(tables.catalogue, Dialect.SQLITE):
            connection.execute(definition)
        for into, records in filled(tables, Dialect.SQLITE, "?"):
            connection.executemany(into, records)
        yield OnSqlite(connection)
    finally:
        connection.close()


def load_decimals(connection: sqlite3.Connection) -> None:
    """The functions of SQLite's ``decimal`` extension, which Python's library is built without."""
    for name, function in {"add": EXACT.add, "sub": EXACT.subtract, "mul": EXACT.multiply}.items():
        connection.create_function(f"decimal_{name}", 2, _of_texts(function), deterministic=True)
    connection.create_function("decimal_cmp", 2, _compared, deterministic=True)
    connection.create_aggregate("decimal_sum", 1, _Sum)  # type: ignore[arg-type]
    connection.create_collation("decimal", _ordered)


def _of_texts(function: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Any, Any], str | None]:
    def computed(left: Any, right: Any) -> str | None:
        if left is None or right is None:
            return None
        return format(function(_decimal(left), _decimal(right)), "f")

    return computed


def _decimal(value: str | int) -> Decimal:
    """Never from a float: whoever computed with one has lost digits already."""
    assert isinstance(value, str | int), f"{value!r} is not exact"
    return Decimal(value)


def _ordered(left: str, right: str) -> int:
    return (_decimal(left) > _decimal(right)) - (_decimal(left) < _decimal(right))


def _compared(left: Any, right: Any) -> int | None:
    return None if left is None or right is None else _ordered(left, right)


class _Sum:
    def __init__(self) -> None:
        self.total = Decimal(0)

    def step(self, value: Any) -> None:
        if value is not None:
            self.total = EXACT.add(self.total, _decimal(value))

    def finalize(self) -> str:
        return format(self.total, "f")


# --- comparing -------------------------------------------------------------------------------------


def differences(expected: Sequence[Row], found: Sequence[Row]) -> list[str]:
    """Where the rows differ, as patient, column and both values; order counts."""
    if [row["patient_id"] for row in expected] != [row["patient_id"] for row in found]:
        return [f"{len(expected)} and {len(found)} patients, or another order"]
    return [
        f"{row['patient_id']}, {name}: {value!r} and {other[name]!r}"
        for row, other in zip(expected, found, strict=True)
        for name, value in row.items()
        if not same(value, other[name])
    ]


def same(expected: Any, found: Any) -> bool:
    """Numbers as decimals, dates as days, whatever the engine's own types are called."""
    if expected is None or found is None:
        return expected is None and found is None
    if isinstance(expected, int | Decimal):
        return isinstance(found, int | str | Decimal) and Decimal(found) == expected
    if isinstance(expected, date):
        return str(found)[:10] == expected.isoformat()
    return bool(expected == found)


sorted_texts = cmp_to_key(_ordered)
