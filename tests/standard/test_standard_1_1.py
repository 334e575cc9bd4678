"""9.1, 9.5: what standard 1.1 brings, what it asks, and that 1.0 does not know it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from profiles.standard.canonical import canonical_bytes, content_hash
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import CountingMeasure, Document
from profiles.standard.introduced import FEATURES, features_of, features_since
from profiles.standard.kinds import Kind, Setting, ValueKind
from profiles.standard.meaning import meaning_of
from profiles.standard.problem import Problem
from profiles.standard.reading import read, read_json
from profiles.standard.version import Bump, required_bump

from .examples import SMOKING, comparing, is_valid, places, problems, showing
from .newer_examples import (
    CHANGE,
    HBA1C,
    OMEQ,
    OPIOIDS,
    as_older,
    factor,
    newer,
    newer_showing,
    opioids,
)
from .newer_strategies import newer_documents

MEASURE = "/columns/0/measure"
BED_DAYS = {
    "type": "weighted_sum",
    "of": {"element": "hospital_contact", "where": [{"field": "code", "in": "hf"}]},
    "field": "bed_days",
}
NUMBER_MEASURES = [OMEQ, CHANGE, BED_DAYS, {**CHANGE, "of": OPIOIDS, "field": "daily_dose"}]


def kind_of(measure: dict) -> Kind | None:
    document = read_json(newer_showing(measure))
    return Setting(document, load_catalogue("1.1")).kind_of_measure(document.columns[0].measure)


# --- pinned to an older standard ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (OMEQ, "Vægtet sum kendes først fra standard 1.1."),
        (CHANGE, "Ændring siden den forrige kendes først fra standard 1.1."),
    ],
)
def test_a_measure_of_1_1_is_an_error_in_1_0_that_names_its_node(measure, said):
    found = problems(as_older(newer_showing(measure)))
    assert Problem(f"{MEASURE}/type", "shown", said) in found


def test_a_criterion_of_1_1_is_named_where_it_stands():
    (problem,) = problems(comparing(CHANGE, "at_least", 5))
    assert (problem.place, problem.node) == ("/inclusion/measure/type", "it")


def test_a_unit_on_other_codes_than_measurements_is_an_error_in_1_0():
    (problem,) = problems(
        as_older(newer(code_sets=[opioids()], inclusion={"id": "in", "type": "all", "of": []}))
    )
    assert problem == Problem(
        "/code_sets/0/unit", "opioids", "En enhed på et kodesæt uden målinger kendes først fra standard 1.1."
    )


def test_an_element_of_1_1_is_unknown_in_1_0():
    stays = {"id": "in", "type": "exists", "of": {"element": "hospital_contact"}}
    assert is_valid(newer(inclusion=stays))
    assert places(as_older(newer(inclusion=stays, code_sets=[]))) == ["/inclusion/of/element"]


@pytest.mark.parametrize("measure", NUMBER_MEASURES)
def test_in_1_1_they_are_read(measure):
    document = read_json(newer_showing(measure))
    assert read(canonical_bytes(document)) == document


def test_the_table_tells_what_came_between_two_standards():
    assert features_since("1.0", "1.1") == FEATURES
    assert features_since("1.1", "1.1") == features_since("1.1", "1.0") == ()
    assert features_since("1.1", "1.10") == ()
    assert [each.is_in("1.10") for each in FEATURES] == [True] * len(FEATURES)


def test_a_document_tells_which_features_it_uses():
    document = read_json(newer_showing(OMEQ))
    used = features_of(Setting(document, load_catalogue("1.1")))
    assert [each.name for each in used] == ["weighted_sum", "other_units"]


# --- what they ask ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "place"),
    [
        ({"type": "weighted_sum", "of": OPIOIDS}, MEASURE),
        ({"type": "change", "of": OPIOIDS}, MEASURE),
        ({**OMEQ, "field": "strength"}, f"{MEASURE}/field"),
        ({**OMEQ, "field": "start"}, f"{MEASURE}/field"),
        ({**CHANGE, "field": "date"}, f"{MEASURE}/field"),
        ({**CHANGE, "field": "comparator"}, f"{MEASURE}/field"),
        ({"type": "change", "of": SMOKING}, MEASURE),
    ],
)
def test_both_are_of_a_field_with_a_number(measure, place):
    assert places(newer_showing(measure)) == [place]


@pytest.mark.parametrize("type_", ["weighted_sum", "change"])
@pytest.mark.parametrize(
    "where",
    [
        [],
        [{"field": "code", "in": "bare"}],
        [{"field": "code", "in": "opioids"}, {"field": "code", "in": "bare"}],
        [{"field": "code", "in": "opioids"}, {"field": "code", "in": "opioids"}],
    ],
)
def test_d6_a_dose_is_read_through_exactly_one_code_set_with_a_unit(type_, where):
    of = {"element": "medication", **({"where": where} if where else {})}
    assert places(newer_showing({"type": type_, "of": of, "field": "daily_dose"})) == [MEASURE]


@pytest.mark.parametrize("where", [[], [{"field": "code", "in": "unweighed"}]])
def test_a_weighted_sum_of_whole_numbers_asks_for_a_code_set_with_a_unit_too(where):
    of = {"element": "hospital_contact", **({"where": where} if where else {})}
    unweighed = {"id": "unweighed", "title": "Uden", "rules": [factor("DI50", 1) | {"system": "sks"}]}
    value = newer_showing({**BED_DAYS, "of": of})
    value["code_sets"].append(unweighed)
    assert places(value) == [f"{MEASURE}/of"]


def test_a_change_of_whole_numbers_asks_for_no_code_set():
    assert is_valid(newer_showing({"type": "change", "of": {"element": "prescription"}, "field": "packages"}))


def test_a_weighted_sum_of_a_set_that_adds_something_is_an_error():
    adds = newer_showing(OMEQ)
    adds["code_sets"][4] = opioids(factor("N02AA01", 1, offset=5))
    (problem,) = problems(adds)
    assert (problem.place, problem.node) == (f"{MEASURE}/of", "shown")
    assert "lægger et tal til" in problem.message


def test_what_a_set_adds_matters_to_no_other_measure_and_not_where_it_excludes():
    changes = newer_showing({**CHANGE, "of": OPIOIDS, "field": "daily_dose"})
    changes["code_sets"][4] = opioids(factor("N02AA01", 1, offset=5))
    assert is_valid(changes)
    excludes = newer_showing(OMEQ)
    excludes["code_sets"][4] = opioids(factor("N02A", 1), factor("N02AA01", 1, offset=5, include=False))
    assert is_valid(excludes)


def test_a_set_of_measurements_still_needs_its_unit():
    value = newer()
    del value["code_sets"][1]["unit"]
    assert places(value) == ["/code_sets/1"]


# --- what kind of value they give ---------------------------------------------------------------


def test_a_weighted_sum_is_a_quantity_in_the_unit_of_its_set():
    assert kind_of(OMEQ) == Kind(ValueKind.QUANTITY, "mg morfin oralt")
    assert kind_of(BED_DAYS) == Kind(ValueKind.QUANTITY, "dage")


def test_a_change_is_what_its_field_is():
    assert kind_of(CHANGE) == Kind(ValueKind.QUANTITY, "mmol/mol")
    packages = {"type": "change", "of": {"element": "prescription"}, "field": "packages"}
    assert kind_of(packages) == Kind(ValueKind.NUMBER)


@pytest.mark.parametrize("measure", [OMEQ, CHANGE])
def test_they_are_compared_with_numbers_in_their_unit(measure):
    unit = "mg morfin oralt" if measure is OMEQ else "mmol/mol"
    flag = {"level": "critical", "text": "Højt", "operator": "greater_than", "value": 100}
    assert is_valid(newer_showing(measure, {**flag, "unit": unit}))
    assert places(newer_showing(measure, {**flag, "unit": "g"})) == ["/columns/0/flags/0/unit"]
    assert places(newer_showing(measure, {**flag, "value": "2026-11-21"})) == ["/columns/0/flags/0/value"]


# --- meaning, versions and the round trip -------------------------------------------------------


def meaning(measure: dict) -> object:
    compared = {"id": "it", "type": "compare", "measure": measure, "operator": "at_least", "value": 5}
    document = read_json(newer(inclusion=compared))
    return meaning_of(document.inclusion, {each.id: each for each in document.code_sets})


def test_value_written_and_unwritten_mean_the_same():
    assert meaning(CHANGE) == meaning({**CHANGE, "field": "value"})


def test_the_two_measures_mean_different_things():
    of_dose = {"of": OPIOIDS, "field": "daily_dose"}
    types = ("weighted_sum", "change", "latest", "highest", "earliest")
    assert len({meaning({"type": each, **of_dose}) for each in types}) == len(types)


def test_g3_another_factor_in_the_population_is_a_major_change():
    inclusion = {"id": "in", "type": "compare", "measure": OMEQ, "operator": "greater_than", "value": 100}
    before = read_json(newer(inclusion=inclusion))
    sets = newer()["code_sets"]
    after = read_json(
        newer(inclusion=inclusion, code_sets=[*sets[:4], opioids(factor("N02AA01", 2)), *sets[5:]])
    )
    assert required_bump(before, after)[0] is Bump.MAJOR


@settings(max_examples=15, deadline=None)
@given(newer_documents())
def test_every_document_of_1_1_survives_the_round_trip(document: Document):
    again = read(canonical_bytes(document))
    assert again == document
    assert content_hash(again) == content_hash(document)


def test_a_measure_of_1_0_takes_no_new_form():
    assert is_valid(showing({"type": "average", "of": HBA1C}))
    assert CountingMeasure.model_fields.keys() == {"type", "of"}
