"""The synthetic clinics that profiles are counted in, one read-only database of each in every process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from django.conf import settings

from profiles.evaluation.engine import Database
from profiles.evaluation.synthetic import AS_OF
from profiles.standard.catalogue import load_catalogue

TITLES = {1_600: "Klinik med 1.600 patienter", 100_000: "Region med 100.000 patienter"}
# The newest catalogue has every element, field and token of the older ones (9.1).
STANDARD = "1.0"


@dataclass(frozen=True)
class Clinic:
    """A folder of synthetic patients; ``stamp`` changes whenever it is made anew."""

    size: int
    folder: Path
    stamp: str

    @property
    def title(self) -> str:
        return TITLES[self.size]

    @property
    def as_of(self) -> date:
        """The last day the patients' records were drawn for."""
        return AS_OF


def clinics() -> list[Clinic]:
    """Those that have been made, the smallest first."""
    found = ((size, settings.CLINICS / str(size)) for size in TITLES)
    return [Clinic(size, folder, _stamp(folder)) for size, folder in found if _stamp(folder)]


def _stamp(folder: Path) -> str:
    try:
        return str((folder / "patient.parquet").stat().st_mtime_ns)
    except OSError:
        return ""


_open: dict[int, tuple[str, Database]] = {}
_lock = Lock()


def database_of(clinic: Clinic) -> Database:
    """The clinic's tables. Raises ``TableProblem`` when they are not those of the standard."""
    with _lock:
        stamp, database = _open.get(clinic.size, ("", None))
        if database is None or stamp != clinic.stamp:
            database = Database.of_folder(clinic.folder, load_catalogue(STANDARD))
            _open[clinic.size] = (clinic.stamp, database)
        return database
