"""One printer for all engines: a query's tree is rewritten construct by construct and written by sqlglot.

An engine overrides the methods whose construct it says, means or counts differently. The tree is rewritten
from the leaves up, so a method is handed parts that are already the engine's own, with their types kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from ..layout import PATIENT_ID
from .dialect import Dialect, NotExact, OutsideTheCore, TooLarge
from .sorts import MOST_DIGITS, RECORDED, Sort, Type
from .typed import give_type, is_fraction, type_of

_ESCAPE = "!"
_WRITTEN: dict[str, Any] = {
    "identify": True,
    "pretty": True,
    "copy": False,
    "unsupported_level": ErrorLevel.RAISE,
}
_AROUND = (exp.And, exp.Or, exp.Where)


class Printer:
    """What is written here holds for most; ``nulls_are_small`` where NULL sorts first without being told."""

    dialect: ClassVar[Dialect]
    sqlglot_name: ClassVar[str]
    nulls_are_small: ClassVar[bool] = False
    collation: ClassVar[exp.Expr | None] = None
    most_columns: ClassVar[int] = 1_000_000
    most_tables: ClassVar[int] = 1_000_000
    most_members: ClassVar[int] = 1_000_000
    more_wildcards: ClassVar[str] = ""
    ending: ClassVar[str] = ""
    recorded: ClassVar[Type] = RECORDED

    def print(self, tree: exp.Select) -> str:
        """The engine's text of a typed tree, which is used up. Raises ``NotPrintable``."""
        for node in reversed(list(tree.dfs())):
            self._rewrite(node)
        try:
            text = tree.sql(self.sqlglot_name, **_WRITTEN)
        except SqlglotError as error:
            raise OutsideTheCore(f"{self.dialect.shown} kan ikke sige det: {error}") from error
        return text + self.ending

    def _rewrite(self, node: exp.Expr) -> None:
        parent, key, index, what = node.parent, node.arg_key, node.index, type_of(node)
        made = self.rewritten(node)
        if made is node or parent is None or key is None:
            return
        give_type(made, what)
        made.comments = made.comments or node.comments
        parent.set(key, made, index)

    def rewritten(self, node: exp.Expr) -> exp.Expr:
        """The node as this engine says it; the node itself where it says it like the core."""
        match node:
            case exp.Literal() | exp.Neg():
                return node if _is_cast(node) else self.numeral(node)
            case exp.Column():
                return self.column(node)
            case exp.Cast():
                return self.cast(node)
            case exp.Add() | exp.Sub() | exp.Mul() | exp.IntDiv() | exp.Mod():
                return self.arithmetic(node)
            case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE():
                return self.comparison(node)
            case exp.Like() | exp.Escape():
                return self.like(node)
        return self._rewritten_rarely(node)

    def _rewritten_rarely(self, node: exp.Expr) -> exp.Expr:
        match node:
            case exp.Paren():
                return _without_needless_parentheses(node)
            case exp.Between():
                return self.between(node)
            case exp.In() if node.expressions:
                return self.members(node)
            case exp.Ordered():
                return self.ordered(node)
            case exp.Extract():
                return self.part_of_date(node)
            case exp.Floor() | exp.Abs() | exp.Sum() | exp.Max() | exp.Min():
                return self.function(node)
            case exp.Select():
                self._refuse_large(node)
        return node

    def _refuse_large(self, node: exp.Select) -> None:
        if len(node.expressions) > self.most_columns:
            raise TooLarge(f"{self.dialect.shown} kan højst have {self.most_columns} kolonner i en tabel.")
        if 1 + len(node.args.get("joins") or ()) > self.most_tables:
            raise TooLarge(f"{self.dialect.shown} kan højst samle {self.most_tables} tabeller på én gang.")

    # --- values -----------------------------------------------------------------------------------

    def numeral(self, node: exp.Expr) -> exp.Expr:
        """A number that is written without a type, or another one negated; sqlglot escapes texts."""
        return node

    def column(self, node: exp.Column) -> exp.Expr:
        """A text of a logical table is compared and sorted by code point whatever the table says (C5)."""
        what = type_of(node)
        if self.collation is None or what.sort is not Sort.TEXT or not what.stored:
            return node
        return exp.Collate(this=node, expression=self.collation.copy())

    def cast(self, node: exp.Cast) -> exp.Expr:
        inner = type_of(node.this)
        if inner.sort is Sort.DATE:
            return inside(node)
        if inner.sort is Sort.TEXT:
            return self.day(node.this.name)
        return self.number(node) if written(node) else self.converted(node)

    def day(self, iso: str) -> exp.Expr:
        """A calendar date as a literal."""
        return as_type(exp.Literal.string(iso), "date")

    def number(self, node: exp.Cast) -> exp.Expr:
        """A written number with its exact type."""
        return self.converted(node)

    def converted(self, node: exp.Cast) -> exp.Expr:
        """A number in another exact type, never rounded."""
        return node

    # --- arithmetic -------------------------------------------------------------------------------

    def arithmetic(self, node: exp.Binary) -> exp.Expr:
        """Plus, minus and the rest, which mean one thing on dates and another on numbers."""
        left = type_of(node.this)
        if left.sort is Sort.DATE:
            return self._of_dates(node)
        if isinstance(node, exp.IntDiv):
            return self.quotient(node.this, node.expression)
        if isinstance(node, exp.Sub) and is_fraction(node):
            return self.fraction(node)
        return self.calculation(node)

    def _of_dates(self, node: exp.Binary) -> exp.Expr:
        move = node.expression.unnest()
        if isinstance(node, exp.Sub):
            return self.days_between(node.expression, node.this)
        if isinstance(move, exp.Interval):
            return self.months_later(node.this, int(move.name))
        return self.days_later(node.this, _whole(move))

    def calculation(self, node: exp.Binary) -> exp.Expr:
        """Plus, minus, times or remainder of numbers."""
        return node

    def quotient(self, dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
        """Whole-number division of what is not negative."""
        return exp.Div(this=dividend, expression=divisor, typed=True, safe=False)

    def fraction(self, node: exp.Binary) -> exp.Expr:
        """``x - FLOOR(x)``."""
        return self.calculation(node)

    def function(self, node: exp.Func) -> exp.Expr:
        """The size, floor, sum, greatest or least of numbers or dates."""
        return node

    # --- dates ------------------------------------------------------------------------------------

    def days_between(self, first: exp.Expr, last: exp.Expr) -> exp.Expr:
        return exp.Sub(this=last, expression=first)

    def days_later(self, day: exp.Expr, days: int) -> exp.Expr:
        return exp.Add(this=day, expression=numeral(days))

    def months_later(self, day: exp.Expr, months: int) -> exp.Expr:
        """A day that does not exist becomes the last day of its month (2.2)."""
        move = exp.Interval(this=exp.Literal.string(str(months)), unit=exp.var("MONTH"))
        return as_type(exp.Add(this=day, expression=move), "date")

    def part_of_date(self, node: exp.Extract) -> exp.Expr:
        return node

    # --- conditions -------------------------------------------------------------------------------

    def comparison(self, node: exp.Binary) -> exp.Expr:
        return node

    def between(self, node: exp.Between) -> exp.Expr:
        return node

    def members(self, node: exp.In) -> exp.Expr:
        """A list of values, in parts where the engine bounds a list."""
        values = node.expressions
        if len(values) <= self.most_members:
            return node
        starts = range(0, len(values), self.most_members)
        lists = [
            exp.In(this=node.this.copy(), expressions=values[start : start + self.most_members])
            for start in starts
        ]
        return exp.paren(any_of(lists), copy=False)

    def like(self, node: exp.Expr) -> exp.Expr:
        """Only prefixes are asked for; a LIKE inside its ESCAPE waits for it."""
        if isinstance(node.parent, exp.Escape):
            return node
        like = node.this if isinstance(node, exp.Escape) else node
        escape = node.expression.name if isinstance(node, exp.Escape) else ""
        return self.begins_with(like.this, _prefix(like.expression.name, escape))

    def begins_with(self, text: exp.Expr, prefix: str) -> exp.Expr:
        """Only what is a wildcard is escaped: some engines refuse an escape before anything else.

        A backslash is an escape where none is named, so then one is.
        """
        special = "%_" + _ESCAPE + self.more_wildcards
        pattern = "".join(_ESCAPE + sign if sign in special else sign for sign in prefix) + "%"
        like = exp.Like(this=text, expression=exp.Literal.string(pattern))
        if not set(prefix) & {*special, "\\"}:
            return like
        return exp.Escape(this=like, expression=exp.Literal.string(_ESCAPE))

    # --- order ------------------------------------------------------------------------------------

    def ordered(self, node: exp.Ordered) -> exp.Expr:
        """A missing value comes before every value (C5), which not every engine can or need be told."""
        descending, nulls_first = bool(node.args.get("desc")), bool(node.args.get("nulls_first"))
        if nulls_first is not descending:
            return node
        if node.this.name != PATIENT_ID:
            raise OutsideTheCore("En manglende værdi skal stå før alle andre i rækkefølgen.")
        # A patient is never missing, so nothing is said of where a missing one would stand.
        node.set("nulls_first", self.nulls_are_small is not descending)
        return node


def any_of(conditions: Iterable[exp.Expr]) -> exp.Expr:
    """OR over the conditions."""
    first, *others = conditions
    for each in others:
        first = exp.Or(this=first, expression=each)
    return first


def exact_operand(node: exp.Expr, what: Type, title: str) -> exp.Expr:
    """A number in the narrowest decimal type that holds it. Raises ``NotExact`` beyond 38 digits."""
    if what.precision > MOST_DIGITS:
        raise NotExact(f"{title} har ikke cifre nok til at regne forespørgslen eksakt.")
    bare = node.this if isinstance(node, exp.Cast) and written(node) else node
    return as_type(bare, f"decimal({what.precision}, {what.decimals})")


def inside(node: exp.Expr) -> exp.Expr:
    """What a cast, a function or parentheses are of."""
    inner: exp.Expr = node.this
    return inner


def written(node: exp.Cast) -> str:
    """The numeral that a cast gives its type; empty for any other cast."""
    inner = node.this.unnest()
    sign = "-" if isinstance(inner, exp.Neg) else ""
    literal = inner.this if sign else inner
    return sign + literal.name if isinstance(literal, exp.Literal) and not literal.is_string else ""


def _without_needless_parentheses(node: exp.Paren) -> exp.Expr:
    """A condition that binds tighter than what is around it needs none."""
    inner = inside(node)
    loose = isinstance(inner, exp.Or | exp.And | exp.Not)
    return inner if isinstance(node.parent, _AROUND) and not loose else node


def _is_cast(node: exp.Expr) -> bool:
    parent = node.parent.parent if isinstance(node.parent, exp.Neg) else node.parent
    return isinstance(parent, exp.Cast)


def as_type(node: exp.Expr, type_name: str) -> exp.Cast:
    """A cast to a type by its portable name."""
    return exp.Cast(this=node, to=_type_named(type_name).copy())


@cache
def _type_named(name: str) -> exp.DataType:
    return exp.DataType.build(name)


def called(function: str, *arguments: exp.Expr | int) -> exp.Anonymous:
    """A function by its own name in the engine."""
    parts = [numeral(each) if isinstance(each, int) else each for each in arguments]
    return exp.Anonymous(this=function, expressions=parts)


def numeral(value: int) -> exp.Expr:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def _whole(node: exp.Expr) -> int:
    """The whole number that is written."""
    if isinstance(node, exp.Neg):
        return -_whole(node.this)
    if not (isinstance(node, exp.Literal) and node.is_int):
        raise OutsideTheCore("En dato flyttes kun et skrevet antal dage.")
    return int(node.name)


def _prefix(pattern: str, escape: str) -> str:
    """The text that a pattern asks to begin with. Raises ``OutsideTheCore`` for any other pattern."""
    text, rest = "", pattern[:-1]
    while rest:
        sign, rest = rest[0], rest[1:]
        if sign == escape and rest:
            sign, rest = rest[0], rest[1:]
        elif sign in "%_":
            raise OutsideTheCore("LIKE må kun spørge, hvad en tekst begynder med.")
        text += sign
    if not pattern.endswith("%"):
        raise OutsideTheCore("LIKE må kun spørge, hvad en tekst begynder med.")
    return text
