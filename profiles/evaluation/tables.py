"""Reading a folder of tables, one file per element (10.1, 10.2): ``<element>.csv``, ``.json`` or ``.jsonl``.

The patients must be there; an element without a file has no records. What makes the tables unusable (a
column too many or too few, the same patient twice, a record of a patient who is not there, a CPR number)
stops the reading with a :class:`TableProblem` that names every place. A cell that is no proper date, number,
token or comparator is *missing* or *different* by the standard (A11, B8, D10), so it is read as that and told
as a warning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from profiles.standard.catalogue import PATIENT, Catalogue
from profiles.standard.cpr import cpr_like

from .layout import PATIENT_ID
from .notices import Notice, TableProblem
from .table_file import Table, TableFile, Values
from .written import FORMS


@dataclass(frozen=True)
class Tables:
    """Checked tables of every element of the catalogue, and what the reader wondered at."""

    catalogue: Catalogue
    by_element: dict[str, Table]
    warnings: tuple[Notice, ...] = ()


def read_tables(folder: Path, catalogue: Catalogue) -> Tables:
    """The tables of a folder. Raises :class:`TableProblem`."""
    _refuse_strays(folder, catalogue)
    files = [TableFile(_path(folder, element.id), element) for element in catalogue.elements]
    tables = {file.element.id: file.read() for file in files}
    _refuse_problems(files)
    patients = frozenset(tables[PATIENT].patients)
    for file in files:
        _check_patients(file, tables[file.element.id].patients, patients)
    _refuse_problems(files)
    return Tables(catalogue, tables, tuple(warning for file in files for warning in file.warnings))


def _refuse_strays(folder: Path, catalogue: Catalogue) -> None:
    """A misspelt file name must not pass for an element without records."""
    if not folder.is_dir():
        raise TableProblem([Notice(str(folder), "Mappen findes ikke.")])
    known = {element.id for element in catalogue.elements}
    tables = sorted(path for path in folder.iterdir() if path.suffix in FORMS)
    problems = [
        Notice(path.name, "Standarden har intet element med det navn.")
        for path in tables
        if path.stem not in known
    ]
    stems = Counter(path.stem for path in tables)
    problems += [
        Notice(path.name, "Tabellen findes i mere end ét format. Behold ét.")
        for path in tables
        if stems[path.stem] > 1
    ]
    if PATIENT not in stems:
        problems.append(Notice(f"{PATIENT}.csv", "Tabellen mangler. Uden patienter er der intet at opgøre."))
    if problems:
        raise TableProblem(problems)


def _path(folder: Path, element: str) -> Path:
    """The file of an element, or where it would be."""
    written = (folder / f"{element}{form}" for form in FORMS)
    return next((path for path in written if path.exists()), folder / f"{element}.csv")


def _refuse_problems(files: list[TableFile]) -> None:
    if problems := [problem for file in files for problem in file.problems]:
        raise TableProblem(problems)


def _check_patients(file: TableFile, identities: Values, patients: frozenset[str | None]) -> None:
    if file.element.id == PATIENT:
        _check_identities(file, identities)
        return
    for row, patient in enumerate(identities, start=file.first_row):
        if patient not in patients:
            file.problem("Patienten findes ikke i tabellen over patienter.", row, PATIENT_ID)


def _check_identities(file: TableFile, identities: Values) -> None:
    first: dict[str, int] = {}
    for row, identity in enumerate(identities, start=file.first_row):
        identity = identity or ""
        if not identity.strip():
            file.problem("Patienten har intet id.", row, PATIENT_ID)
        elif cpr_like(identity):
            file.problem("Id'et ligner et CPR-nummer. Brug kun MedComs testnumre.", row, PATIENT_ID)
        elif first.setdefault(identity, row) != row:
            file.problem(f"Patienten står også i række {first[identity]}.", row, PATIENT_ID)
