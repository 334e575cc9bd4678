"""A clinic as Parquet files, one per element, clustered by code: what a query asks for lies together.

Chunks are drawn by several threads and kept sorted; the files then take each key's records from every chunk
in turn. A large region keeps its chunks on disk meanwhile, so memory does not grow with it. The folder
appears under its name when everything is written, and not before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from profiles.standard.catalogue import Catalogue, Element, load_catalogue

from ..layout import PATIENT_ID, columns_of
from . import arrow
from .clinic import AS_OF, SEED, THREADS, Plan, drawn, plain
from .shelf import Shelf
from .stamp import STAMP, refuse_other_folder, stamp

ROWS_OF_A_GROUP = 245_760
MOST_CHUNKS_IN_MEMORY = 4
COMPRESSED = {"compression": "zstd", "compression_level": 1}


def write_clinic(
    folder: Path,
    size: int,
    *,
    seed: int = SEED,
    as_of: date = AS_OF,
    catalogue: Catalogue | None = None,
    spilled: bool | None = None,
) -> None:
    """Write ``<element>.parquet`` for every element, and a stamp of what was written.

    A clinic that is there already is replaced at the end. ``spilled`` says whether chunks wait on disk; by
    default the size decides. Raises :class:`ClinicTooLarge`, :class:`NotAClinic`, and ``OSError`` when the
    disk will not have it.
    """
    plan, wanted = Plan(size, seed, as_of), catalogue or load_catalogue()
    refuse_other_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        written, waiting = Path(temporary, "written"), Path(temporary, "waiting")
        written.mkdir()
        waiting.mkdir()
        on_disk = len(plan.chunks) > MOST_CHUNKS_IN_MEMORY if spilled is None else spilled
        shelf = Shelf(waiting if on_disk else None)
        for chunk, tables in drawn(plan, wanted):
            shelf.put(chunk, tables)
        _write_all(written, wanted, shelf)
        (written / STAMP).write_text(stamp(size, seed, as_of), encoding="utf-8")
        _put_in_place(written, folder, Path(temporary))


def _put_in_place(written: Path, folder: Path, temporary: Path) -> None:
    if folder.exists():
        folder.rename(temporary / "before")
    written.rename(folder)


def _write_all(folder: Path, catalogue: Catalogue, shelf: Shelf) -> None:
    """The largest element takes longest, so the files are written beside each other."""
    with ThreadPoolExecutor(THREADS) as threads:
        writing = [
            threads.submit(_write, folder / f"{element.id}.parquet", element, shelf)
            for element in sorted(catalogue.elements, key=lambda element: -shelf.rows(element.id))
        ]
        for written in writing:
            written.result()


def _write(path: Path, element: Element, shelf: Shelf) -> None:
    with pq.ParquetWriter(path, plain_schema(element), store_schema=False, **COMPRESSED) as writer:
        for group in _groups(shelf.runs(element.id)):
            writer.write_table(plain(group), row_group_size=ROWS_OF_A_GROUP)


def plain_schema(element: Element) -> pa.Schema:
    """The columns of an element's table as they are written: texts plain."""
    fields = [pa.field(PATIENT_ID, pa.string())]
    for each in columns_of(element):
        kind = arrow.TYPES[each.kind]
        fields.append(pa.field(each.name, pa.string() if kind == arrow.TEXT else kind))
    return pa.schema(fields)


def _groups(runs: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Runs gathered to full row groups; the last may be smaller."""
    gathered: list[pa.Table] = []
    rows = 0
    for run in runs:
        while rows + run.num_rows >= ROWS_OF_A_GROUP:
            taken = ROWS_OF_A_GROUP - rows
            yield pa.concat_tables([*gathered, run.slice(0, taken)])
            run, gathered, rows = run.slice(taken), [], 0
        gathered, rows = [*gathered, run], rows + run.num_rows
    if rows:
        yield pa.concat_tables(gathered)
