"""The order of an element's records, which decides latest, earliest and every tie (3.4, 3.5, C5, C6)."""

from __future__ import annotations

from profiles.standard.catalogue import Element, ElementField

from .layout import CODE, COMPARATOR, VALUE, columns_of_field, is_censored, seconds_column
from .sql import RECORD, choice, column


def order_of(element: Element) -> list[str]:
    """Key date, time, value, code, then the remaining fields in catalogue order (3.4, C5, C6)."""
    key = [element.key_date, seconds_column(element)]
    fields = {field.id: field for field in element.fields}
    leading = [fields.pop(each) for each in (VALUE, CODE) if each in fields]
    fields.pop(element.key_date, None)
    keys = [column(RECORD, each) for each in key]
    for field in (*leading, *fields.values()):
        keys += [column(RECORD, each.name) for each in columns_of_field(element, field)]
        keys += censoring(element, field)
    return keys


def censoring(element: Element, field: ElementField) -> list[str]:
    """``<n`` comes just before n and ``>n`` just after; between missing values it says nothing (4.3, C5)."""
    if not is_censored(element, field):
        return []
    missing, comparator = f"{column(RECORD, VALUE)} IS NULL", column(RECORD, COMPARATOR)
    return [choice([(missing, "0"), (f"{comparator} = '<'", "-1"), (f"{comparator} = '>'", "1")], "0")]


def directed(keys: list[str], *, descending: bool) -> list[str]:
    """A missing value comes before every value (C5)."""
    return [f"{key} {'DESC NULLS LAST' if descending else 'ASC NULLS FIRST'}" for key in keys]
