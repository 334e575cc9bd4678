"""The engines a query is printed for, and the errors that say why one is not."""

from __future__ import annotations

from enum import StrEnum


class Dialect(StrEnum):
    """DuckDB reads the query as it is compiled; the others each have their printer."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SQL_SERVER = "sqlserver"
    ORACLE = "oracle"
    MYSQL = "mysql"
    SPARK = "spark"
    TRINO = "trino"
    CLICKHOUSE = "clickhouse"
    SQLITE = "sqlite"

    @property
    def shown(self) -> str:
        """Its name as people write it."""
        return _SHOWN[self]


_SHOWN = {
    Dialect.DUCKDB: "DuckDB",
    Dialect.POSTGRES: "PostgreSQL",
    Dialect.SQL_SERVER: "SQL Server",
    Dialect.ORACLE: "Oracle",
    Dialect.MYSQL: "MySQL",
    Dialect.SPARK: "Spark",
    Dialect.TRINO: "Trino",
    Dialect.CLICKHOUSE: "ClickHouse",
    Dialect.SQLITE: "SQLite",
}


class NotPrintable(ValueError):
    """A query that is not written for an engine, because it could mean something else there."""


class OutsideTheCore(NotPrintable):
    """The query uses a construct that is not on the white list: no printer knows what it becomes."""


class NotExact(NotPrintable):
    """The engine would round, overflow or cut where the standard asks for exact results (4.2, G7)."""


class TooLarge(NotPrintable):
    """The engine bounds something that the query needs more of."""
