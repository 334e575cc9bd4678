"""Narrative of what came with 1.1: the sums and changes that a clinician would ask for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.meaning import meaning_of
from profiles.standard.narrative import DANISH, Lexicon, Teller
from profiles.standard.narrative.english import ENGLISH
from profiles.standard.reading import InvalidDocument, read_json

from .examples import Json, column
from .newer_examples import CHANGE, HBA1C, OMEQ, OPIOIDS, newer, newer_showing
from .newer_strategies import code_sets, number_measures

YEAR = {"from": "-P12M"}
STAYS = {
    "element": "hospital_contact",
    "where": [{"field": "code", "in": "hf"}, {"field": "kind", "is": "inpatient"}],
    "window": {**YEAR, "on": "start"},
}


def said(measure: Json, language: Lexicon = DANISH) -> str:
    document = read_json(newer_showing(measure))
    return Teller(document, load_catalogue("1.1"), language=language).column(document.columns[0]).text


def told(criterion: Json, language: Lexicon = DANISH) -> str:
    document = read_json(newer(inclusion={"id": "in", **criterion}))
    return Teller(document, load_catalogue("1.1"), language=language).criterion(document.inclusion).text


@pytest.mark.parametrize(
    ("measure", "danish", "english"),
    [
        (
            OMEQ,
            "Samlet døgndosis omregnet til mg morfin oralt for ordinationer i Opioider, "
            "i gang på opgørelsesdagen",
            "The total daily dose converted to mg morfin oralt of medication orders in Opioider, "
            "in progress on the index date",
        ),
        (
            CHANGE,
            "Ændring fra forrige til seneste hba1c",
            "The change from the previous to the latest hba1c",
        ),
        (
            {"type": "change", "of": {**OPIOIDS, "window": YEAR}, "field": "daily_dose"},
            "Ændring i døgndosis fra forrige til seneste medicin i Opioider, i gang inden for 12 måneder",
            "The change in daily dose from the previous to the latest medicine in Opioider, "
            "in progress within the last 12 months",
        ),
        (
            {"type": "weighted_sum", "of": {**HBA1C, "window": YEAR}},
            "Summen i mmol/mol af hba1c inden for 12 måneder",
            "The sum in mmol/mol of hba1c within the last 12 months",
        ),
        (
            {"type": "weighted_sum", "of": STAYS, "field": "bed_days"},
            "Samlet antal sengedage omregnet til dage for indlæggelser med aktionsdiagnose i hf, "
            "startet inden for 12 måneder",
            "The total number of bed days converted to dage of hospital admissions with the main diagnosis "
            "in hf, started within the last 12 months",
        ),
    ],
)
def test_the_new_measures_are_said(measure, danish, english):
    assert said(measure) == danish
    assert said(measure, ENGLISH) == english


def test_a_comparison_is_said_in_the_unit_of_the_sum():
    criterion = {"type": "compare", "measure": CHANGE, "operator": "at_least", "value": 10}
    assert told(criterion) == "Ændring fra forrige til seneste hba1c er mindst 10 mmol/mol"
    compared = {**criterion, "measure": OMEQ, "operator": "greater_than", "value": 100}
    assert told(compared).endswith("er over 100 mg morfin oralt")


def test_a_sum_without_dimension_has_no_unit():
    value = newer_showing(OMEQ)
    value["code_sets"][4]["unit"] = "1"
    document = read_json(value)
    text = Teller(document, load_catalogue("1.1")).column(document.columns[0]).text
    assert text.startswith("Samlet døgndosis for ordinationer i Opioider")


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (
            {"element": "hospital_contact", "where": [{"field": "specialty", "is": "psychiatry"}]},
            "Har eller har haft en sygehuskontakt inden for psykiatri",
        ),
        (
            {"element": "appointment", "where": [{"field": "own_clinician", "is": "someone-else"}]},
            "Har en aftale hos en anden end patientens faste læge",
        ),
        (
            {
                "element": "contact",
                "where": [{"field": "kind", "is": "consultation"}, {"field": "role", "is": "nurse"}],
            },
            "Har haft en konsultation ved sygeplejerske",
        ),
        (
            {**OPIOIDS, "where": [*OPIOIDS["where"], {"field": "indication", "missing": True}]},
            "Får nu medicin i Opioider, hvor indikationen ikke er udfyldt",
        ),
        (
            {
                **OPIOIDS,
                "where": [
                    *OPIOIDS["where"],
                    {"field": "daily_dose", "operator": "at_least", "value": 60},
                ],
            },
            "Får nu medicin i Opioider, hvor døgndosis er mindst 60 mg morfin oralt",
        ),
    ],
)
def test_what_the_catalogue_of_1_1_adds_is_said(selection, sentence):
    assert told({"type": "exists", "of": selection}) == sentence


@st.composite
def pairs(draw: Any) -> tuple[Document, Document] | None:
    """Two documents of one frame that show one measure each."""
    sets, measures = draw(code_sets), (draw(number_measures(False)), draw(number_measures(False)))
    titled = [{**each, "title": each["id"]} for each in sets]
    tests = {
        "id": "tests",
        "title": "tests",
        "unit": "g",
        "rules": [{"system": "npu", "code": "X", "include": True}],
    }
    others = [
        {"id": name, "title": name, "rules": [{"system": system, "code": "X", "include": True}]}
        for name, system in {
            "diagnoses": "sks",
            "medicines": "atc",
            "services": "ydelse",
            "referrals": "sks",
        }.items()
    ]
    try:
        first, second = (
            read_json(newer(code_sets=[*titled, tests, *others], columns=[column(each)], inclusion=EVERYONE))
            for each in measures
        )
    except InvalidDocument:
        return None
    return first, second


EVERYONE = {"id": "in", "type": "all", "of": []}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_two_measures_of_1_1_that_mean_different_things_never_read_the_same(pair):
    if pair is None:
        return
    meanings = [meaning_of_shown(each) for each in pair]
    for language in (DANISH, ENGLISH):
        texts = [
            Teller(each, load_catalogue("1.1"), language=language).column(each.columns[0]).text
            for each in pair
        ]
        assert (texts[0] == texts[1]) <= (meanings[0] == meanings[1])


def meaning_of_shown(document: Document) -> object:
    compared = {"id": "it", "type": "compare", "operator": "at_least", "value": 5}
    measure = document.columns[0].measure.to_json()
    criterion = read_json({**document.to_json(), "inclusion": {**compared, "measure": measure}}).inclusion
    return meaning_of(criterion, {each.id: each for each in document.code_sets})
