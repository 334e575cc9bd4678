"""The portable core as a syntax tree: a white list of constructs, and nothing else gets through.

sqlglot prints what an engine lacks as something else, or as it stands, without a word. So a printer sees only
trees whose every node, and every property of a node, is listed here with its meaning known.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from .dialect import OutsideTheCore

_BINARY = ("this", "expression")
_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
_CONNECTORS = (exp.And, exp.Or)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.IntDiv, exp.Mod)
_UNARY = (exp.Not, exp.Neg, exp.Paren, exp.Abs, exp.Floor, exp.Max, exp.Min, exp.Sum)

ALLOWED: dict[type[exp.Expr], tuple[str, ...]] = {
    **dict.fromkeys((*_COMPARISONS, *_CONNECTORS, *_ARITHMETIC), _BINARY),
    **dict.fromkeys(_UNARY, ("this",)),
    exp.Alias: ("this", "alias"),
    exp.Between: ("this", "low", "high"),
    exp.CTE: ("this", "alias"),
    exp.Case: ("ifs", "default"),
    exp.Cast: ("this", "to", "_type"),
    exp.Coalesce: ("this", "expressions"),
    exp.Column: ("this", "table"),
    exp.Count: ("this", "big_int"),
    exp.DataType: ("this", "expressions"),
    exp.DataTypeParam: ("this",),
    exp.Distinct: ("expressions",),
    exp.Escape: _BINARY,
    exp.Extract: _BINARY,
    exp.From: ("this",),
    exp.Group: ("expressions",),
    exp.Identifier: ("this", "quoted"),
    exp.If: ("this", "true"),
    exp.In: ("this", "expressions", "query"),
    exp.Interval: ("this", "unit"),
    exp.Is: _BINARY,
    exp.Join: ("this", "side", "kind", "on"),
    exp.Like: _BINARY,
    exp.Literal: ("this", "is_string"),
    exp.Null: (),
    exp.Order: ("expressions",),
    exp.Ordered: ("this", "desc", "nulls_first"),
    exp.RowNumber: (),
    exp.Select: ("with_", "expressions", "from_", "joins", "where", "group", "order"),
    exp.Star: (),
    exp.Subquery: ("this", "alias"),
    exp.Table: ("this", "alias"),
    exp.TableAlias: ("this",),
    exp.Union: _BINARY,
    exp.Var: ("this",),
    exp.Where: ("this",),
    exp.Window: ("this", "partition_by", "order", "over"),
    exp.With: ("expressions",),
}
# What stands for "not there" in a property of a node.
_ABSENT: tuple[object, ...] = (None, False, [])


def parsed(sql: str) -> exp.Select:
    """The tree of a query in the core. Raises :class:`OutsideTheCore`.

    Which table the reference keeps changes no row and is its own affair, so it is not in the tree.
    """
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except SqlglotError as error:
        raise OutsideTheCore("Forespørgslen kan ikke læses.") from error
    if not isinstance(tree, exp.Select):
        raise OutsideTheCore("Forespørgslen er ikke en SELECT.")
    for node in tree.walk():
        if isinstance(node, exp.CTE):
            node.set("materialized", None)
        _refuse_strangers(node)
    return tree


def _refuse_strangers(node: exp.Expr) -> None:
    allowed = ALLOWED.get(type(node))
    if allowed is None:
        raise OutsideTheCore(f"{type(node).__name__} er ikke i den flytbare kerne.")
    for key, value in node.args.items():
        if key not in allowed and value not in _ABSENT:
            raise OutsideTheCore(f"{type(node).__name__} med {key} er ikke i den flytbare kerne.")
