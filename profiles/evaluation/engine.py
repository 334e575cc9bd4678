"""DuckDB as a closed room: no network, no extensions, nothing written, bounded memory and time.

The tables are in memory, or in one folder of Parquet files that nothing else can be read beside. Only single
queries run; a database may be used from several threads at once, and any thread may cancel what runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import duckdb
import pyarrow as pa

from profiles.standard.catalogue import Catalogue

from .loading import Connection, Load, of_arrow, of_folder, of_tables
from .tables import Tables

# A whole profile over 100,000 patients takes a tenth of this, and the tool must go on beside it.
MEMORY = "1GB"
# The machine's other core serves those who are not waiting for a count.
THREADS = 2
# A person waits no longer; a region takes well below a second.
SECONDS = 30.0
# Rows of a batch: large enough to be quick by column, small enough to be handed on at once.
BATCH = 32_768
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": str(THREADS),
    "temp_directory": "",
}
CANCELLED = "Opgørelsen blev afbrudt."
_LOCKED = "SET enable_external_access = false; SET lock_configuration = true"

Row = dict[str, Any]


class EvaluationStopped(RuntimeError):
    """The engine could not finish: too long, too much memory, or numbers beyond exact arithmetic."""


class EvaluationCancelled(EvaluationStopped):
    """Somebody asked for it to stop."""


class Database:
    """Logical tables ready for any number of queries."""

    def __init__(self, tables: Tables) -> None:
        self._open(of_tables(tables))

    @classmethod
    def of_arrow(cls, tables: Mapping[str, pa.Table], catalogue: Catalogue) -> Database:
        """Tables in memory, by element. Raises :class:`TableProblem`."""
        return cls._opened(of_arrow(tables, catalogue))

    @classmethod
    def of_folder(cls, folder: Path, catalogue: Catalogue, memory: str = MEMORY) -> Database:
        """A folder of Parquet files, read where they lie. Raises :class:`TableProblem`.

        ``memory`` is how much a query may take, as DuckDB writes it: ``4GB``.
        """
        return cls._opened(of_folder(folder, catalogue), memory)

    @classmethod
    def _opened(cls, load: Load, memory: str = MEMORY) -> Database:
        database = cls.__new__(cls)
        database._open(load, memory)
        return database

    def _open(self, load: Load, memory: str = MEMORY) -> None:
        self._memory = memory
        self._connection = duckdb.connect(":memory:", config=_CLOSED | {"memory_limit": memory})
        self._running: dict[int, _Running] = {}
        self._lock = Lock()
        try:
            load(self._connection)
            self._connection.execute(_LOCKED)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, *, seconds: float = SECONDS) -> list[Row]:
        """The rows of a query by output name. Raises :class:`EvaluationStopped`."""
        with self._watched(seconds) as running:
            found = running.asked(sql)
            names = [each[0] for each in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def batches(self, sql: str, *, seconds: float = SECONDS) -> Iterator[pa.RecordBatch]:
        """The rows of a query as Arrow batches, while it runs. Raises :class:`EvaluationStopped`."""
        with self._watched(seconds) as running:
            try:
                yield from running.relation(sql).to_arrow_reader(BATCH)
            except OSError as error:
                raise _as_said_by_the_engine(error) from error

    def cancel(self) -> None:
        """Stop what runs now, from any thread: those who wait get :class:`EvaluationCancelled`."""
        with self._lock:
            for running in self._running.values():
                running.cancel()

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[_Running]:
        running = _Running(self._connection.cursor(), seconds, self._memory)
        with self._lock:
            self._running[id(running)] = running
        try:
            with running.limits():
                yield running
        finally:
            with self._lock:
                del self._running[id(running)]
            running.close()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# How the engine's errors are worded when they come through Arrow in the middle of a reading.
_WORDED: dict[str, type[duckdb.Error]] = {
    "INTERRUPT": duckdb.InterruptException,
    "Out of Memory": duckdb.OutOfMemoryException,
    "Out of Range": duckdb.OutOfRangeException,
    "Conversion": duckdb.ConversionException,
}


def _as_said_by_the_engine(error: OSError) -> duckdb.Error:
    kind = str(error).partition(" Error:")[0]
    return _WORDED.get(kind, duckdb.Error)(str(error))


class _Running:
    """One query under way, with a connection of its own."""

    def __init__(self, connection: Connection, seconds: float, memory: str) -> None:
        self._memory = memory
        self._connection = connection
        self._seconds = seconds
        self._cancelled = False

    def asked(self, sql: str) -> Connection:
        return self._connection.execute(self._single_query(sql))

    def relation(self, sql: str) -> duckdb.DuckDBPyRelation:
        return self._connection.sql(self._single_query(sql))

    def _single_query(self, sql: str) -> duckdb.Statement:
        """What was asked, parsed here and not again: a long query takes the engine milliseconds to read."""
        if self._cancelled:
            raise EvaluationCancelled(CANCELLED)
        statements = self._connection.extract_statements(sql)
        if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
            raise EvaluationStopped("Kun en enkelt forespørgsel kan køres.")
        return statements[0]

    def cancel(self) -> None:
        self._cancelled = True
        self._connection.interrupt()

    @contextmanager
    def limits(self) -> Iterator[None]:
        """A time limit, and the engine's refusals by name."""
        timer = Timer(self._seconds, self._connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.Error as error:
            raise self._told(error) from error
        finally:
            timer.cancel()

    def _told(self, error: duckdb.Error) -> EvaluationStopped:
        match error:
            case duckdb.InterruptException() if self._cancelled:
                return EvaluationCancelled(CANCELLED)
            case duckdb.InterruptException():
                return EvaluationStopped(f"Opgørelsen blev afbrudt efter {self._seconds:g} sekunder.")
            case duckdb.OutOfMemoryException():
                return EvaluationStopped(f"Opgørelsen kræver mere end {self._memory} hukommelse.")
            case duckdb.OutOfRangeException() | duckdb.ConversionException():
                return EvaluationStopped("Et tal i opgørelsen har flere cifre, end der regnes eksakt med.")
        return EvaluationStopped("Databasen kunne ikke gennemføre opgørelsen.")

    def close(self) -> None:
        self._connection.close()
