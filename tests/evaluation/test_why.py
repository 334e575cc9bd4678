"""Why: the records that decide each criterion are those the standard names, and the nearest miss is near."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from profiles.evaluation import evaluate, explain, json_line
from profiles.evaluation.engine import Database
from profiles.evaluation.results import Miss, Why
from profiles.evaluation.tables import read_tables
from profiles.standard.reading import read_json
from profiles.standard.walk import criteria

from .boundary import INDEX_DATES, Author, Practice
from .clinic import CATALOGUE, HBA1C, T2D, TODAY, Json, document, hba1c, one_patient, write_tables
from .naive import Naive, Patient
from .test_against_the_oracle import DOCUMENTS, PLAIN_CATALOGUE, SEED, rows_of

PATIENTS = 30


@dataclass
class Deciding:
    """The deciding records of one patient, read off the text of F4 and F5."""

    oracle: Naive
    patient: Patient

    def records(self, part: Json) -> list[Json]:
        measure = part["of"] if part["type"] == "exists" else part.get("measure", {}).get("of")
        if part["type"] not in ("exists", "compare") or measure is None:
            return []
        selection: Json = measure
        found = sorted(
            self.oracle.select(selection, self.patient), key=lambda each: self.order(selection, each)
        )
        kind = part.get("measure", {"type": "exists"})
        return [self.plain(selection["element"], each) for each in self.deciding(kind, selection, found)]

    def order(self, selection: Json, record: dict[str, str]) -> Any:
        return self.oracle.order(selection, record)

    def deciding(self, measure: Json, selection: Json, found: list[dict[str, str]]) -> list[dict[str, str]]:
        element, kind = selection["element"], measure["type"]
        if kind in ("exists", "count", "count_days"):
            return found
        if kind == "days_since":
            return found[-1:]
        if kind == "average":
            return [
                each for each in found if self.read(element, each, "value") is not None and not censored(each)
            ]
        taking_part = [
            each for each in found if self.read(element, each, measure.get("field", "value")) is not None
        ]
        if kind == "largest_share":
            return taking_part
        if kind in ("latest", "earliest"):
            return taking_part[-1:] if kind == "latest" else taking_part[:1]
        ranks = [self.oracle.rank(selection, each, measure.get("field", "value")) for each in taking_part]
        best = (max if kind == "highest" else min)(ranks, default=None)
        return [each for each, rank in zip(taking_part, ranks, strict=True) if rank == best][-1:]

    def read(self, element: str, record: dict[str, str], field: str) -> Any:
        return self.oracle.read(element, record, field)

    def plain(self, element: str, record: dict[str, str]) -> Json:
        fields = {field: self.read(element, record, field) for field in self.oracle.fields(element)}
        said = {field: each.isoformat() if isinstance(each, date) else each for field, each in fields.items()}
        return {"element": element} | {field: each for field, each in said.items() if each is not None}


def censored(record: dict[str, str]) -> bool:
    return bool(record.get("comparator", "").strip())


def plainly(records: Any) -> list[Json]:
    """Numbers as the oracle writes them."""
    return [{name: number(each) for name, each in record.items()} for record in records]


def number(value: Any) -> Any:
    return value if isinstance(value, str | dict) else Fraction(value)


@pytest.mark.parametrize("today", INDEX_DATES, ids=str)
def test_the_deciding_records_are_those_the_oracle_names(today: date, tmp_path: Path) -> None:
    random = Random(f"{SEED}/why/{today}")  # noqa: S311 - test data, not secrets
    patients = Practice(random, today).patients(PATIENTS)
    write_tables(tmp_path, rows_of(patients))
    with Database(read_tables(tmp_path, CATALOGUE)) as database:
        compared = sum(compare(random, database, patients, today) for _ in range(DOCUMENTS))
    assert compared > DOCUMENTS * 100


def compare(random: Random, database: Database, patients: list[Patient], today: date) -> int:
    plain = Author(random, members=False).document()
    oracle, compared = Naive(plain, PLAIN_CATALOGUE, today), 0
    read = read_json(plain)
    asked = {spot.part.id: spot.part.to_json() for spot in criteria(read)}  # type: ignore[attr-defined]
    by_id = {patient.row["patient_id"]: patient for patient in patients}
    for result in evaluate(read, database, today, why=True):
        deciding = Deciding(oracle, by_id[result.patient])
        for identifier, why in (result.why or {}).items():
            assert plainly(why.records) == deciding.records(asked[identifier]), (identifier, result.patient)
            compared += 1
    return compared


# --- by hand ------------------------------------------------------------------------------------

ONE_YEAR = {**HBA1C, "window": {"from": "-P12M"}}
COURSE = {"element": "diagnosis", "where": [*T2D["where"], {"field": "kind", "is": "course"}]}


def whys(inclusion: Json, **tables: list[dict[str, str]]) -> dict[str, Why]:
    """Why, by criterion, for one ordinary patient."""
    (by_criterion,) = explain(document({"id": "in", **inclusion}), one_patient(**tables), TODAY).values()
    return by_criterion


def why(inclusion: Json, **tables: list[dict[str, str]]) -> Why:
    return whys(inclusion, **tables)["in"]


def high(selection: Json, **measure: str) -> Json:
    asked = {"type": "latest", **measure, "of": selection}
    return {"type": "compare", "measure": asked, "operator": "greater_than", "value": 70}


def test_a_record_says_what_is_not_missing_with_codes_by_system_and_numbers_as_recorded() -> None:
    said = why({"type": "exists", "of": HBA1C}, measurement=[hba1c("2026-03-01T10:15", "53.10")])
    assert plainly(said.records) == [
        {
            "element": "measurement",
            "code": {"npu": "NPU27300"},
            "date": "2026-03-01",
            "value": Fraction("53.1"),
        }
    ]
    assert said.nearest is None


def test_combinations_leave_it_to_their_parts() -> None:
    parts = [{"id": "a", "type": "exists", "of": HBA1C}, {"id": "b", **high(HBA1C)}]
    said = whys({"type": "all", "of": parts}, measurement=[hba1c("2026-03-01", "53")])
    assert said["in"].records == ()
    assert len(said["a"].records) == len(said["b"].records) == 1


def test_identical_records_are_repeated() -> None:
    said = why({"type": "exists", "of": HBA1C}, measurement=[hba1c("2026-03-01", "53")] * 2)
    assert len(said.records) == 2


def test_a_value_outside_the_window_is_the_nearest_miss_and_the_closest_one() -> None:
    old = [hba1c("2024-01-01", "80"), hba1c("2025-10-01", "81")]
    said = why(high(ONE_YEAR), measurement=old)
    assert (str(said.truth), said.records) == ("unknown", ())
    assert said.nearest is not None
    assert (said.nearest.fails, said.nearest.record["date"]) == ("window", "2025-10-01")


def test_a_filter_that_fails_is_named() -> None:
    contact = {"code_icpc_2_dk": "T90", "date": "2026-01-01", "kind": "contact"}
    said = why({"type": "exists", "of": COURSE}, diagnosis=[contact])
    assert isinstance(said.nearest, Miss)
    assert said.nearest.fails == "kind"


def test_another_code_is_no_near_miss() -> None:
    other = {"code_icpc_2_dk": "K86", "date": "2026-01-01", "kind": "course"}
    assert why({"type": "exists", "of": COURSE}, diagnosis=[other]).nearest is None


def test_a_value_that_was_found_speaks_for_itself() -> None:
    said = why(high(ONE_YEAR), measurement=[hba1c("2026-03-01", "53"), hba1c("2025-01-01", "99")])
    assert [each["value"] for each in said.records] == [53]
    assert said.nearest is None


def test_a_count_too_low_tells_what_nearly_counted() -> None:
    twice = {
        "type": "compare",
        "measure": {"type": "count", "of": ONE_YEAR},
        "operator": "at_least",
        "value": 2,
    }
    said = why(twice, measurement=[hba1c("2026-03-01", "53"), hba1c("2025-11-01", "54")])
    assert [each["date"] for each in said.records] == ["2026-03-01"]
    assert said.nearest is not None
    assert said.nearest.record["date"] == "2025-11-01"


def test_what_is_true_has_no_miss() -> None:
    said = why(
        {"type": "exists", "of": ONE_YEAR}, measurement=[hba1c("2026-03-01", "53"), hba1c("2024-01-01", "50")]
    )
    assert said.nearest is None


def test_some_patients_may_be_asked_for_alone_and_strangers_are_not_there(tmp_path: Path) -> None:
    people = {
        each: {"patient_id": each, "birth_date": "1970-05-05", "enrolled_from": "2000-01-01"} for each in "ab"
    }
    write_tables(tmp_path, {"patient": list(people.values())})
    asked = document({"id": "in", "type": "exists", "of": HBA1C})
    assert set(explain(asked, tmp_path, TODAY)) == {"a", "b"}
    assert set(explain(asked, tmp_path, TODAY, patients=["b", "gunnar"])) == {"b"}
    assert explain(asked, tmp_path, TODAY, patients=[]) == {}


def test_the_reasons_of_a_result_have_the_shape_of_the_standard_and_exact_numbers() -> None:
    tables = one_patient(measurement=[hba1c("2026-03-01", "53.10")])
    (result,) = evaluate(document({"id": "in", "type": "exists", "of": HBA1C}), tables, TODAY, why=True)
    line = json.loads(json_line(result), parse_float=str, parse_int=str)
    assert line["why"] == {
        "in": {
            "truth": "true",
            "records": [
                {
                    "element": "measurement",
                    "code": {"npu": "NPU27300"},
                    "date": "2026-03-01",
                    "value": "53.1",
                }
            ],
        }
    }


def test_reasons_are_there_only_on_request() -> None:
    (result,) = evaluate(document({"id": "in", "type": "exists", "of": HBA1C}), one_patient(), TODAY)
    assert "why" not in result.to_json()
