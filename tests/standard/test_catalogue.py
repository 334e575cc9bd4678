"""Conformance: 1.1–1.2, A20, A21 – the catalogue of each standard version is whole."""

from __future__ import annotations

import pytest

from profiles.standard.catalogue import FieldType, NotInCatalogue, UnknownStandard, load_catalogue, standards
from profiles.standard.document import ChoosingMeasure, Selection
from profiles.standard.kinds import Kind, Setting, ValueKind, field_read
from profiles.standard.reading import read_json

from .examples import DIAGNOSIS, HBA1C, LATEST_HBA1C, SMOKING, profile

CATALOGUE = load_catalogue()


def test_an_unknown_standard_is_named():
    with pytest.raises(UnknownStandard, match="kendes ikke"):
        load_catalogue("3.7")


def test_a_path_is_no_standard():
    with pytest.raises(UnknownStandard):
        load_catalogue("../catalogues/1.0")


def test_the_catalogue_is_read_once():
    assert load_catalogue("1.0") is load_catalogue("1.0")


@pytest.mark.parametrize("standard", standards())
def test_every_catalogue_carries_its_own_version_and_holds_together(standard):
    catalogue = load_catalogue(standard)
    assert catalogue.standard == standard
    systems = {system.id for system in catalogue.code_systems}
    for element in catalogue.elements:
        names = [field.id for field in element.fields]
        assert len(set(names)) == len(names)
        assert set(element.key_dates) <= set(names)
        for field in element.fields:
            assert set(field.systems) <= systems
            assert bool(field.systems) is (field.type is FieldType.CODING)
            assert bool(field.all_tokens()) is (field.type is FieldType.TOKEN)
            if field.tokens_by is not None:
                topics = {token.id for token in element.field(field.tokens_by.field).tokens}
                assert set(field.tokens_by.of) == topics


def test_1_2_the_elements_of_1_0_stand_in_their_order():
    assert [element.id for element in CATALOGUE.elements] == [
        "patient",
        "diagnosis",
        "medication",
        "prescription",
        "measurement",
        "finding",
        "service",
        "contact",
        "appointment",
        "plan",
        "goal",
        "pathway",
        "referral",
        "vaccination",
    ]


def test_a12_the_patient_cannot_be_selected():
    assert "patient" not in {element.id for element in CATALOGUE.selectable()}


def test_c3_the_key_date_of_a_period_is_its_start():
    assert CATALOGUE.element("medication").is_period
    assert CATALOGUE.element("medication").key_date == "start"
    assert CATALOGUE.element("diagnosis").key_date == "date"


@pytest.mark.parametrize(
    "look",
    [
        lambda: CATALOGUE.element("x"),
        lambda: CATALOGUE.code_system("x"),
        lambda: CATALOGUE.element("goal").field("x"),
        lambda: CATALOGUE.element("patient").key_date,
    ],
)
def test_what_the_catalogue_does_not_have_is_a_named_error(look):
    with pytest.raises(NotInCatalogue):
        look()


def test_a_token_has_a_danish_title():
    field = CATALOGUE.element("finding").field("value")
    assert field.token_title("former") == "Tidligere ryger"
    assert field.token_title("else") == "else"


def test_a16_measurements_are_the_codes_that_carry_a_number():
    assert CATALOGUE.measurement_systems() == {"npu", "mcs", "concept", "local"}


# --- kinds --------------------------------------------------------------------------------------

SETTING = Setting(read_json(profile()), CATALOGUE)


@pytest.mark.parametrize(
    ("selection", "field", "kind"),
    [
        (DIAGNOSIS, "date", ValueKind.DATE),
        (DIAGNOSIS, "code", ValueKind.CODING),
        (DIAGNOSIS, "status", ValueKind.TOKEN),
        (HBA1C, "value", ValueKind.QUANTITY),
        ({"element": "contact"}, "clinician", ValueKind.TEXT),
    ],
)
def test_a_field_gives_a_kind_of_value(selection, field, kind):
    measure = ChoosingMeasure.model_validate_json(_json({"type": "latest", "of": selection, "field": field}))
    assert SETTING.kind_of_measure(measure).value is kind
    assert field_read(measure) == field


def test_d6_a_quantity_has_the_unit_of_its_only_code_set():
    measure = ChoosingMeasure.model_validate_json(_json(LATEST_HBA1C))
    assert SETTING.kind_of_measure(measure) == Kind(ValueKind.QUANTITY, "mmol/mol")


def test_a21_the_tokens_of_a_finding_are_those_of_its_topic():
    selection = Selection.model_validate_json(_json(SMOKING))
    assert [token.id for token in SETTING.kind_of_field(selection, "value").tokens] == [
        "current",
        "former",
        "never",
        "passive",
    ]


def test_what_the_catalogue_does_not_have_has_no_kind():
    assert SETTING.kind_of_field(Selection(element="diagnosis"), "value") is None
    assert SETTING.kind_of_field(Selection(element="allergy"), "code") is None


def _json(value):
    import json

    return json.dumps(value)
