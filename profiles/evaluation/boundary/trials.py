"""Recipes put to the test: every patient evaluated, every criterion's truth written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from profiles.standard.catalogue import PATIENT, Catalogue
from profiles.standard.document import Document

from ..cells import PARSERS
from ..engine import Database
from ..evaluator import truths
from ..layout import COMPARATOR, PATIENT_ID, VALUE, columns_of
from ..results import Truth
from ..table_file import COMPARATORS, Table
from ..tables import Tables
from .recipe import Cells, Recipe
from .truths import Key

FIRST_ROW = 2  # of a table with a heading
DAYS_OF_A_YEAR = 365

Row = dict[str, str]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Trial:
    """A recipe and what it came to; empty for a patient without an outcome."""

    recipe: Recipe
    truths: Mapping[Key, Truth]


def identity(number: int) -> str:
    return f"TEST-{number:07}"


def ordinary(index_date: date) -> Cells:
    """A patient nothing is special about: a woman in her fifties, enrolled for ten years."""
    return {
        "birth_date": str(index_date - timedelta(days=52 * DAYS_OF_A_YEAR)),
        "sex": "female",
        "enrolled_from": str(index_date - timedelta(days=10 * DAYS_OF_A_YEAR)),
    }


def rows_of(recipes: Sequence[Recipe], catalogue: Catalogue, index_date: date) -> Rows:
    """The tables' rows by element, as cells of CSV tables; the first recipe is patient 1."""
    rows: Rows = {element.id: [] for element in catalogue.elements}
    for number, recipe in enumerate(recipes, start=1):
        named = {PATIENT_ID: identity(number)}
        rows[PATIENT].append({**named, **ordinary(index_date), **recipe.facts})
        for record in recipe.records:
            rows[record.element].append({**named, **record.cells})
    return rows


def tables_of(rows: Rows, catalogue: Catalogue) -> Tables:
    """The rows as tables that can be evaluated."""
    by_element = {}
    for element in catalogue.elements:
        listed = [_as_adapted(row) for row in rows[element.id]]
        columns: dict[str, list[str | None]] = {PATIENT_ID: [row[PATIENT_ID] for row in listed]}
        for column in columns_of(element):
            parse = PARSERS[column.kind]
            columns[column.name] = [parse(row.get(column.written, "")) for row in listed]
        by_element[element.id] = Table(element, dict(columns), FIRST_ROW)
    return Tables(catalogue, by_element)


def _as_adapted(row: Row) -> Row:
    """A record with any other comparator than ``<`` and ``>`` has no value (D10)."""
    if row.get(COMPARATOR, "") in ("", *COMPARATORS):
        return row
    return {column: cell for column, cell in row.items() if column != VALUE}


def tried(
    recipes: Sequence[Recipe],
    document: Document,
    index_date: date,
    catalogue: Catalogue,
    package: Mapping[str, Document],
) -> list[Trial]:
    """Every recipe with its truths, in the main document and in those it refers to."""
    if not recipes:
        return []
    tables = tables_of(rows_of(recipes, catalogue, index_date), catalogue)
    with Database(tables) as database:
        found = {
            name: truths(each, database, index_date, package=package)
            for name, each in {"": document, **package}.items()
        }
    return [
        Trial(recipe, _truths_of(identity(number), found)) for number, recipe in enumerate(recipes, start=1)
    ]


def _truths_of(patient: str, found: Mapping[str, Mapping[str, Mapping[str, Truth]]]) -> dict[Key, Truth]:
    return {
        (name, criterion): truth
        for name, patients in found.items()
        for criterion, truth in patients.get(patient, {}).items()
    }
