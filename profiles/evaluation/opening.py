"""A folder of tables, in whichever form it is written, as a database that can be asked."""

from __future__ import annotations

from pathlib import Path

from profiles.standard.catalogue import Catalogue

from .engine import MEMORY, Database
from .notices import Notice, TableProblem
from .parquet import SUFFIX, open_parquet
from .tables import read_tables
from .written import FORMS


def open_folder(
    folder: Path, catalogue: Catalogue, memory: str = MEMORY
) -> tuple[Database, tuple[Notice, ...]]:
    """The checked tables of a folder, and what the check wondered at. Raises :class:`TableProblem`.

    ``memory`` is for Parquet, which is read where it lies; other files are of a clinic's size.
    """
    suffixes = {path.suffix for path in folder.iterdir()} if folder.is_dir() else set()
    if SUFFIX not in suffixes:
        tables = read_tables(folder, catalogue)
        return Database(tables), tables.warnings
    if mixed := sorted(suffixes & set(FORMS)):
        message = f"Mappen har både Parquet og {', '.join(mixed)}. Brug én form til alle tabeller."
        raise TableProblem([Notice(str(folder), message)])
    return open_parquet(folder, catalogue, memory)
