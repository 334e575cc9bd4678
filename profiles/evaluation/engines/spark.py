"""Spark over a folder of Parquet tables: on this machine, or on the cluster that its settings point to.

``<element>.parquet`` is a file or a folder of files, with the columns of ``layout``; an element without one
has no records. Numbers keep sixteen digits before the point (see ``dialects.narrow``), and a table with more
stops the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from profiles.standard.catalogue import PATIENT, Catalogue, Element

from ..dialects import Dialect, print_query
from ..dialects.definitions import column_types
from ..layout import PATIENT_ID
from ..notices import Notice, TableProblem

SUFFIX = ".parquet"
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.legacy.charVarcharAsString": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_ON_THIS_MACHINE = {
    "spark.master": "local[*]",
    "spark.driver.memory": "4g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}
MISSING = (
    "Spark er ikke installeret her. Det kræver Java 17 og pakken pyspark: "
    "pip install --require-hashes -r deploy/requirements-bench.txt"
)

Row = dict[str, Any]


class EngineMissing(RuntimeError):
    """The engine is not installed; the text says what to install."""


class SparkStopped(RuntimeError):
    """Spark could not finish."""


class SparkTables:
    """The logical tables of a folder, ready for any number of queries. Raises ``TableProblem``."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        _refuse_strays(folder, catalogue)
        self._catalogue = catalogue
        self._spark = _session()
        problems = [problem for element in catalogue.elements for problem in self._read(folder, element)]
        if problems:
            self.close()
            raise TableProblem(problems)

    def _read(self, folder: Path, element: Element) -> list[Notice]:
        """Make the element's view; its columns are those of the layout and no others."""
        types = {PATIENT_ID: "STRING", **column_types(element, Dialect.SPARK)}
        path = folder / f"{element.id}{SUFFIX}"
        if not path.exists():
            schema = ", ".join(f"`{name}` {kind}" for name, kind in types.items())
            self._spark.createDataFrame([], schema).createOrReplaceTempView(element.id)
            return []
        table = self._spark.read.parquet(str(path))
        if problems := _misfits(path.name, dict(table.dtypes), types):
            return problems
        chosen = [f"CAST(`{name}` AS {kind}) AS `{name}`" for name, kind in types.items()]
        table.selectExpr(*chosen).createOrReplaceTempView(element.id)
        return []

    def rows(self, sql: str) -> Iterator[Row]:
        """The rows of a query in the core, by output name. Raises :class:`SparkStopped`, ``NotPrintable``."""
        return self.answer(print_query(sql, Dialect.SPARK, catalogue=self._catalogue))

    def answer(self, text: str) -> Iterator[Row]:
        """The rows of a query in Spark's own words. Raises :class:`SparkStopped`."""
        errors = _errors()
        try:
            for row in self._spark.sql(text).toLocalIterator(prefetchPartitions=True):
                yield row.asDict()
        except errors as error:
            raise SparkStopped(f"Spark kunne ikke gennemføre opgørelsen: {_first_line(error)}") from error

    def close(self) -> None:
        self._spark.stop()

    def __enter__(self) -> SparkTables:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _session() -> Any:
    """Spark's session: ``spark-submit`` and its environment decide where, else it is this machine."""
    try:
        from pyspark import SparkConf
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineMissing(MISSING) from error
    given = SparkConf()
    builder = SparkSession.builder.appName("Klinikkens Cockpit")
    for name, value in (_ON_THIS_MACHINE | _SETTINGS).items():
        if name in _SETTINGS or not (given.contains("spark.master") or given.contains(name)):
            builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # py4j and pyspark name the missing Java in several ways
        raise EngineMissing(MISSING) from error
    session.sparkContext.setLogLevel("OFF")
    return session


def _errors() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (Py4JError, PySparkException)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _refuse_strays(folder: Path, catalogue: Catalogue) -> None:
    """A misspelt file name must not pass for an element without records."""
    if not folder.is_dir():
        raise TableProblem([Notice(str(folder), "Mappen findes ikke.")])
    known = {element.id for element in catalogue.elements}
    strays = sorted(path.name for path in folder.glob(f"*{SUFFIX}") if path.stem not in known)
    problems = [Notice(stray, "Standarden har intet element med det navn.") for stray in strays]
    if not (folder / f"{PATIENT}{SUFFIX}").exists():
        message = "Tabellen mangler. Spark læser Parquet, og uden patienter er der intet at opgøre."
        problems.append(Notice(f"{PATIENT}{SUFFIX}", message))
    if problems:
        raise TableProblem(problems)


def _misfits(file: str, found: dict[str, str], wanted: dict[str, str]) -> list[Notice]:
    problems = [Notice(file, "Kolonnen mangler.", column=name) for name in wanted.keys() - found.keys()]
    problems += [
        Notice(file, "Standarden har ingen kolonne med det navn her.", column=name)
        for name in found.keys() - wanted.keys()
    ]
    problems += [
        Notice(file, f"Kolonnen har typen {found[name]}, men skal have {kind.lower()}.", column=name)
        for name, kind in wanted.items()
        if name in found and not _fits(found[name], kind)
    ]
    return sorted(problems, key=str)


def _fits(found: str, wanted: str) -> bool:
    """A number may be any exact decimal: what does not fit in ours stops the run. No floats, no texts."""
    if wanted.startswith("DECIMAL"):
        return found.startswith("decimal") or found in ("int", "bigint")
    return found in {wanted.lower(), "bigint" if wanted == "INT" else wanted.lower()}
