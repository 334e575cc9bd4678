"""The white list, and what is known of values before a query runs."""

from __future__ import annotations

import pytest

from profiles.evaluation.dialects import Dialect, NotExact, NotPrintable, OutsideTheCore, print_query

PATIENT = 'SELECT {} AS "x" FROM "patient" AS r'
LAB = 'SELECT {} AS "x" FROM "measurement" AS r'


def printed(sql: str, dialect: Dialect = Dialect.POSTGRES) -> str:
    return print_query(sql, dialect)


@pytest.mark.parametrize(
    "expression",
    [
        'r."birth_date"::VARCHAR',
        "DATE '2026-11-21' + INTERVAL '1' DAY * 2",
        'list_value(r."sex")',
        'r."sex" || r."sex"',
        'r."sex" = ANY (SELECT 1)',
        "TRUE",
        'COALESCE(r."sex", CAST(1 AS BIGINT))',
        'CAST(r."sex" AS DECIMAL(38, 20))',
        "CAST(1 AS DOUBLE)",
        'r."birth_date" + r."enrolled_from"',
    ],
)
def test_what_is_not_on_the_list_is_refused_by_name(expression: str) -> None:
    with pytest.raises(NotPrintable):
        printed(PATIENT.format(expression))


@pytest.mark.parametrize(
    "more",
    [" LIMIT 3", " QUALIFY 1 = 1", " HAVING 1 = 1", " OFFSET 2", " USING SAMPLE 10%", " UNION ALL SELECT 1"],
)
def test_a_known_word_with_an_unknown_part_is_refused(more: str) -> None:
    with pytest.raises(OutsideTheCore):
        printed(PATIENT.format('r."sex"') + more)


def test_a_select_of_distinct_rows_is_refused() -> None:
    with pytest.raises(OutsideTheCore):
        printed('SELECT DISTINCT r."sex" AS "x" FROM "patient" AS r')


@pytest.mark.parametrize("sql", ["", "DELETE FROM patient", "SELECT 1; SELECT 2", "SELECT ((1 AS x"])
def test_only_one_query_is_printed(sql: str) -> None:
    with pytest.raises(OutsideTheCore):
        printed(sql)


def test_a_column_or_table_that_is_not_there_is_named() -> None:
    with pytest.raises(OutsideTheCore, match="shoe"):
        printed(PATIENT.format('r."shoe"'))
    with pytest.raises(OutsideTheCore, match="tandlæge"):
        printed('SELECT r."a" AS "x" FROM "tandlæge" AS r')


def test_like_asks_only_what_a_text_begins_with() -> None:
    with pytest.raises(OutsideTheCore, match="begynder med"):
        printed(PATIENT.format("CASE WHEN r.\"sex\" LIKE '%male' THEN 1 END"))
    with pytest.raises(OutsideTheCore, match="begynder med"):
        printed(PATIENT.format("CASE WHEN r.\"sex\" LIKE 'm_l%' THEN 1 END"))


def test_a_missing_value_must_stand_first_in_an_order() -> None:
    numbered = 'ROW_NUMBER() OVER (PARTITION BY r."patient_id" ORDER BY r."date" {})'
    with pytest.raises(OutsideTheCore, match="manglende værdi"):
        printed(LAB.format(numbered.format("ASC NULLS LAST")))
    assert "NULLS FIRST" in printed(LAB.format(numbered.format("ASC NULLS FIRST")))


@pytest.mark.parametrize(
    "expression",
    [
        'CAST(r."value" AS BIGINT)',
        'CAST(r."value" * r."value" AS DECIMAL(38, 10))',
        'CAST(r."value" AS DECIMAL(38, 5))',
    ],
)
def test_a_cast_that_would_round_is_refused(expression: str) -> None:
    with pytest.raises(NotExact, match="afrunde"):
        printed(LAB.format(expression))


def test_whole_numbers_that_could_outgrow_64_bits_are_refused_for_all_engines() -> None:
    grown = 'CAST(FLOOR(r."value") AS BIGINT) * 1000000'
    for dialect in set(Dialect) - {Dialect.DUCKDB}:
        with pytest.raises(NotExact, match="64 bit"):
            printed(LAB.format(grown), dialect)


def test_whole_numbers_are_divided_only_when_they_are_not_negative() -> None:
    with pytest.raises(NotExact, match="negative"):
        printed(LAB.format('CAST(FLOOR(r."value") AS BIGINT) // 3'))
    assert "/" in printed(LAB.format('CAST(FLOOR(ABS(r."value")) AS BIGINT) // 3'))
