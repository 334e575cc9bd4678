"""The order of an element's records as a CQL function: every tie is settled (3.4, C5, C6).

CQL's ``sort by`` over several columns is not used. Engines disagree about ties and missing values there; a
record that comes last is found by comparing two at a time instead, as the standard says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from profiles.standard.catalogue import Element, ElementField

from ..layout import CODE, COMPARATOR, VALUE, Column, columns_of_field, is_censored, seconds_column
from .functions import CENSORING, COMPARE, call
from .library import Library
from .records import TYPES, tuple_type, value_of
from .scope import Scope
from .words import name

A, B = "A", "B"


def order_function(element: Element, scope: Scope) -> str:
    """The name of the function that says whether record A comes after B (1), before it (-1) or neither."""
    identifier = scope.of_element("order", element)
    if scope.library.has(identifier):
        return name(identifier)
    keys = ",\n    ".join(_keys(element, scope.library))
    kind = tuple_type(element)
    comment = f"{element.title}: den rækkefølge, der afgør seneste, tidligste og alle ligestillede (3.4)."
    return scope.library.function(
        identifier, f"A {kind}, B {kind}", f"Coalesce({{\n    {keys}\n  }})", comment
    )


def _keys(element: Element, library: Library) -> Iterator[str]:
    yield call(library, COMPARE["Date"], *_pair(element.key_date))
    yield call(library, COMPARE["Integer"], *_pair(seconds_column(element)))
    fields = {field.id: field for field in element.fields if field.id != element.key_date}
    leading = [fields.pop(each) for each in (VALUE, CODE) if each in fields]
    for field in (*leading, *fields.values()):
        yield from field_keys(element, field, library)


def field_keys(
    element: Element, field: ElementField, library: Library, first: str = A, second: str = B
) -> Iterator[str]:
    """Comparisons of two records by one field: a coding has several columns, a number its comparator."""
    for column in columns_of_field(element, field):
        yield call(library, COMPARE[_type(column)], *_pair(column.name, first, second))
    if is_censored(element, field):
        signs = (
            call(library, CENSORING, value_of(VALUE, each), value_of(COMPARATOR, each))
            for each in (first, second)
        )
        yield call(library, COMPARE["Integer"], *signs)


def _type(column: Column) -> str:
    return TYPES[column.kind]


def _pair(column: str, first: str = A, second: str = B) -> tuple[str, str]:
    return value_of(column, first), value_of(column, second)
