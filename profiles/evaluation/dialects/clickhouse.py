"""ClickHouse: decimals of 76 digits, dates from 1900 to 2299, and joins that must be told about NULL."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .printer import Printer, as_type, called, written
from .sorts import of_numeral
from .typed import type_of

WIDEST = 76


class ClickHousePrinter(Printer):
    """A numeral with a point is a binary float there, so an exact one is written as text.

    Without ``join_use_nulls`` a patient without records would get noughts and empty texts.
    """

    dialect = Dialect.CLICKHOUSE
    sqlglot_name = "clickhouse"
    ending = "\nSETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1"

    def day(self, iso: str) -> exp.Expr:
        return called("toDate32", exp.Literal.string(iso))

    def numeral(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Literal) and type_of(node).is_decimal:
            return _exact(node.name)
        return node

    def number(self, node: exp.Cast) -> exp.Expr:
        return _exact(written(node))

    def converted(self, node: exp.Cast) -> exp.Expr:
        if node.to.this is not exp.DType.DECIMAL:
            return node
        return as_type(node.this, f"decimal({WIDEST}, {node.to.expressions[1].name})")

    def quotient(self, dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
        return called("intDiv", dividend, divisor)

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return called("dateDiff", exp.Literal.string("day"), first, last)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return called("addDays", day, days)

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        return called("addMonths", day, months)

    def begins_with(self, text: exp.Expr, prefix: str) -> exp.Expr:
        return called("startsWith", text, exp.Literal.string(prefix))


def _exact(numeral: str) -> exp.Expr:
    return called("toDecimal256", exp.Literal.string(numeral), of_numeral(numeral.lstrip("-")).decimals)
