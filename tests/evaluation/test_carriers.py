"""Which patients have a code: every column that holds codes of the system, each patient once."""

from __future__ import annotations

import csv

from cockpit.demo.content import PATIENTS
from profiles.evaluation.carriers import carriers
from profiles.evaluation.opening import open_folder
from profiles.standard.catalogue import load_catalogue
from profiles.standard.codes import normalised

CATALOGUE = load_catalogue("1.0")


def test_the_patients_with_a_code_are_those_of_the_tables() -> None:
    with (PATIENTS / "diagnosis.csv").open() as lines:
        rows = [(normalised(row["code_sks"]), row["patient_id"]) for row in csv.DictReader(lines)]
    database, _ = open_folder(PATIENTS, CATALOGUE)
    with database:
        found = carriers(database, CATALOGUE, "sks", ["DE119", "DE109", "O'Brien", "DE119"])
        assert not carriers(database, CATALOGUE, "sks", [])
        assert not carriers(database, CATALOGUE, "findes-ikke", ["DE119"])
    assert found["DE119"] == {patient for code, patient in rows if code == "DE119"}
    assert set(found) <= {"DE119", "DE109"}
