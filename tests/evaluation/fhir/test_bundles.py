"""Patients as FHIR R4: every field has a place, nothing is lost or rounded, and FHIR's own rules are kept."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cockpit.demo
from profiles.evaluation.boundary.trials import tables_of as boundary_tables
from profiles.evaluation.fhir import BASE, bundles, json_text
from profiles.evaluation.fhir.mapping import RESOURCES, Form
from profiles.evaluation.layout import columns_of
from profiles.evaluation.tables import Tables, read_tables
from profiles.standard.catalogue import PATIENT, Element, ElementField, FieldType, load_catalogue

from ..clinic import CATALOGUE, hba1c, one_patient

Json = dict[str, Any]
SHIPPED = ("1.0", "1.1")
DEMO = Path(cockpit.demo.__file__).parent / "patients"
OWN = f"{BASE}/CodeSystem"


def resources(tables: Tables, **more: Any) -> list[Json]:
    """The resources of the one patient of the tables, the patient first."""
    (bundle,) = bundles(tables, **more)
    return [entry["resource"] for entry in bundle["entry"]]


def record(tables: Tables, **more: Any) -> Json:
    """The resource of the one record of the one patient."""
    _, only = resources(tables, **more)
    return only


def extensions(resource: Json) -> Json:
    """Extensions by the last word of their address; each has one value."""
    return {
        each["url"].removeprefix(f"{BASE}/StructureDefinition/"): next(
            value for name, value in each.items() if name.startswith("value")
        )
        for each in resource.get("extension", [])
    }


# --- every field has a place --------------------------------------------------------------------


def cell_for(element: Element, field: ElementField) -> str:
    match field.type:
        case FieldType.DATE:
            return "2026-11-20"
        case FieldType.QUANTITY | FieldType.INTEGER:
            return "12.5"
        case FieldType.CODING:
            return "X12"
        case FieldType.TOKEN if field.all_tokens():
            return field.all_tokens()[0].id
    return f"{element.id} {field.id}"


def full_row(element: Element) -> dict[str, str]:
    return {column.written: cell_for(element, column.field) for column in columns_of(element)}


@pytest.mark.parametrize("standard", SHIPPED)
def test_no_field_of_the_catalogue_is_lost(standard: str) -> None:
    catalogue = load_catalogue(standard)
    for element in catalogue.selectable():
        for column in columns_of(element):
            whole = {"patient_id": "anna-k", **full_row(element)}
            rows = {each.id: [] for each in catalogue.elements} | {
                PATIENT: [{"patient_id": "anna-k", "enrolled_from": "2000-01-01"}]
            }
            with_it = boundary_tables({**rows, element.id: [whole]}, catalogue)
            without_it = boundary_tables({**rows, element.id: [{**whole, column.written: ""}]}, catalogue)
            assert record(with_it) != record(without_it), f"{element.id}.{column.name}"


@pytest.mark.parametrize("element", [element.id for element in CATALOGUE.selectable()])
def test_every_element_of_the_first_standard_is_a_resource_of_its_own_kind(element: str) -> None:
    assert RESOURCES[element].type != "Basic"
    fields = {field.id for field in CATALOGUE.element(element).fields}
    assert set(RESOURCES[element].places) <= fields


def test_what_a_later_standard_adds_stands_in_extensions_and_basic_resources() -> None:
    catalogue = load_catalogue("1.1")
    rows: dict[str, Any] = {element.id: [] for element in catalogue.elements}
    rows[PATIENT] = [{"patient_id": "anna-k"}]
    rows["hospital_contact"] = [{"patient_id": "anna-k", "code_sks": "DE119", "start": "2026-01-02T08:30"}]
    stay = record(boundary_tables(rows, catalogue))
    assert stay["resourceType"] == "Basic"
    assert stay["code"]["coding"] == [{"system": f"{OWN}/element", "code": "hospital_contact"}]
    assert extensions(stay)["hospital_contact-start"] == "2026-01-02T08:30:00+01:00"
    assert extensions(stay)["hospital_contact-code"]["coding"][0]["code"] == "DE119"


def test_elements_that_share_a_resource_are_told_apart() -> None:
    shared: dict[str, list[str]] = {}
    for element, resource in RESOURCES.items():
        shared.setdefault(resource.type, []).append(element)
    for elements in shared.values():
        assert len(elements) == 1 or all(RESOURCES[element].categorised for element in elements)


# --- values -------------------------------------------------------------------------------------


def test_a_number_keeps_every_digit() -> None:
    observation = record(one_patient(measurement=[hba1c("2026-11-20", "123456789012345678.0123456789")]))
    assert observation["valueQuantity"] == {"value": Decimal("123456789012345678.0123456789")}
    assert '"value":123456789012345678.0123456789}' in json_text(observation)


def test_a_number_never_becomes_an_exponent() -> None:
    assert json_text({"value": Decimal("0.0000000001"), "more": [Decimal("1E+3"), True, None]}) == (
        '{"value":0.0000000001,"more":[1000,true,null]}'
    )


def test_what_is_written_is_json() -> None:
    text = json_text(list(bundles(read_tables(DEMO, CATALOGUE))))
    assert len(json.loads(text)) == 40


def test_a_comparator_stands_with_its_number() -> None:
    observation = record(one_patient(measurement=[hba1c("2026-11-20", "5", "<")]))
    assert observation["valueQuantity"] == {"value": Decimal(5), "comparator": "<"}


def test_a_comparator_that_fhir_does_not_mean_the_same_by_leaves_no_value() -> None:
    observation = record(one_patient(measurement=[hba1c("2026-11-20", "5", "<=")]))
    assert "valueQuantity" not in observation
    assert extensions(observation) == {"measurement-comparator": "<="}


def test_a_record_keeps_all_its_codes() -> None:
    condition = record(
        one_patient(diagnosis=[{"code_icpc_2_dk": "t90", "code_sks": "de11.9", "date": "2020-01-01"}])
    )
    assert condition["code"]["coding"] == [
        {"system": "urn:oid:1.2.208.176.2.31", "code": "T90"},
        {"system": "urn:oid:1.2.208.176.2.4", "code": "DE119"},
    ]


def test_the_standards_own_code_systems_have_their_addresses_under_the_base() -> None:
    observation = record(
        one_patient(measurement=[{"code_concept": "mmse", "date": "2026-01-01"}]),
        base="https://example.org",
    )
    assert observation["code"]["coding"][0]["system"] == "https://example.org/CodeSystem/concept"
    assert BASE not in json_text(observation)


def test_an_unlisted_token_stays_what_it_is() -> None:
    encounter = record(one_patient(contact=[{"kind": " brev ", "date": "2026-01-01"}]))
    assert encounter["type"] == [{"coding": [{"system": f"{OWN}/contact-kind", "code": "brev"}]}]


# --- days and times -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02T00:00", "2026-01-02"),
        ("2026-01-02T10:05", "2026-01-02T10:05:00+01:00"),
        ("2026-07-02T10:05:09", "2026-07-02T10:05:09+02:00"),
        ("1890-07-02T10:05", "1890-07-02T10:05:00+00:50"),
    ],
)
def test_a_time_of_day_is_danish_time(written: str, said: str) -> None:
    assert record(one_patient(prescription=[{"code_atc": "A10", "date": written}]))["authoredOn"] == said


def test_an_appointment_without_time_begins_at_midnight() -> None:
    appointment = record(one_patient(appointment=[{"date": "2026-12-24", "status": "booked"}]))
    assert appointment["start"] == appointment["end"] == "2026-12-24T00:00:00+01:00"
    assert appointment["status"] == "booked"


def test_a_period_keeps_its_ends_and_the_end_has_no_time() -> None:
    statement = record(one_patient(medication=[{"start": "2026-01-02T08:00", "end": "2026-02-03T09:00"}]))
    assert statement["effectivePeriod"] == {"start": "2026-01-02T08:00:00+01:00", "end": "2026-02-03"}


# --- the patient --------------------------------------------------------------------------------


def test_the_patient_comes_first_and_keeps_the_number_of_the_table() -> None:
    patient, *_ = resources(one_patient({"deceased_date": "2026-11-01", "enrolled_to": "2026-10-01"}))
    assert patient["identifier"] == [{"value": "anna-k"}]
    assert (patient["gender"], patient["birthDate"]) == ("female", "1970-05-05")
    assert patient["deceasedDateTime"] == "2026-11-01"
    assert extensions(patient) == {
        "patient-enrolled-from": "2000-01-01",
        "patient-enrolled-to": "2026-10-01",
    }


def test_a_sex_that_fhir_has_no_code_for_is_told_beside() -> None:
    patient, *_ = resources(one_patient({"sex": "ukendt"}))
    assert patient["gender"] == "other"
    assert extensions(patient)["patient-sex"] == "ukendt"


def test_what_is_missing_is_not_there() -> None:
    patient, *_ = resources(one_patient({"sex": "", "birth_date": "2026-02-30", "enrolled_from": ""}))
    assert set(patient) == {"resourceType", "id", "identifier"}


# --- the rules of FHIR --------------------------------------------------------------------------

DEMANDED = {
    "Condition": {"subject"},
    "MedicationStatement": {"status", "medicationCodeableConcept", "subject"},
    "MedicationRequest": {"status", "intent", "medicationCodeableConcept", "subject"},
    "Observation": {"status", "code"},
    "ChargeItem": {"status", "code", "subject"},
    "Encounter": {"status", "class"},
    "Appointment": {"status", "participant"},
    "CarePlan": {"status", "intent", "subject"},
    "Goal": {"lifecycleStatus", "description", "subject"},
    "EpisodeOfCare": {"status", "patient"},
    "ServiceRequest": {"status", "intent", "subject"},
    "Immunization": {"status", "vaccineCode", "patient", "occurrenceDateTime"},
}


def test_every_resource_has_what_fhir_demands_even_of_an_empty_record() -> None:
    empty = {element.id: [{element.key_date: "2026-01-01"}] for element in CATALOGUE.selectable()}
    for resource in resources(one_patient(**empty))[1:]:
        assert set(resource) >= DEMANDED[resource["resourceType"]]
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])


def test_ids_are_unique_in_a_bundle() -> None:
    for bundle in bundles(read_tables(DEMO, CATALOGUE)):
        ids = [entry["resource"]["id"] for entry in bundle["entry"]]
        assert len(ids) == len(set(ids))


def test_a_diagnosis_that_has_ended_is_not_active() -> None:
    condition = record(one_patient(diagnosis=[{"date": "2020-01-01", "end": "2021-01-01"}]))
    assert condition["clinicalStatus"]["coding"][0]["code"] == "inactive"


def test_a_vaccination_without_a_date_says_so_in_words() -> None:
    vaccination = record(one_patient(vaccination=[{"code_atc": "J07BB02", "date": "i fjor"}]))
    assert vaccination["occurrenceString"] == "ukendt"
    assert "occurrenceString" not in record(one_patient(vaccination=[{"date": "2026-01-02"}]))


def test_an_appointment_without_a_date_is_only_proposed() -> None:
    appointment = record(one_patient(appointment=[{"status": "fulfilled", "clinician": "Anna"}]))
    assert appointment["status"] == "proposed"
    assert {each["status"] for each in appointment["participant"]} == {"accepted"}
    assert appointment["participant"][1]["actor"] == {"display": "Anna"}


def test_every_form_has_a_place_that_uses_it() -> None:
    used = {place.form for resource in RESOURCES.values() for place in resource.places.values()}
    assert used | {Form.EXTENSION} == set(Form)
