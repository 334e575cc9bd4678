"""SQLite: no decimals and no dates, so numbers with a fraction and dates are texts.

Whole numbers are its 64-bit integers, which the core is proved to fit in. Numbers with decimals are computed
and compared by SQLite's own ``decimal`` extension (``decimal_add``, ``decimal_cmp`` …), exact with any number
of digits. Where the extension is not loaded the query stops with an error, and never rounds.
"""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect, NotExact
from .printer import Printer, any_of, as_type, called, inside, written
from .typed import type_of

_FUNCTIONS = {exp.Add: "decimal_add", exp.Sub: "decimal_sub", exp.Mul: "decimal_mul"}
_FORMATS = {"YEAR": "%Y", "MONTH": "%m", "DAY": "%d"}
_GLOB_WILDCARDS = "*?["


class SqlitePrinter(Printer):
    """LIKE ignores case there, GLOB does not; a date is moved by modifiers, which overflow a short month."""

    dialect = Dialect.SQLITE
    sqlglot_name = "sqlite"
    nulls_are_small = True
    collation = exp.var("BINARY")
    most_columns = 2_000
    most_tables = 64

    # --- numbers ----------------------------------------------------------------------------------

    def numeral(self, node: exp.Expr) -> exp.Expr:
        if not type_of(node).is_decimal:
            return node
        if isinstance(node, exp.Neg):
            return called("decimal_sub", _text("0"), node.this)
        return _text(node.name)

    def number(self, node: exp.Cast) -> exp.Expr:
        return _text(written(node)) if type_of(node).is_decimal else inside(node)

    def converted(self, node: exp.Cast) -> exp.Expr:
        """Whole numbers and decimal texts have no narrower type to be put in."""
        return inside(node)

    def calculation(self, node: exp.Binary) -> exp.Expr:
        if not type_of(node).is_decimal:
            return node
        function = _FUNCTIONS.get(type(node))
        if function is None:
            raise NotExact("SQLite deler ikke tal med decimaler eksakt.")
        return called(function, node.this, node.expression)

    def function(self, node: exp.Func) -> exp.Expr:
        what = type_of(node.this)
        if not what.is_decimal:
            return inside(node) if isinstance(node, exp.Floor) else node
        match node:
            case exp.Sum():
                return called("decimal_sum", node.this)
            case exp.Abs():
                return called("LTRIM", node.this, _text("-"))
            case exp.Floor() if not what.signed:
                return as_type(node.this, "bigint")
        raise NotExact(f"SQLite har ikke {node.sql_name()} af tal med decimaler.")

    def comparison(self, node: exp.Binary) -> exp.Expr:
        if not (type_of(node.this).is_decimal or type_of(node.expression).is_decimal):
            return node
        return type(node)(this=_compared(node.this, node.expression), expression=exp.Literal.number(0))

    def between(self, node: exp.Between) -> exp.Expr:
        low, high = node.args["low"], node.args["high"]
        if not any(type_of(each).is_decimal for each in (node.this, low, high)):
            return node
        above = exp.GTE(this=_compared(node.this, low), expression=exp.Literal.number(0))
        below = exp.LTE(this=_compared(node.this, high), expression=exp.Literal.number(0))
        return exp.paren(exp.And(this=above, expression=below), copy=False)

    def members(self, node: exp.In) -> exp.Expr:
        if not any(type_of(each).is_decimal for each in (node.this, *node.expressions)):
            return node
        nought = exp.Literal.number(0)
        same = [exp.EQ(this=_compared(node.this, each), expression=nought) for each in node.expressions]
        return exp.paren(any_of(same), copy=False)

    def ordered(self, node: exp.Ordered) -> exp.Expr:
        if type_of(node.this).is_decimal:
            node.set("this", exp.Collate(this=node.this, expression=exp.var("decimal")))
        return super().ordered(node)

    # --- dates ------------------------------------------------------------------------------------

    def day(self, iso: str) -> exp.Expr:
        return _text(iso)

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        days = exp.Sub(this=called("JULIANDAY", last), expression=called("JULIANDAY", first))
        return as_type(days, "bigint")

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return called("DATE", day, _text(f"{days:+} days"))

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        """The day moved on from the first of its month, but no further than the last of the month reached."""
        first = _text("start of month")
        day_of_month = exp.Sub(this=_part("%d", day), expression=exp.Literal.number(1))
        days = exp.DPipe(this=exp.paren(day_of_month), expression=_text(" days"), safe=True)
        reached = called("DATE", day, first.copy(), _text(f"{months:+} months"), days)
        last = called("DATE", day.copy(), first, _text(f"{months + 1:+} months"), _text("-1 day"))
        return called("MIN", reached, last)

    def part_of_date(self, node: exp.Extract) -> exp.Expr:
        return _part(_FORMATS[node.name.upper()], node.expression)

    # --- texts ------------------------------------------------------------------------------------

    def begins_with(self, text: exp.Expr, prefix: str) -> exp.Expr:
        pattern = "".join(f"[{sign}]" if sign in _GLOB_WILDCARDS else sign for sign in prefix) + "*"
        return exp.Glob(this=text, expression=_text(pattern))


def _compared(first: exp.Expr, second: exp.Expr) -> exp.Expr:
    """-1, 0 or 1: below, equal or above."""
    return called("decimal_cmp", first.copy(), second.copy())


def _part(form: str, day: exp.Expr) -> exp.Expr:
    return as_type(called("STRFTIME", _text(form), day.copy()), "bigint")


def _text(words: str) -> exp.Expr:
    return exp.Literal.string(words)
