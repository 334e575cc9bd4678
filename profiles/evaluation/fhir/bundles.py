"""Logical tables as FHIR R4: one bundle a patient, the patient first.

Nothing is interpreted on the way. What a cell means was settled when the table was read (B8, D3, D10), and
the mapping says where it goes. A patient's number in the table stands in ``Patient.identifier``; ids of
resources are made here, because a number from a table need not be a FHIR id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal

from profiles.standard.catalogue import PATIENT, Catalogue, Element, ElementField, FieldType

from ..layout import COMPARATOR, PATIENT_ID, coding_columns, seconds_column
from ..tables import Tables
from .mapping import (
    BASE,
    UNKNOWN,
    Form,
    Json,
    Resource,
    code_system_address,
    element_system,
    extension_address,
    resource_of,
    token_system,
)
from .values import SIGNS, concept, date_time, instant, put

Row = Mapping[str, str | None]
GENDERS = frozenset({"female", "male"})
APPOINTED = {"booked": "booked", "fulfilled": "fulfilled", "no-show": "noshow", "cancelled": "cancelled"}


def bundles(tables: Tables, *, base: str = BASE) -> Iterator[Json]:
    """A ``Bundle`` of type collection for each patient, in the order of the patient table.

    Numbers are :class:`~decimal.Decimal`; write them with :func:`~.exact_json.json_text`.
    """
    records: dict[str | None, list[tuple[Element, Row]]] = defaultdict(list)
    for element in tables.catalogue.selectable():
        for row in _rows(tables, element):
            records[row[PATIENT_ID]].append((element, row))
    writer = _Writer(tables.catalogue, base)
    for number, row in enumerate(_rows(tables, tables.catalogue.element(PATIENT)), start=1):
        yield writer.bundle(f"patient-{number}", row, records[row[PATIENT_ID]])


def _rows(tables: Tables, element: Element) -> Iterator[Row]:
    table = tables.by_element[element.id]
    for cells in zip(*table.columns.values(), strict=True):
        yield dict(zip(table.columns, cells, strict=True))


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    base: str

    def bundle(self, identifier: str, patient: Row, records: list[tuple[Element, Row]]) -> Json:
        resources = [self.patient(identifier, patient)]
        for number, (element, row) in enumerate(records, start=1):
            resources.append(self.record(f"{identifier}-{number}", identifier, element, row))
        entries = [{"resource": each} for each in resources]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def patient(self, identifier: str, row: Row) -> Json:
        """A sex that FHIR has no code for is *other* and stands as it is in an extension."""
        element = self.catalogue.element(PATIENT)
        whole: Json = {"resourceType": "Patient", "id": identifier}
        whole["identifier"] = [{"value": row[PATIENT_ID]}]
        plain = dict(row)
        if plain["deceased_date"] is not None:
            whole["deceasedDateTime"] = plain.pop("deceased_date")
        if plain["sex"] is not None:
            whole["gender"] = plain["sex"] if plain["sex"] in GENDERS else "other"
        if plain["sex"] in GENDERS:
            del plain["sex"]
        self._fields(whole, element, plain)
        return whole

    def record(self, identifier: str, patient: str, element: Element, row: Row) -> Json:
        resource = resource_of(element)
        whole: Json = {"resourceType": resource.type, "id": identifier, **deepcopy(resource.demanded)}
        reference = {"reference": f"Patient/{patient}"}
        if resource.subject:
            whole[resource.subject] = reference
        self._say_the_element(whole, resource, element)
        self._fields(whole, element, row)
        _complete(whole, reference, row)
        return whole

    def _say_the_element(self, whole: Json, resource: Resource, element: Element) -> None:
        kind = concept([{"system": element_system(self.base), "code": element.id}])
        if resource.categorised:
            whole["category"] = [kind]
        elif resource.type == "Basic":
            whole["code"] = kind

    # --- fields -------------------------------------------------------------------------------

    def _fields(self, whole: Json, element: Element, row: Row) -> None:
        for field in element.fields:
            place = resource_of(element).place(field.id)
            odd = place.form is Form.SIGN and row[COMPARATOR] not in SIGNS
            form = Form.EXTENSION if odd else place.form
            value = self._value(element, field, form, row)
            if value is None:
                continue
            if isinstance(value, dict) and form is Form.EXTENSION:
                value = {"url": extension_address(self.base, element, field.id), **value}
            put(whole, "extension" if odd else place.path, form, value)

    def _value(self, element: Element, field: ElementField, form: Form, row: Row) -> Json | str | None:
        if field.type is FieldType.CODING:
            return self._codes(field, form, row)
        cell = row.get(field.id)
        if cell is None:
            return None
        if field.id in element.key_dates:
            return _moment(cell, int(row.get(seconds_column(element)) or 0), field, element, form)
        if form in (Form.TOKEN, Form.TOKENS):
            return concept([{"system": token_system(self.base, element, field), "code": cell}])
        return _extended(field.type, cell) if form is Form.EXTENSION else cell

    def _codes(self, field: ElementField, form: Form, row: Row) -> Json | None:
        codings = [
            {"system": code_system_address(self.catalogue, column.system or "", self.base), "code": code}
            for column in coding_columns(field)
            if (code := row[column.name]) is not None
        ]
        if not codings:
            return None
        return {"valueCodeableConcept": concept(codings)} if form is Form.EXTENSION else concept(codings)


INACTIVE = {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "inactive"}


def _moment(cell: str, seconds: int, field: ElementField, element: Element, form: Form) -> Json | str:
    """Only the key date that orders records has a time of day (B12)."""
    clock = seconds if field.id == element.key_date else 0
    if form is Form.INSTANT:
        return instant(cell, clock)
    moment = date_time(cell, clock)
    return {"valueDateTime": moment} if form is Form.EXTENSION else moment


def _extended(kind: FieldType, cell: str) -> Json:
    match kind:
        case FieldType.DATE:
            return {"valueDate": cell}
        case FieldType.TOKEN:
            return {"valueCode": cell}
        case FieldType.QUANTITY | FieldType.INTEGER:
            return {"valueDecimal": Decimal(cell)}
    return {"valueString": cell}


def _complete(whole: Json, reference: Json, row: Row) -> None:
    """What FHIR demands beside the fields, where it hangs on them."""
    match whole["resourceType"]:
        case "Condition" if "abatementDateTime" in whole:
            whole["clinicalStatus"] = concept([INACTIVE])
        case "Immunization" if "occurrenceDateTime" not in whole:
            whole["occurrenceString"] = UNKNOWN["text"]
        case "Appointment":
            _complete_appointment(whole, reference, row)


def _complete_appointment(whole: Json, reference: Json, row: Row) -> None:
    """Who takes part has accepted, an appointment ends, and one without a date is a proposal."""
    whole["participant"] = [{"actor": reference}, *whole.get("participant", [])]
    for participant in whole["participant"]:
        participant["status"] = "accepted"
    if "start" in whole:
        whole["end"] = whole["start"]
        whole["status"] = APPOINTED.get(row["status"] or "", "pending")
