"""Engines whose decimals lose digits without a word: Spark and SQL Server.

Both give a product or a sum a type from the types of its parts, and where that would need more than 38 digits
they cut decimals off. So every part is first given the narrowest type that holds it, and the type of the
result is computed here as the engine does: what would be cut is refused.
"""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp

from ..sql import DECIMALS
from .dialect import NotExact
from .printer import Printer, as_type, exact_operand, written
from .sorts import MOST_DIGITS, Sort, Type
from .typed import type_of

# Two digits fewer than elsewhere, to leave room for a factor: these many stand before the point.
WHOLE_DIGITS = 16
_KEPT = 6


class NarrowPrinter(Printer):
    """``carry`` is 1 where a sum gets a digit more than its parts, also at the cost of a decimal."""

    carry: ClassVar[int]
    recorded = Type(Sort.NUMBER, 10**WHOLE_DIGITS, DECIMALS, signed=True)

    def number(self, node: exp.Cast) -> exp.Expr:
        return exact_operand(node, type_of(node), self.dialect.shown)

    def calculation(self, node: exp.Binary) -> exp.Expr:
        left, right = type_of(node.this), type_of(node.expression)
        if not (left.is_decimal or right.is_decimal):
            return node
        if self._decimals_kept(node, left, right) < type_of(node).decimals:
            raise NotExact(f"{self.dialect.shown} ville afrunde: {_told(node)}.")
        for key, what in (("this", left), ("expression", right)):
            node.set(key, exact_operand(node.args[key], what, self.dialect.shown))
        return node

    def _decimals_kept(self, node: exp.Binary, left: Type, right: Type) -> int:
        """How many decimals the engine gives the result."""
        if isinstance(node, exp.Mul):
            decimals, digits = left.decimals + right.decimals, left.digits + right.digits + 1
        else:
            decimals, digits = max(left.decimals, right.decimals), max(left.digits, right.digits) + self.carry
        if digits + decimals <= MOST_DIGITS:
            return decimals
        return max(MOST_DIGITS - digits, min(decimals, _KEPT))

    def fraction(self, node: exp.Binary) -> exp.Expr:
        """The remainder by one is as fine as the number; a difference would need a digit more."""
        what = type_of(node.this)
        if what.signed:
            raise NotExact(f"{self.dialect.shown} ville tage resten af et negativt tal anderledes.")
        one = as_type(exp.Literal.number(1), "decimal(1, 0)")
        return exp.Mod(this=exact_operand(node.this, what, self.dialect.shown), expression=one)


def _told(node: exp.Binary) -> str:
    """The written number that makes it too much, where there is one."""
    numerals = [written(each) for each in node.find_all(exp.Cast)]
    return next((f"tallet {each} har for mange cifre" for each in numerals if each), "for mange cifre")
