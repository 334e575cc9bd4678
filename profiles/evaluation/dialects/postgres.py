"""PostgreSQL: the core nearly as it stands."""

from __future__ import annotations

from sqlglot import exp

from .dialect import Dialect
from .printer import Printer


class PostgresPrinter(Printer):
    """Texts are sorted by code point only under the collation ``C``; numeric is exact without bound."""

    dialect = Dialect.POSTGRES
    sqlglot_name = "postgres"
    collation = exp.to_identifier("C", quoted=True)
    most_columns = 1_600
