"""Where every field of the catalogue stands in FHIR R4: one table, read both ways.

Writing a bundle and writing CQL that reads it follow the same rows, so the two cannot drift apart. A field
has a place of FHIR's own where FHIR has one with the same meaning; any other field stands in an extension
named ``<element>-<field>``, and any other element is a ``Basic`` resource. So a catalogue that grows is
covered from the first day, only less beautifully.

The rules of the table:

- A coding keeps all its codes, each under the canonical address of its code system in the catalogue.
- A token is a coding of the code system ``<element>-<field>`` of this standard, so that an unlisted token
  stays what it is (A11). Where FHIR demands a code of its own (every ``status``), that code is filled in for
  validity and never read; the token stands in the extension.
- A day is a FHIR date, a key date with a time of day a FHIR dateTime in Danish time. FHIR's ``instant`` has
  no form without time, so an appointment without time begins at 00:00, which is what 3.4 says it means.
- A quantity has no unit: the unit is a fact of the code (3.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from profiles.standard.catalogue import PATIENT, Catalogue, Element, ElementField

# Where the standard's own code systems and extensions have their addresses.
BASE = "https://klinikkens-cockpit.example/fhir"
DANISH_TIME = "Europe/Copenhagen"

Json = dict[str, Any]


class Form(Enum):
    """How a field's value is written. A path that ends with ``[x]`` names its type when it is written."""

    CODES = auto()  # a CodeableConcept with a coding for each code system
    TOKEN = auto()  # a CodeableConcept with one coding
    TOKENS = auto()  # the same in a list of CodeableConcepts
    DATE = auto()
    MOMENT = auto()  # dateTime
    INSTANT = auto()
    START = auto()  # of a Period
    END = auto()
    NUMBER = auto()  # value of a Quantity
    SIGN = auto()  # comparator of a Quantity
    PERSON = auto()  # display of somebody who takes part
    EXTENSION = auto()


@dataclass(frozen=True, slots=True)
class Place:
    path: str
    form: Form


@dataclass(frozen=True)
class Resource:
    """``subject`` is the reference to the patient; ``demanded`` what FHIR will not be without."""

    type: str
    places: Mapping[str, Place] = field(default_factory=dict)
    subject: str | None = "subject"
    demanded: Json = field(default_factory=dict)
    # Several elements share a resource: the category tells them apart.
    categorised: bool = False

    def place(self, field_id: str) -> Place:
        return self.places.get(field_id, Place("extension", Form.EXTENSION))


UNKNOWN = {"text": "ukendt"}
AMBULATORY = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}

RESOURCES: Mapping[str, Resource] = {
    PATIENT: Resource("Patient", {"birth_date": Place("birthDate", Form.DATE)}, subject=None),
    "diagnosis": Resource(
        "Condition",
        {
            "code": Place("code", Form.CODES),
            "date": Place("recordedDate", Form.MOMENT),
            "debut": Place("onset[x]", Form.MOMENT),
            "end": Place("abatement[x]", Form.MOMENT),
            "kind": Place("category", Form.TOKENS),
        },
    ),
    "medication": Resource(
        "MedicationStatement",
        {
            "code": Place("medication[x]", Form.CODES),
            "start": Place("effective[x]", Form.START),
            "end": Place("effective[x]", Form.END),
        },
        demanded={"status": "unknown", "medicationCodeableConcept": UNKNOWN},
    ),
    "prescription": Resource(
        "MedicationRequest",
        {"code": Place("medication[x]", Form.CODES), "date": Place("authoredOn", Form.MOMENT)},
        demanded={"status": "unknown", "intent": "order", "medicationCodeableConcept": UNKNOWN},
    ),
    "measurement": Resource(
        "Observation",
        {
            "code": Place("code", Form.CODES),
            "date": Place("effective[x]", Form.MOMENT),
            "value": Place("value[x]", Form.NUMBER),
            "comparator": Place("value[x]", Form.SIGN),
        },
        demanded={"status": "unknown", "code": UNKNOWN},
        categorised=True,
    ),
    "finding": Resource(
        "Observation",
        {
            "topic": Place("code", Form.TOKEN),
            "value": Place("value[x]", Form.TOKEN),
            "date": Place("effective[x]", Form.MOMENT),
        },
        demanded={"status": "unknown", "code": UNKNOWN},
        categorised=True,
    ),
    "service": Resource(
        "ChargeItem",
        {"code": Place("code", Form.CODES), "date": Place("occurrence[x]", Form.MOMENT)},
        demanded={"status": "unknown", "code": UNKNOWN},
    ),
    "contact": Resource(
        "Encounter",
        {
            "kind": Place("type", Form.TOKENS),
            "date": Place("period", Form.START),
            "clinician": Place("participant.individual", Form.PERSON),
        },
        demanded={"status": "unknown", "class": AMBULATORY},
    ),
    "appointment": Resource(
        "Appointment",
        {
            "date": Place("start", Form.INSTANT),
            "kind": Place("appointmentType", Form.TOKEN),
            "clinician": Place("participant.actor", Form.PERSON),
        },
        subject=None,
        demanded={"status": "proposed"},
    ),
    "plan": Resource(
        "CarePlan",
        {
            "kind": Place("category", Form.TOKENS),
            "start": Place("period", Form.START),
            "end": Place("period", Form.END),
        },
        demanded={"status": "unknown", "intent": "plan"},
    ),
    "goal": Resource(
        "Goal",
        {"topic": Place("description", Form.TOKEN)},
        demanded={"lifecycleStatus": "proposed", "description": UNKNOWN},
    ),
    "pathway": Resource(
        "EpisodeOfCare",
        {
            "code": Place("type", Form.TOKENS),
            "start": Place("period", Form.START),
            "end": Place("period", Form.END),
        },
        subject="patient",
        demanded={"status": "active"},
    ),
    "referral": Resource(
        "ServiceRequest",
        {
            "recipient": Place("performerType", Form.TOKEN),
            "date": Place("authoredOn", Form.MOMENT),
            "code": Place("code", Form.CODES),
        },
        demanded={"status": "unknown", "intent": "order"},
    ),
    "vaccination": Resource(
        "Immunization",
        {"code": Place("vaccineCode", Form.CODES), "date": Place("occurrence[x]", Form.MOMENT)},
        subject="patient",
        demanded={"status": "completed", "vaccineCode": UNKNOWN},
    ),
}
OTHER = Resource("Basic")


def resource_of(element: Element) -> Resource:
    return RESOURCES.get(element.id, OTHER)


def token_system(base: str, element: Element, token_field: ElementField) -> str:
    """The code system of a field's tokens."""
    return f"{base}/CodeSystem/{element.id}-{token_field.id}"


def element_system(base: str) -> str:
    """The code system of the elements, which categories and ``Basic`` resources name."""
    return f"{base}/CodeSystem/element"


def extension_address(base: str, element: Element, field_id: str) -> str:
    return f"{base}/StructureDefinition/{element.id}-{field_id.replace('_', '-')}"


def code_system_address(catalogue: Catalogue, system: str, base: str) -> str:
    """The canonical address of a code system; the standard's own are written with ``<base>``."""
    return catalogue.code_system(system).uri.replace("<base>", base)
