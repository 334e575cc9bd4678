"""Spark and ClickHouse over a folder of Parquet tables; both come with the bench's own requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from profiles.evaluation.dialects import Dialect, table_definitions
from profiles.evaluation.layout import PATIENT_ID, columns_of
from profiles.standard.catalogue import Catalogue

Row = Mapping[str, Any]


class OnClickHouse:
    def __init__(self, session: Any) -> None:
        self.session = session

    def rows(self, sql: str) -> list[Row]:
        answer = self.session.query(sql, "ArrowStream").bytes()
        return pa.ipc.open_stream(pa.BufferReader(answer)).read_all().to_pylist() if answer else []


@contextmanager
def clickhouse(folder: Path, catalogue: Catalogue) -> Iterator[OnClickHouse]:
    """The tables of the folder, copied into ClickHouse's own: queries are timed without reading files."""
    from chdb import session

    opened = session.Session()
    try:
        opened.query("CREATE DATABASE IF NOT EXISTS clinic ENGINE = Atomic; ")
        opened.query("USE clinic")
        for definition in table_definitions(catalogue, Dialect.CLICKHOUSE):
            opened.query(definition)
        for element in catalogue.elements:
            names = ", ".join(
                f'"{each}"' for each in (PATIENT_ID, *(one.name for one in columns_of(element)))
            )
            path = str(folder / f"{element.id}.parquet")
            opened.query(
                f"INSERT INTO \"{element.id}\" ({names}) SELECT {names} FROM file('{path}', Parquet)"
            )
        yield OnClickHouse(opened)
    finally:
        opened.close()
