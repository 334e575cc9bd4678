"""Oracle: dates that may hide a time, months that stick to their end, lists of a thousand."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .printer import Printer, as_type, called

_WHOLE = {exp.DType.BIGINT: 19, exp.DType.INT: 10}


class OraclePrinter(Printer):
    """``CAST('…' AS DATE)`` would be read by the session's date format, so a date is written by TO_DATE.

    NUMBER computes with 38 digits and more, and a cast refuses what has more digits before the point than the
    type; an empty text is NULL there, which the logical tables make of it everywhere.
    """

    dialect = Dialect.ORACLE
    sqlglot_name = "oracle"
    most_columns = 1_000
    most_members = 1_000

    def day(self, iso: str) -> exp.Expr:
        return called("TO_DATE", exp.Literal.string(iso), exp.Literal.string("YYYY-MM-DD"))

    def converted(self, node: exp.Cast) -> exp.Expr:
        """Whole numbers are NUMBER without decimals."""
        digits = _WHOLE.get(node.to.this)
        return as_type(node.this, f"decimal({digits}, 0)") if digits else node

    def quotient(self, dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
        """A whole number below 10^18 over one below 10^10: far from where rounding could reach a whole."""
        return called("TRUNC", exp.Div(this=dividend, expression=divisor, typed=True, safe=False))

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        """ADD_MONTHS makes the last of a month the last of another: 28 February and a month is 31 March.

        So the first of the month is moved, and the day of the month added, no further than that month goes.
        """
        month = called("ADD_MONTHS", called("TRUNC", day, exp.Literal.string("MM")), months)
        day_of_month = exp.Extract(this=exp.var("DAY"), expression=day.copy())
        reached = exp.Sub(this=exp.Add(this=month, expression=day_of_month), expression=exp.Literal.number(1))
        return called("LEAST", reached, called("LAST_DAY", month.copy()))
