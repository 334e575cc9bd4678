"""Which patients have a record with a code: what a change of a code system comes to among patients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from profiles.standard.catalogue import Catalogue

from .engine import Database
from .layout import PATIENT_ID, Kind, columns_of
from .sql import RECORD, column, name, one_of, text


def carriers(
    database: Database, catalogue: Catalogue, system: str, codes: Iterable[str]
) -> dict[str, frozenset[str]]:
    """The patients with each of the normalised codes of a system, by code; codes nobody has are left out.

    One query. Raises ``EvaluationStopped``.
    """
    wanted = [text(code) for code in sorted(set(codes))]
    parts = list(_parts(catalogue, system, wanted)) if wanted else []
    found: dict[str, set[str]] = {}
    for row in database.rows(" UNION ".join(parts)) if parts else ():
        found.setdefault(row["code"], set()).add(row["patient"])
    return {code: frozenset(patients) for code, patients in found.items()}


def _parts(catalogue: Catalogue, system: str, wanted: list[str]) -> Iterator[str]:
    """A query for each column that holds codes of the system."""
    for element in catalogue.elements:
        for each in columns_of(element):
            if each.kind is Kind.CODE and each.system == system:
                code = column(RECORD, each.name)
                yield (
                    f"SELECT {column(RECORD, PATIENT_ID)} AS patient, {code} AS code"
                    f" FROM {name(element.id)} AS {RECORD} WHERE {one_of(code, wanted)}"
                )
