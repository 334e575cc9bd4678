"""MySQL 8: exact decimals of 65 digits, and texts that are equal only when they are the same."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .printer import Printer, as_type, called, numeral

WIDEST = 65


class MySqlPrinter(Printer):
    """A number too large for a type is cut in a SELECT, so all numbers get the widest type there is.

    The default collation calls ``a``, ``A`` and ``å`` the same; ``utf8mb4_0900_bin`` compares code points and
    sees a trailing space.
    """

    dialect = Dialect.MYSQL
    sqlglot_name = "mysql"
    nulls_are_small = True
    collation = exp.var("utf8mb4_0900_bin")
    most_columns = 4_096
    most_tables = 61

    def converted(self, node: exp.Cast) -> exp.Expr:
        if node.to.this is not exp.DType.DECIMAL:
            return node
        return as_type(node.this, f"decimal({WIDEST}, {node.to.expressions[1].name})")

    def quotient(self, dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
        return exp.IntDiv(this=dividend, expression=divisor)

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return called("DATEDIFF", last, first)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return _moved(day, days, "DAY")

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        return _moved(day, months, "MONTH")


def _moved(day: exp.Expr, number: int, unit: str) -> exp.Expr:
    return called("DATE_ADD", day, exp.Interval(this=numeral(number), unit=exp.var(unit)))
