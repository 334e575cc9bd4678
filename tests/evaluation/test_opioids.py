"""The example profile of 1.1 over patients whose sums and changes were worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from profiles.evaluation import evaluate
from profiles.evaluation.results import Result
from profiles.standard.catalogue import load_catalogue
from profiles.standard.fitting import candidates
from profiles.standard.lint import Severity, lint
from profiles.standard.narrative import narrate
from profiles.standard.reading import read_json

from ..standard.opioids import opioids
from .clinic import TODAY, one_patient
from .newer_clinic import NEWER

PROFILE = read_json(opioids())
LONG_AGO = {"code_atc": "N02AA01", "date": "2026-03-01", "prescriber": "Anna"}


def taken(code: str, dose: str, start: str = "2026-01-01", **more: str) -> dict[str, str]:
    return {"code_atc": code, "daily_dose": dose, "start": start, "indication": "Rygsmerter", **more}


def result(medication: list[dict[str, str]], **records: Any) -> Result:
    patient = one_patient(catalogue=NEWER, medication=medication, **{"prescription": [LONG_AGO], **records})
    (found,) = evaluate(PROFILE, patient, TODAY)
    return found


def test_the_example_is_a_document_of_1_1_alone_that_may_be_published():
    assert candidates(PROFILE) == ("1.1",)
    found = lint(PROFILE, load_catalogue("1.1"))
    assert [each.message for each in found if each.severity is Severity.ERROR] == []


def test_it_says_that_it_is_an_example_and_names_its_sources():
    assert "Eksempel, ikke klinisk godkendt" in str(PROFILE.limitations)
    assert PROFILE.columns[0].references == ("helsedirektoratet",)


def test_doses_of_several_opioids_are_added_up_as_morphine():
    found = result([taken("N02AA05", "60"), taken("N02AX02", "100"), taken("N02AB03", "0.3")])
    cell = found.columns["omeq-per-day"]
    assert (cell.value, cell.unit, cell.text) == (Decimal(135), "mg OMEQ/døgn", "Over 100 mg")
    assert found.outcome == "in"
    assert "high-dose" in found.groups
    assert found.actions == ("book-talk",)


def test_what_cannot_be_converted_is_no_part_of_the_sum():
    found = result([taken("N02AA01", "40"), taken("N02AX52", "8")])
    assert found.columns["omeq-per-day"].value == Decimal(40)
    assert found.columns["omeq-per-day"].level is None


def test_a_dose_that_is_missing_leaves_no_sum_and_is_told_as_a_matter_of_coding():
    found = result([taken("N02AA01", "140"), taken("N02AX02", "")])
    assert found.columns["omeq-per-day"].text == "Dosis mangler"
    assert (found.groups, found.actions, found.data_quality) == ((), (), ("no-dose",))


def test_a_dose_that_is_put_up_is_seen_in_the_same_unit():
    before = taken("N02AX02", "200", "2026-01-01", end="2026-05-31")
    found = result([before, taken("N02AA05", "30", "2026-06-01")])
    cell = found.columns["dose-change"]
    assert (cell.value, cell.unit, str(cell.date)) == (Decimal(15), "mg OMEQ/døgn", "2026-06-01")
    assert found.groups == ("rising",)
    assert found.columns["omeq-per-day"].value == Decimal(45)


def test_the_kidneys_are_followed_by_their_change():
    def egfr(day: str, value: str) -> dict[str, str]:
        return {"code_npu": "DNK35302", "date": day, "value": value}

    records = [egfr("2026-01-10", "71"), egfr("2026-10-10", "58.5")]
    cell = result([taken("N02AA01", "40")], measurement=records).columns["egfr-change"]
    assert (cell.value, cell.level) == (Decimal("-12.5"), "attention")


def test_it_is_told_in_danish():
    told = narrate(PROFILE, load_catalogue("1.1"))
    assert told.columns[0].text == (
        "Samlet døgndosis omregnet til mg OMEQ/døgn for ordinationer i Opioider med omregning, "
        "i gang på opgørelsesdagen; uden decimaler"
    )
    assert told.by_node()["dose-up"].text == (
        "Ændring i døgndosis fra forrige til seneste medicin i Opioider med omregning, startet "
        "inden for 12 måneder er over 0 mg OMEQ/døgn"
    )
