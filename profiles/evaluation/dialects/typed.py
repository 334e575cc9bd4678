"""The types of a query in the core: every value in the tree is told what it is, from the tables and up.

Number rules follow the values, not an engine: what a sum or a product can become at most. Whole numbers are
proved to fit in 64 bits here, once for all engines, and a cast is proved not to round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sqlglot import exp

from profiles.standard.catalogue import Catalogue, Element

from ..layout import PATIENT_ID, Kind, columns_of
from .dialect import NotExact, OutsideTheCore
from .sorts import (
    COUNTED,
    DATE,
    DAYS,
    MOST_DIGITS,
    NOTHING,
    SECONDS,
    SMALLEST_BIGINT_OVERFLOW,
    TEXT,
    TRUTH,
    Sort,
    Type,
    common,
    of_numeral,
    whole,
)

Columns = Mapping[str, Type]
Sources = Mapping[str, Columns]

_TYPE = "type"
_OF_KIND = {
    Kind.DATE: DATE,
    Kind.MOMENT: DATE,
    Kind.SECONDS: SECONDS,
    Kind.TEXT: TEXT,
    Kind.CODE: TEXT,
}
_PARTS = {"YEAR": whole(10_000), "MONTH": whole(13), "DAY": whole(32)}
_WHOLE_LIMITS = {exp.DType.BIGINT: SMALLEST_BIGINT_OVERFLOW, exp.DType.INT: 2**31}


def type_of(node: exp.Expr) -> Type:
    """The type of a value in a tree that :func:`told` has been through."""
    found = node.meta.get(_TYPE)
    return found if isinstance(found, Type) else NOTHING


def give_type(node: exp.Expr, what: Type) -> None:
    node.meta[_TYPE] = what


def tables_of(catalogue: Catalogue, recorded: Type) -> Sources:
    """The logical tables; ``recorded`` is the type of their numbers."""
    return {element.id: _table(element, _OF_KIND | {Kind.NUMBER: recorded}) for element in catalogue.elements}


def _table(element: Element, of_kind: Mapping[Kind, Type]) -> Columns:
    stored = {PATIENT_ID: TEXT, **{each.name: of_kind[each.kind] for each in columns_of(element)}}
    return {name: replace(what, stored=True) for name, what in stored.items()}


def told(query: exp.Select, tables: Sources) -> Columns:
    """Give every value its type; the query's own columns come back.

    Raises ``OutsideTheCore`` for names and mixtures that have no meaning, ``NotExact`` for numbers that grow
    beyond what every engine computes exactly.
    """
    known = dict(tables)
    with_ = query.args.get("with_")
    for table in with_.expressions if with_ else ():
        known[table.alias] = _select(table.this, known)
    return _select(query, known)


def _select(select: exp.Expr, known: Sources) -> Columns:
    if isinstance(select, exp.Union):
        return _union(select, known)
    if not isinstance(select, exp.Select):
        raise OutsideTheCore(f"{type(select).__name__} kan ikke være en tabel.")
    sources = {alias: columns for each in _from(select) for alias, columns in [_source(each, known)]}
    for node in reversed(list(_own_nodes(select))):
        if isinstance(node, exp.Select):
            _select(node, known)
        elif rule := _RULES.get(type(node)):
            give_type(node, rule(node))
        elif isinstance(node, exp.Column):
            give_type(node, _column(node, sources))
    return dict(_outputs(select, sources))


def _union(union: exp.Union, known: Sources) -> Columns:
    """Parts that have the same columns, as those of one table do."""
    first, other = (_select(each, known) for each in (union.this, union.expression))
    if first != other:
        raise OutsideTheCore("Dele, der lægges sammen, skal have de samme kolonner.")
    return first


def _from(select: exp.Select) -> list[exp.Expr]:
    first = select.args.get("from_")
    return [*([first.this] if first else []), *(join.this for join in select.args.get("joins") or ())]


def _source(source: exp.Expr, known: Sources) -> tuple[str, Columns]:
    if isinstance(source, exp.Subquery):
        return source.alias, _select(source.this, known)
    if source.name not in known:
        raise OutsideTheCore(f"Tabellen {source.name} er hverken i kataloget eller i forespørgslen.")
    return source.alias_or_name, known[source.name]


def _own_nodes(select: exp.Select) -> Iterator[exp.Expr]:
    """The nodes of a select but those of its tables and of selects inside it; those selects end a branch."""
    for key in ("expressions", "where", "group", "order", "joins"):
        found = select.args.get(key) or []
        for part in found if isinstance(found, list) else [found]:
            start = part.args.get("on") if isinstance(part, exp.Join) else part
            if start is not None:
                yield from start.dfs(prune=lambda node: isinstance(node, exp.Select))


def _column(node: exp.Column, sources: Sources) -> Type:
    if isinstance(node.this, exp.Star):
        return NOTHING
    asked = [sources[node.table]] if node.table in sources else [] if node.table else list(sources.values())
    found = [columns[node.name] for columns in asked if node.name in columns]
    if len(found) != 1:
        raise OutsideTheCore(f"Kolonnen {node.sql()} findes ikke, eller der er flere af dem.")
    return found[0]


def _outputs(select: exp.Select, sources: Sources) -> Iterator[tuple[str, Type]]:
    for each in select.expressions:
        if isinstance(each, exp.Column) and isinstance(each.this, exp.Star):
            yield from sources[each.table].items()
        elif each.alias_or_name:
            yield each.alias_or_name, replace(type_of(each.unalias()), stored=False)
        else:
            raise OutsideTheCore(f"Kolonnen {each.sql()} har intet navn.")


# --- what a value is, from its parts ---------------------------------------------------------------


def _literal(node: exp.Expr) -> Type:
    return TEXT if node.is_string else of_numeral(node.name)


def _same(node: exp.Expr) -> Type:
    return replace(type_of(node.this), stored=False)


def _negated(node: exp.Expr) -> Type:
    return replace(type_of(node.this), signed=True)


def _sides(node: exp.Expr) -> tuple[Type, Type]:
    return type_of(node.this), type_of(node.expression)


def _sum_of_two(node: exp.Expr) -> Type:
    left, right = _sides(node)
    if left.sort is Sort.DATE:
        return DATE
    return _number(node, left.limit + right.limit, max(left.decimals, right.decimals))


def _difference(node: exp.Expr) -> Type:
    left, right = _sides(node)
    if left.sort is Sort.DATE:
        return DAYS
    if is_fraction(node):
        return Type(Sort.NUMBER, 1, left.decimals)
    limit, decimals = left.limit + right.limit, max(left.decimals, right.decimals)
    return replace(_number(node, limit, decimals), signed=True)


def is_fraction(node: exp.Expr) -> bool:
    """``x - FLOOR(x)``: what is left below one, never negative."""
    floor = node.expression.unnest()
    return isinstance(floor, exp.Floor) and floor.this.unnest() == node.this.unnest()


def _product(node: exp.Expr) -> Type:
    left, right = _sides(node)
    return _number(node, left.limit * right.limit, left.decimals + right.decimals)


def _number(node: exp.Expr, limit: int, decimals: int) -> Type:
    left, right = _sides(node)
    if not (left.is_number and right.is_number):
        raise OutsideTheCore(f"{type(node).__name__} regner kun på tal.")
    if not decimals and limit > SMALLEST_BIGINT_OVERFLOW:
        raise NotExact("Et helt tal i forespørgslen kan blive større, end 64 bit rummer.")
    # The reference stops where a number needs more than 38 digits, so no result has a larger one.
    limit = min(limit, 10 ** max(MOST_DIGITS - decimals, 0)) if decimals else limit
    return Type(Sort.NUMBER, limit, decimals, left.signed or right.signed)


def _quotient(node: exp.Expr) -> Type:
    left, right = _sides(node)
    if left.signed or right.signed or left.is_decimal or right.is_decimal:
        raise NotExact("Hele tal deles kun, når de ikke er negative: motorerne er uenige om resten.")
    return left if isinstance(node, exp.IntDiv) else left.bounded(right.limit)


def _floor(node: exp.Expr) -> Type:
    inner = type_of(node.this)
    return whole(inner.limit + inner.signed, signed=inner.signed)


def _cast(node: exp.Expr) -> Type:
    named = node.args["to"]
    to, inner = named.this, type_of(node.this)
    if to is exp.DType.DATE:
        return DATE
    if not inner.is_number and inner.sort is not Sort.NOTHING:
        raise OutsideTheCore(f"{inner.sort} kan ikke gøres til et tal.")
    precision, scale = (int(each.name) for each in named.expressions) if named.expressions else (0, 0)
    if inner.decimals > scale:
        raise NotExact("En typeændring i forespørgslen ville afrunde.")
    limit = 10 ** (precision - scale) if to is exp.DType.DECIMAL else _WHOLE_LIMITS.get(to)
    if limit is None:
        raise OutsideTheCore(f"Typen {to} er ikke i den flytbare kerne.")
    return replace(inner.bounded(limit), sort=Sort.NUMBER, stored=False)


def _case(node: exp.Expr) -> Type:
    default = node.args.get("default")
    return _common([each.args["true"] for each in node.args["ifs"]] + ([default] if default else []))


def _coalesce(node: exp.Expr) -> Type:
    return _common([node.this, *node.expressions])


def _common(nodes: list[exp.Expr]) -> Type:
    try:
        return common([type_of(each) for each in nodes])
    except TypeError as error:
        raise OutsideTheCore(f"Der er {error}.") from error


def _sum(node: exp.Expr) -> Type:
    inner = type_of(node.this)
    return replace(inner, limit=max(inner.limit, COUNTED.limit), stored=False)


def _always(what: Type) -> Callable[[exp.Expr], Type]:
    return lambda _: what


_TRUTHS = (exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Is, exp.In)
_RULES: dict[type[exp.Expr], Callable[[exp.Expr], Type]] = {
    **dict.fromkeys((*_TRUTHS, exp.Between, exp.Like, exp.Escape), _always(TRUTH)),
    **dict.fromkeys((exp.Paren, exp.Max, exp.Min, exp.Window), _same),
    **dict.fromkeys((exp.Count, exp.RowNumber), _always(COUNTED)),
    **dict.fromkeys((exp.IntDiv, exp.Mod), _quotient),
    exp.Abs: lambda node: replace(type_of(node.this), signed=False, stored=False),
    exp.Add: _sum_of_two,
    exp.Case: _case,
    exp.Cast: _cast,
    exp.Coalesce: _coalesce,
    exp.Extract: lambda node: _PARTS[node.name.upper()],
    exp.Floor: _floor,
    exp.Literal: _literal,
    exp.Mul: _product,
    exp.Neg: _negated,
    exp.Null: _always(NOTHING),
    exp.Sub: _difference,
    exp.Sum: _sum,
}
