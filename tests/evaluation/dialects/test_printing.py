"""What each engine says in its own way, construct by construct. The whole texts are in ``golden``."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import product

import pytest

from profiles.evaluation.dates import shifted, step
from profiles.evaluation.dialects import NOTES, Dialect, NotExact, TooLarge, print_query, table_definitions
from profiles.evaluation.sql import column, later, starts_with

from ..clinic import CATALOGUE

ELSEWHERE = [each for each in Dialect if each is not Dialect.DUCKDB]


def of(expression: str, dialect: Dialect, table: str = "measurement") -> str:
    """The text of a query that asks for the expression, on one line."""
    text = print_query(f'SELECT {expression} AS "x" FROM "{table}" AS r', dialect)
    lines = [line.strip() for line in text.splitlines() if not line.startswith("--")]
    return " ".join(lines).replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize(
    ("dialect", "expected"),
    {
        Dialect.POSTGRES: "CAST('2026-11-21' AS DATE)",
        Dialect.SQL_SERVER: "CAST('2026-11-21' AS DATE)",
        Dialect.ORACLE: "TO_DATE('2026-11-21', 'YYYY-MM-DD')",
        Dialect.CLICKHOUSE: "toDate32('2026-11-21')",
        Dialect.SQLITE: "SELECT '2026-11-21' AS",
    }.items(),
)
def test_a_date_is_written_so_that_no_setting_reads_it_otherwise(dialect: Dialect, expected: str) -> None:
    assert expected in of("DATE '2026-11-21'", dialect)


@pytest.mark.parametrize(
    ("dialect", "expected"),
    {
        Dialect.POSTGRES: 'CAST(\'2026-11-21\' AS DATE) - "r"."date"',
        Dialect.SQL_SERVER: "DATEDIFF(DAY, [r].[date], CAST('2026-11-21' AS DATE))",
        Dialect.MYSQL: "DATEDIFF(CAST('2026-11-21' AS DATE), `r`.`date`)",
        Dialect.TRINO: "DATE_DIFF('day', \"r\".\"date\", CAST('2026-11-21' AS DATE))",
        Dialect.SQLITE: 'CAST(JULIANDAY(\'2026-11-21\') - JULIANDAY("r"."date") AS INTEGER)',
    }.items(),
)
def test_days_are_counted_from_the_first_to_the_last(dialect: Dialect, expected: str) -> None:
    assert expected in of("DATE '2026-11-21' - r.\"date\"", dialect)


@pytest.mark.parametrize(
    ("dialect", "expected"),
    {
        Dialect.MYSQL: "COLLATE utf8mb4_0900_bin = 'x'",
        Dialect.SQL_SERVER: "COLLATE Latin1_General_100_BIN2_UTF8 = 'x'",
        Dialect.POSTGRES: "COLLATE \"C\" = 'x'",
        Dialect.SQLITE: "COLLATE BINARY = 'x'",
    }.items(),
)
def test_texts_are_compared_sign_by_sign_whatever_the_tables_say(dialect: Dialect, expected: str) -> None:
    assert expected in of("CASE WHEN r.\"comparator\" = 'x' THEN 1 END", dialect)


def test_a_text_beyond_ascii_is_a_national_literal_in_sql_server() -> None:
    asked = "CASE WHEN r.\"comparator\" IN ('Ærø', 'x') THEN 1 END"
    assert "IN (N'Ærø', 'x')" in of(asked, Dialect.SQL_SERVER)


@pytest.mark.parametrize(
    ("dialect", "prefix", "expected"),
    [
        (Dialect.SQLITE, "A*[", "GLOB 'A[*][[]*'"),
        (Dialect.SQL_SERVER, "A[", "LIKE 'A![%' ESCAPE '!'"),
        (Dialect.CLICKHOUSE, "A%\\", "'A%\\\\')"),
        (Dialect.ORACLE, "A\\", "LIKE 'A\\%' ESCAPE '!'"),
        (Dialect.TRINO, "A!%", "LIKE 'A!!!%%' ESCAPE '!'"),
        (Dialect.POSTGRES, "T90", "LIKE 'T90%' THEN"),
    ],
)
def test_a_prefix_is_asked_for_sign_by_sign(dialect: Dialect, prefix: str, expected: str) -> None:
    asked = starts_with(column("r", "code_npu"), prefix)
    assert expected in of(f"CASE WHEN {asked} THEN 1 END", dialect)


# --- numbers ---------------------------------------------------------------------------------------


def test_clickhouse_never_sees_a_numeral_that_it_would_read_as_a_float() -> None:
    assert "toDecimal256('-5.5', 1)" in of("CAST(-5.5 AS DECIMAL(38, 20))", Dialect.CLICKHOUSE)
    assert "toDecimal256('0.000001', 6)" in of('r."value" * 0.000001', Dialect.CLICKHOUSE)


def test_mysql_gives_numbers_a_type_that_cuts_nothing() -> None:
    assert "AS DECIMAL(65, 20)" in of('CAST(r."value" AS DECIMAL(38, 20))', Dialect.MYSQL)


def test_sqlite_computes_with_decimals_and_keeps_whole_numbers() -> None:
    assert "DECIMAL_MUL" in of('r."value" * CAST(0.1 AS DECIMAL(25, 10))', Dialect.SQLITE)
    compared = of('CASE WHEN r."value" >= CAST(53 AS DECIMAL(38, 20)) THEN 1 END', Dialect.SQLITE)
    assert 'DECIMAL_CMP("r"."value", 53) >= 0' in compared
    assert "DECIMAL" not in of('r."date_seconds" + 1', Dialect.SQLITE)


def test_sqlite_refuses_what_its_decimals_cannot_do() -> None:
    with pytest.raises(NotExact, match="SQLite"):
        of('MAX(r."value")', Dialect.SQLITE)


@pytest.mark.parametrize("dialect", [Dialect.SPARK, Dialect.SQL_SERVER])
def test_a_factor_with_more_digits_than_there_is_room_for_is_refused_with_the_number(
    dialect: Dialect,
) -> None:
    conversion = 'CAST(r."value" * CAST({} AS DECIMAL(25, 10)) AS DECIMAL(38, 20))'
    assert "10.93" in of(conversion.format("10.93"), dialect)
    assert "0.0000000001" in of(conversion.format("0.0000000001"), dialect)
    with pytest.raises(NotExact, match=r"tallet 12345\.1234567891 har for mange cifre"):
        of(conversion.format("12345.1234567891"), dialect)


@pytest.mark.parametrize("dialect", [Dialect.SPARK, Dialect.SQL_SERVER])
def test_a_fraction_is_a_remainder_where_a_difference_would_lose_a_decimal(dialect: Dialect) -> None:
    assert "% CAST(1 AS" in of('ABS(r."value") - FLOOR(ABS(r."value"))', dialect)
    with pytest.raises(NotExact, match="negativt"):
        of('r."value" - FLOOR(r."value")', dialect)


# --- dates moved by months, on SQLite, whose own months overflow ---------------------------------------

DAYS = [date(2026, 1, 31), date(2024, 2, 29), date(2025, 2, 28), date(2026, 11, 30), date(2026, 12, 31)]
MONTHS = ["P1M", "-P1M", "P1Y", "-P1Y", "-P3M", "P13M", "-P4Y", "P200Y"]


@pytest.mark.parametrize(("day", "offset"), list(product(DAYS, MONTHS)))
def test_sqlite_ends_a_short_month_on_its_last_day(day: date, offset: str) -> None:
    moved = later(column("r", "date"), step(offset))
    text = print_query(f'SELECT {moved} AS "x" FROM "contact" AS r', Dialect.SQLITE)
    database = sqlite3.connect(":memory:")
    try:
        database.execute('CREATE TABLE "contact" ("date" TEXT)')
        database.execute('INSERT INTO "contact" VALUES (?)', [day.isoformat()])
        assert database.execute(text).fetchone()[0] == shifted(day, offset).isoformat()
    finally:
        database.close()


def test_oracle_moves_the_first_of_the_month_because_its_months_stick_to_their_end() -> None:
    moved = of(later('r."date"', step("P1M")), Dialect.ORACLE, "contact")
    assert 'ADD_MONTHS(TRUNC("r"."date", \'MM\'), 1)' in moved
    assert "LAST_DAY" in moved


# --- limits and notes ----------------------------------------------------------------------------------


def test_oracle_gets_long_lists_in_parts() -> None:
    codes = ", ".join(f"'C{number}'" for number in range(2_500))
    text = of(f'CASE WHEN r."code_npu" IN ({codes}) THEN 1 END', Dialect.ORACLE)
    assert text.count(" IN (") == 3


@pytest.mark.parametrize("dialect", [Dialect.ORACLE, Dialect.POSTGRES, Dialect.SQLITE])
def test_more_columns_than_an_engine_has_are_refused(dialect: Dialect) -> None:
    columns = ", ".join(f'1 AS "c_{number}"' for number in range(2_001))
    with pytest.raises(TooLarge, match="kolonner"):
        print_query(f'SELECT {columns} FROM "patient" AS r', dialect)


def test_more_tables_than_an_engine_can_join_are_refused() -> None:
    joins = " ".join(
        f'LEFT JOIN "contact" AS c{number} ON c{number}."patient_id" = r."patient_id"' for number in range(64)
    )
    sql = f'SELECT r."patient_id" AS "x" FROM "patient" AS r {joins}'
    for dialect in (Dialect.SQLITE, Dialect.MYSQL):
        with pytest.raises(TooLarge, match="tabeller"):
            print_query(sql, dialect)
    assert print_query(sql, Dialect.POSTGRES)


@pytest.mark.parametrize("dialect", Dialect)
def test_every_engine_has_notes_and_all_the_tables(dialect: Dialect) -> None:
    assert NOTES[dialect].version
    assert len(table_definitions(CATALOGUE, dialect)) == len(CATALOGUE.elements)


@pytest.mark.parametrize("dialect", ELSEWHERE)
def test_a_comment_cannot_end_itself_or_open_another(dialect: Dialect) -> None:
    sql = 'SELECT r."sex" AS "x" -- */ DROP TABLE patient; /* --\nFROM "patient" AS r'
    text = print_query(sql, dialect)
    body = "".join(line for line in text.splitlines() if not line.startswith("--"))
    assert body.count("/*") == body.count("*/") == 1
    assert body.index("/*") < body.index("DROP") < body.index("*/")


def test_a_table_takes_in_nothing_that_its_engine_cannot_compute_alike() -> None:
    database = sqlite3.connect(":memory:")
    try:
        for definition in table_definitions(CATALOGUE, Dialect.SQLITE):
            database.execute(definition)
        measure = 'INSERT INTO "measurement" ("patient_id", "date", "value") VALUES (?, ?, ?)'
        database.execute(measure, ["anna-k", "2026-11-21", "53.0000000001"])
        for day, value in (("2026-02-30", "53"), ("21.11.2026", "53"), ("2026-11-21", "5,3")):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                database.execute(measure, ["anna-k", day, value])
    finally:
        database.close()
