"""Trino: the core with date functions instead of signs."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .printer import Printer, called


class TrinoPrinter(Printer):
    """Decimals of 38 digits keep every decimal in sums and products and refuse what does not fit."""

    dialect = Dialect.TRINO
    sqlglot_name = "trino"

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return called("DATE_DIFF", exp.Literal.string("day"), first, last)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return called("DATE_ADD", exp.Literal.string("day"), days, day)

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        return called("DATE_ADD", exp.Literal.string("month"), months, day)
