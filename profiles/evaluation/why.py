"""Why a patient is in, out or unknown: each criterion's truth and the records that decided it (8.4, F4-F6).

Beside what the standard delivers there is the *nearest miss*: where a criterion is not true, the record that
would have counted if one thing about it had been otherwise, and which thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from profiles.standard.catalogue import Element, FieldType
from profiles.standard.document import CountingMeasure, Criterion
from profiles.standard.walk import criteria

from .compiler import Compiled
from .engine import Database
from .evidence import Asked, Evidence, asked_by, evidence, raw, relaxed
from .layout import PATIENT_ID, columns_of_field
from .results import Miss, Record, Truth, Why, read_truths
from .sql import plain

Recorded = Mapping[str, list[Record]]
NOTHING: Recorded = {}


@dataclass(frozen=True)
class Reasons:
    """Everything needed to say why, for the patients of one evaluation.

    ``patients`` keeps the queries to some of them; ``misses`` tells whether to look for what nearly counted.
    """

    compiled: Compiled
    database: Database
    patients: Sequence[str] | None = None
    misses: bool = False

    def of(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Why]]:
        """By patient, then by criterion id in the order of the document's truths."""
        truths = read_truths(self.compiled, rows)
        asked = self._asked()
        found = {each: self._records(each) for each in dict.fromkeys(asked.values())}
        near = {each: self._near(each, found[each]) for each in found} if self.misses else {}
        return {
            patient: {
                identifier: _why(patient, truth, asked.get(identifier), found, near)
                for identifier, truth in said.items()
            }
            for patient, said in truths.items()
        }

    def _asked(self) -> dict[str, Asked]:
        """What each criterion of the result asks, by its id (F6)."""
        wanted = set(self.compiled.criteria)
        parts: Iterable[Criterion] = (spot.part for spot in criteria(self.compiled.document))  # type: ignore[misc]
        asked = {part.id: asked_by(part) for part in parts if part.id in wanted}
        return {identifier: each for identifier, each in asked.items() if each is not None}

    def _records(self, asked: Asked) -> Recorded:
        return read_records(evidence(asked, self.compiled.scope, self.patients), self.database)

    def _near(self, asked: Asked, selected: Recorded) -> dict[str, Miss]:
        """Each patient's nearest miss: the one closest in time to the index date."""
        nearest: dict[str, tuple[int, Miss]] = {}
        counted = selected if asked.measure is None else self._records(Asked(asked.selection))
        for fails, selection in relaxed(asked.selection):
            for patient, records in self._records(Asked(selection)).items():
                for record in _without(records, counted.get(patient, [])):
                    distance = self._days_away(record)
                    if patient not in nearest or distance < nearest[patient][0]:
                        nearest[patient] = (distance, Miss(record, fails))
        return {patient: miss for patient, (_, miss) in nearest.items()}

    def _days_away(self, record: Record) -> int:
        element = self.compiled.scope.element(record["element"])
        day = date.fromisoformat(record[element.key_date])
        return abs((self.compiled.scope.index_date - day).days)


def _why(
    patient: str,
    truth: Truth,
    asked: Asked | None,
    found: Mapping[Asked, Recorded],
    near: Mapping[Asked, Mapping[str, Miss]],
) -> Why:
    if asked is None:
        return Why(truth)
    records = tuple(found[asked].get(patient, ()))
    if truth is Truth.TRUE or not _says_too_little(asked, records):
        return Why(truth, records)
    return Why(truth, records, near.get(asked, {}).get(patient))


def _says_too_little(asked: Asked, records: Sequence[Record]) -> bool:
    """Is it the lack of records that decides? A value that was found speaks for itself."""
    return not records or isinstance(asked.measure, CountingMeasure)


def _without(records: list[Record], selected: list[Record]) -> list[Record]:
    return [record for record in records if record not in selected]


# --- records ------------------------------------------------------------------------------------


def read_records(found: Evidence, database: Database) -> Recorded:
    """Records by patient, in the order of the query."""
    recorded: dict[str, list[Record]] = {}
    for row in database.rows(found.sql):
        recorded.setdefault(row[PATIENT_ID], []).append(_record(found.element, row))
    return recorded


def _record(element: Element, row: Mapping[str, Any]) -> Record:
    """The catalogue's fields that are not missing; a coding as its codes by system (C9, F5)."""
    record: Record = {"element": element.id}
    for field in element.fields:
        columns = columns_of_field(element, field)
        values = [_value(row[raw(each.name)]) for each in columns]
        if field.type is FieldType.CODING:
            codes = zip((each.system for each in columns), values, strict=True)
            record[field.id] = {system: code for system, code in codes if code is not None} or None
        else:
            record[field.id] = values[0]
    return {name: value for name, value in record.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return Decimal(plain(value))
    return value.isoformat() if isinstance(value, date) else value
