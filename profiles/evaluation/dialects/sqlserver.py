"""SQL Server 2019 and later."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .narrow import NarrowPrinter
from .printer import called


class SqlServerPrinter(NarrowPrinter):
    """Texts are UTF-8 under a binary collation, the only one that sorts by code point.

    A letter outside ASCII is lost in an ordinary literal where the database's code page lacks it, so such
    texts are national literals. ``[`` opens a class of signs in LIKE.
    """

    dialect = Dialect.SQL_SERVER
    sqlglot_name = "tsql"
    nulls_are_small = True
    collation = exp.var("Latin1_General_100_BIN2_UTF8")
    most_columns = 1_024
    more_wildcards = "["
    carry = 0

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return called("DATEDIFF", exp.var("DAY"), first, last)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return called("DATEADD", exp.var("DAY"), days, day)

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        return called("DATEADD", exp.var("MONTH"), months, day)

    def numeral(self, node: exp.Expr) -> exp.Expr:
        """A text with other letters than ASCII as a national literal."""
        if isinstance(node, exp.Literal) and node.is_string and not node.name.isascii():
            return exp.National(this=node.name)
        return node
