"""The order of an element's records, which decides latest, earliest and every tie (3.4, 3.5, C5, C6)."""

from __future__ import annotations

from collections.abc import Callable

from profiles.standard.catalogue import Element, ElementField

from .layout import CODE, COMPARATOR, VALUE, columns_of_field, is_censored, seconds_column
from .sql import choice


def fields_in_order(element: Element) -> list[ElementField]:
    """Key date, value, code, then the remaining fields in catalogue order (3.4, C5, C6)."""
    fields = {field.id: field for field in element.fields}
    leading = [fields.pop(each) for each in (element.key_date, VALUE, CODE) if each in fields]
    return [*leading, *fields.values()]


def keys_of(element: Element, field: ElementField, read: Callable[[str], str]) -> list[str]:
    """What a field adds to the order; ``read`` gives the expression of a column."""
    keys = [read(each.name) for each in columns_of_field(element, field)]
    if field.id == element.key_date:
        return [*keys, read(seconds_column(element))]
    return keys + censoring(element, field, read)


def censoring(element: Element, field: ElementField, read: Callable[[str], str]) -> list[str]:
    """``<n`` comes just before n and ``>n`` just after; between missing values it says nothing (4.3, C5)."""
    if not is_censored(element, field):
        return []
    missing, comparator = f"{read(VALUE)} IS NULL", read(COMPARATOR)
    return [choice([(missing, "0"), (f"{comparator} = '<'", "-1"), (f"{comparator} = '>'", "1")], "0")]


def directed(keys: list[str], *, descending: bool) -> list[str]:
    """A missing value comes before every value (C5)."""
    return [f"{key} {'DESC NULLS LAST' if descending else 'ASC NULLS FIRST'}" for key in keys]
