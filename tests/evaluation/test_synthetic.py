"""The synthetic clinic has every element, in the types of the logical tables, and nobody's CPR number."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from profiles.evaluation.layout import PATIENT_ID, Kind, columns_of
from profiles.evaluation.synthetic import clinic_tables
from profiles.standard.catalogue import PATIENT, Element
from profiles.standard.cpr import cpr_like

from .clinic import CATALOGUE

SIZE = 3_000
TYPES = {
    Kind.DATE: pa.date32(),
    Kind.MOMENT: pa.date32(),
    Kind.SECONDS: pa.int32(),
    Kind.NUMBER: pa.decimal128(28, 10),
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
}


@cache
def clinic() -> dict[str, pa.Table]:
    return clinic_tables(SIZE)


@pytest.mark.parametrize("element", CATALOGUE.elements, ids=lambda element: element.id)
def test_every_element_has_records_in_the_columns_of_its_table(element: Element) -> None:
    table = clinic()[element.id]
    columns = {PATIENT_ID: pa.string()} | {each.name: TYPES[each.kind] for each in columns_of(element)}
    assert dict(zip(table.schema.names, table.schema.types, strict=True)) == columns
    assert table.num_rows > 0


@pytest.mark.parametrize("element", CATALOGUE.selectable(), ids=lambda element: element.id)
def test_every_record_belongs_to_a_patient(element: Element) -> None:
    patients = clinic()[PATIENT][PATIENT_ID]
    assert pc.all(pc.is_in(clinic()[element.id][PATIENT_ID], value_set=patients.combine_chunks())).as_py()


def test_no_two_patients_share_an_id_and_no_id_looks_like_a_cpr_number() -> None:
    identities = clinic()[PATIENT][PATIENT_ID].to_pylist()
    assert len(set(identities)) == SIZE
    assert not [each for each in identities if cpr_like(each)]
