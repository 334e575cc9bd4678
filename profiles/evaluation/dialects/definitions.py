"""The logical tables in an engine's own types: what a practice system makes as tables, or as views (10.1).

A constraint stands where the engine would otherwise take in what it cannot compute alike: dates beyond its
calendar, a time hidden in a date, a trailing space that it does not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.standard.catalogue import Catalogue, Element

from ..layout import PATIENT_ID, Kind, columns_of
from ..sql import DECIMALS, RECORDED
from .dialect import Dialect
from .narrow import WHOLE_DIGITS

_NARROW = f"DECIMAL({WHOLE_DIGITS + DECIMALS}, {DECIMALS})"


@dataclass(frozen=True)
class Shapes:
    """Column types and constraints; ``{}`` in a constraint is the quoted column. ``ending`` ends a table."""

    text: str
    date: str
    number: str
    seconds: str
    quotes: str = '""'
    missing: str = "{}"
    text_check: str = ""
    date_check: str = ""
    number_check: str = ""
    ending: str = ""
    named_checks: bool = False

    def name(self, identifier: str) -> str:
        return f"{self.quotes[0]}{identifier}{self.quotes[1]}"

    def of(self, kind: Kind) -> tuple[str, str]:
        """A column's type and its constraint, if any."""
        match kind:
            case Kind.DATE | Kind.MOMENT:
                return self.date, self.date_check
            case Kind.NUMBER:
                return self.number, self.number_check
            case Kind.SECONDS:
                return self.seconds, ""
        return self.text, self.text_check


SHAPES = {
    Dialect.DUCKDB: Shapes("VARCHAR", "DATE", RECORDED, "INTEGER"),
    Dialect.POSTGRES: Shapes('TEXT COLLATE "C"', "DATE", "NUMERIC(28, 10)", "INTEGER"),
    Dialect.SQL_SERVER: Shapes(
        "VARCHAR(400) COLLATE Latin1_General_100_BIN2_UTF8",
        "DATE",
        _NARROW,
        "INT",
        quotes="[]",
        text_check="{} NOT LIKE '% '",
    ),
    Dialect.ORACLE: Shapes(
        "VARCHAR2(400 CHAR)", "DATE", "NUMBER(28, 10)", "NUMBER(5)", date_check="{0} = TRUNC({0})"
    ),
    Dialect.MYSQL: Shapes(
        "VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin",
        "DATE",
        "DECIMAL(28, 10)",
        "INT",
        quotes="``",
        date_check="{} BETWEEN '1200-01-01' AND '9799-12-31'",
    ),
    Dialect.SPARK: Shapes("STRING", "DATE", _NARROW, "INT", quotes="``"),
    Dialect.TRINO: Shapes("VARCHAR", "DATE", "DECIMAL(28, 10)", "INTEGER"),
    Dialect.CLICKHOUSE: Shapes(
        "String",
        "Date32",
        "Decimal(28, 10)",
        "Int32",
        missing="Nullable({})",
        date_check="{} > toDate32('1900-01-01') AND {0} < toDate32('2299-12-31')",
        ending=" ENGINE = MergeTree ORDER BY {}",
        named_checks=True,
    ),
    Dialect.SQLITE: Shapes(
        "TEXT",
        "TEXT",
        "TEXT",
        "INTEGER",
        date_check="{0} IS DATE({0}, '+0 days') AND {0} BETWEEN '0201-01-01' AND '9799-12-31'",
        number_check="{} NOT GLOB '*[^-.0-9]*'",
    ),
}


def table_definitions(catalogue: Catalogue, dialect: Dialect) -> list[str]:
    """A CREATE TABLE for every element of the catalogue, without a closing semicolon."""
    return [_table(element, SHAPES[dialect]) for element in catalogue.elements]


def column_types(element: Element, dialect: Dialect) -> dict[str, str]:
    """The engine's types of an element's columns but the patient's."""
    return {each.name: SHAPES[dialect].of(each.kind)[0] for each in columns_of(element)}


def _table(element: Element, shapes: Shapes) -> str:
    patient = shapes.name(PATIENT_ID)
    lines = [f"{patient} {shapes.text} NOT NULL", *_columns(element, shapes), *_checks(element, shapes)]
    ending = shapes.ending.format(patient)
    return f"CREATE TABLE {shapes.name(element.id)} (\n  " + ",\n  ".join(lines) + f"\n){ending}"


def _columns(element: Element, shapes: Shapes) -> Iterator[str]:
    for each in columns_of(element):
        yield f"{shapes.name(each.name)} {shapes.missing.format(shapes.of(each.kind)[0])}"


def _checks(element: Element, shapes: Shapes) -> Iterator[str]:
    """A missing value meets every constraint."""
    for each in columns_of(element):
        check = shapes.of(each.kind)[1]
        if not check:
            continue
        column = shapes.name(each.name)
        condition = check.replace("{}", "{0}").format(column)
        if shapes.named_checks:
            named = shapes.name(f"{each.name}_kan_regnes")
            yield f"CONSTRAINT {named} CHECK {column} IS NULL OR ({condition})"
        else:
            yield f"CHECK ({condition})"
