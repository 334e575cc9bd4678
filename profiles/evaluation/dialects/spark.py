"""Spark 3.4 and later."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .narrow import NarrowPrinter
from .printer import called


class SparkPrinter(NarrowPrinter):
    """Exact with the ordinary settings; ``spark.sql.ansi.enabled`` makes what does not fit an error."""

    dialect = Dialect.SPARK
    sqlglot_name = "spark"
    nulls_are_small = True
    carry = 1

    def quotient(self, dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
        return exp.IntDiv(this=dividend, expression=divisor)

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return called("DATEDIFF", last, first)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return called("DATE_ADD", day, days)

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        return called("ADD_MONTHS", day, months)
