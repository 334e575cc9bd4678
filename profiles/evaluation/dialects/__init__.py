"""The compiled query in the words of other engines: one meaning, printed eight times.

A practice system runs the printed text over tables (or views) of the shape that :func:`table_definitions`
gives, and gets the same rows as the reference. What an engine cannot say exactly is refused by name.
"""

from __future__ import annotations

from profiles.standard.catalogue import Catalogue, load_catalogue

from ..compiler import Compiled
from .clickhouse import ClickHousePrinter
from .core import parsed
from .definitions import table_definitions
from .dialect import Dialect, NotExact, NotPrintable, OutsideTheCore, TooLarge
from .mysql import MySqlPrinter
from .notes import NOTES, Notes, heading
from .oracle import OraclePrinter
from .postgres import PostgresPrinter
from .printer import Printer
from .spark import SparkPrinter
from .sqlite import SqlitePrinter
from .sqlserver import SqlServerPrinter
from .trino import TrinoPrinter
from .typed import tables_of, told

_PRINTERS: tuple[type[Printer], ...] = (
    PostgresPrinter,
    SqlServerPrinter,
    OraclePrinter,
    MySqlPrinter,
    SparkPrinter,
    TrinoPrinter,
    ClickHousePrinter,
    SqlitePrinter,
)
PRINTERS = {printer.dialect: printer for printer in _PRINTERS}

__all__ = [
    "NOTES",
    "PRINTERS",
    "Dialect",
    "NotExact",
    "NotPrintable",
    "Notes",
    "OutsideTheCore",
    "TooLarge",
    "print_query",
    "table_definitions",
]


def print_query(query: Compiled | str, dialect: Dialect, *, catalogue: Catalogue | None = None) -> str:
    """The query as the engine reads it.

    ``catalogue`` tells the types of the tables: that of the document's standard unless given. Raises
    ``OutsideTheCore``, ``NotExact`` or ``TooLarge``, all of them ``NotPrintable``.
    """
    sql = query if isinstance(query, str) else query.sql
    if dialect is Dialect.DUCKDB:
        return sql
    tree, printer = parsed(sql), PRINTERS[dialect]()
    told(tree, tables_of(catalogue or _catalogue_of(query), printer.recorded))
    return heading(dialect) + printer.print(tree)


def _catalogue_of(query: Compiled | str) -> Catalogue:
    return load_catalogue() if isinstance(query, str) else load_catalogue(query.document.standard)
