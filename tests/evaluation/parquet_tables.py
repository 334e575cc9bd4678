"""Tables as the typed Parquet files that a region delivers, from the texts that tests write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from profiles.evaluation.layout import PATIENT_ID, Kind, columns_of
from profiles.evaluation.tables import Tables

READ = {
    Kind.DATE: (pa.date32(), date.fromisoformat),
    Kind.MOMENT: (pa.date32(), date.fromisoformat),
    Kind.SECONDS: (pa.int32(), int),
    Kind.NUMBER: (pa.decimal128(28, 10), Decimal),
    Kind.TEXT: (pa.string(), str),
    Kind.CODE: (pa.string(), str),
}


def write_parquet(tables: Tables, folder: Path) -> None:
    """Tables of canonical texts as the typed files that a region delivers."""
    for element, table in tables.by_element.items():
        kinds = {PATIENT_ID: Kind.TEXT, **{each.name: each.kind for each in columns_of(table.element)}}
        columns = {
            name: pa.array(
                [None if cell is None else READ[kind][1](cell) for cell in table.columns[name]], READ[kind][0]
            )
            for name, kind in kinds.items()
        }
        pq.write_table(pa.table(columns), folder / f"{element}.parquet")
