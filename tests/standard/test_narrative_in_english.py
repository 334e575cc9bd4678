"""The same sentences in English: every element, window, measure and operator, read aloud and found natural.

The criteria are those of the Danish tests, so that what one language learns to say the other has to say too.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from profiles.standard.narrative import DANISH, Narrative, Span, narrate
from profiles.standard.narrative.english import ENGLISH
from profiles.standard.reading import read_shape

from .diabetes import Json, diabetes
from .narrating import document, exists, load_catalogue, no
from .test_narrative import COMPARISONS, DENIED, ELEMENTS, WINDOWS

OF_ELEMENTS = (
    "Has a diagnosis in Type 2-diabetes",
    "Has a course diagnosis in Type 2-diabetes, which is current or relevant",
    "Has a contact diagnosis in Type 2-diabetes within the last 24 months",
    "Has a diagnosis in Type 2-diabetes, where the end date is not recorded",
    "Has a diagnosis in Type 2-diabetes, where the code is also in Type 1-diabetes",
    "Has a course diagnosis in Type 2-diabetes, which is current, "
    "and where the date of onset is no later than 12 weeks before the index date, "
    "recorded within the last 12 months",
    "Now takes medicine in Statiner",
    "Takes or has taken medicine in Statiner",
    "Has received medicine in Statiner within the last 12 months",
    "Has started medicine in Statiner within the last 12 months",
    "Has stopped medicine in Statiner no later than the index date",
    "Now takes regular medicine in Opioider as prolonged release or transdermal",
    "Now takes as-needed medicine in Opioider",
    "Has received a prescription for Opioider within the last 12 months",
    "Has a measurement of HbA1c within the last 12 months",
    "Has HbA1c of at least 48 mmol/mol within the last 24 months",
    "Has HbA1c of at least 48 mmol/mol and at most 58 mmol/mol",
    "Has a measurement",
    "Has smoking recorded as current or former within the last 24 months",
    "Has foot status recorded",
    "Has EF group recorded as HFrEF",
    "Has received a service in Årskontrol within the last 12 months",
    "Has had a contact",
    "Has had a consultation, a home visit or a video consultation within the last 12 months",
    "Has a booked appointment from the index date on",
    "Has a no-show within the last 12 months",
    "Has a booked appointment of the type consultation or home visit",
    "Has an appointment, where the status is booked or cancelled, dated within the last 12 months",
    "Now has an active course plan",
    "Has or has had a treatment plan, where the date of the next review is before the index date",
    "Has an active goal about weight",
    "Now has a care pathway for COPD in the phase sustained",
    "Has a care pathway for COPD, ended within the last 12 months",
    "Has received a referral to physiotherapist or chiropractor",
    "Has received a vaccination with Influenzavaccine within the last 12 months",
)
OF_COMPARISONS = (
    "Age is at least 18 years",
    "Age is from 18 to 75 years",
    "Age is 18, 40 or 65 years",
    "Sex is female",
    "Sex is other than female",
    "The latest HbA1c within the last 12 months is above 70 mmol/mol",
    "The latest HbA1c within the last 12 months is exactly 1,291.25 mmol/mol",
    "The latest HbA1c within the last 12 months is other than 53 mmol/mol",
    "The latest HbA1c within the last 12 months is below 0.05 mmol/mol",
    "The latest HbA1c within the last 12 months is from 48 to 53 mmol/mol",
    "The first HbA1c is at most 48 mmol/mol",
    "The highest HbA1c is above 100 mmol/mol",
    "The lowest HbA1c is below 30 mmol/mol",
    "The mean of HbA1c is above 58 mmol/mol",
    "The latest finding about foot status is at risk or ulcer",
    "The status of the latest diagnosis in Type 2-diabetes is closed",
    "The date of the first diagnosis in Type 2-diabetes is no earlier than 5 years before the index date",
    "The latest end date among medication orders in Opioider is before 21 Nov 2026",
    "The earliest start date among medication orders in Opioider is "
    "from 1 Jan 2026 up to and including 31 May 2026",
    "It is more than 365 days since the latest contact",
    "Has received at least 3 prescriptions for Opioider within the last 12 months",
    "Has received at least 1 prescription",
    "Has received fewer than 2 prescriptions",
    "Has received any number other than 2 prescriptions",
    "Has HbA1c of at least 48 mmol/mol at least 2 times within the last 24 months",
    "Has HbA1c of at least 48 mmol/mol on at least 2 different days within the last 24 months",
    "Has contact diagnoses in Type 2-diabetes on at least 2 different days within the last 24 months",
    "Has course diagnoses in Type 2-diabetes, which is current or relevant, on exactly 1 day",
    "Has smoking recorded at least 2 times",
    "Now has at least 2 medication orders in Opioider",
    "Has had medication orders in Opioider with at least 2 different start dates within the last 12 months",
    "The largest share with the same clinician among consultations is below 52.5%",
    "The latest HbA1c before the latest HbA1c is above 58 mmol/mol",
    "The date of the latest diagnosis in Type 2-diabetes, which is current, is before the index date",
    "The latest HbA1c within the last 12 months is above "
    "HbA1c-mål (the clinic’s own number, otherwise 53 mmol/mol)",
    "Is in the profile hypertension 2.0.0",
)
OF_WINDOWS = (
    "within the last 12 months",
    "within the last 1 week",
    "within the last 12 months",
    "at least 3 months ago",
    "before the index date",
    "no later than 1 year after the index date",
    "at any date, also after the index date",
    "from 12 to 3 months before the index date",
    "from 2 years to 3 months before the index date",
    "within 12 months before the index date",
    "from 7 days before until 1 day after the index date",
    "no earlier than 12 months before the index date",
    "on the index date",
    "from the index date and 3 months on",
    "from the index date on",
    "within 3 months after the index date",
    "after the index date",
    "from 1 to 3 months after the index date",
    "no earlier than 1 month after the index date",
    "from 1 month after to the day of the index date",
    "no later than the same day as the latest diagnosis in Type 2-diabetes",
    "before the latest diagnosis in Type 2-diabetes",
    "at least 84 days before the latest diagnosis in Type 2-diabetes",
    "within 12 months up to and including the day of the latest diagnosis in Type 2-diabetes",
    "on the same day as the latest diagnosis in Type 2-diabetes",
    "on the same day as or after the latest diagnosis in Type 2-diabetes",
    "on the same day as or within 6 weeks after the latest diagnosis in Type 2-diabetes",
    "after the first booked appointment",
    "before the latest contact before the latest diagnosis in Type 2-diabetes",
)
OF_DENIED = (
    "Does not have a diagnosis in Type 2-diabetes",
    "Has no measurement of HbA1c within the last 12 months",
    "Does not have a booked appointment from the index date on",
    "Does not now take medicine in Statiner",
    "Neither takes nor has taken medicine in Statiner",
    "Does not now have an active plan",
    "Age is not below 40 years",
    "The latest HbA1c within the last 12 months is not above 70 mmol/mol",
    "Is not in the profile copd 1.0.0",
)


def told(criterion: Json) -> Narrative:
    whole = document({"id": "it", **criterion}).to_json()
    whole.pop("exclusion", None)
    return narrate(read_shape(whole), load_catalogue(), language=ENGLISH)


def pairs(sentences: tuple[str, ...], criteria: Mapping[str, Json]) -> list[tuple[str, Json]]:
    return list(zip(sentences, criteria.values(), strict=True))


@pytest.mark.parametrize(
    ("sentence", "criterion"), pairs(OF_ELEMENTS, ELEMENTS) + pairs(OF_COMPARISONS, COMPARISONS)
)
def test_every_element_measure_and_operator_is_said(sentence: str, criterion: Json) -> None:
    assert told(criterion).inclusion.outline() == sentence


@pytest.mark.parametrize(("words", "window"), pairs(OF_WINDOWS, WINDOWS))
def test_every_window_is_said_by_where_its_bounds_lie(words: str, window: Json) -> None:
    said = told(exists("prescription", window=window)).inclusion.outline()
    assert said == f"Has received a prescription {words}"


@pytest.mark.parametrize(("sentence", "criterion"), pairs(OF_DENIED, DENIED))
def test_a_denied_single_criterion_is_one_sentence(sentence: str, criterion: Json) -> None:
    denied = told(no(criterion)).inclusion
    assert denied.outline() == sentence
    assert denied.heading == (Span("Not", "operator"),)


def test_a_whole_document_is_told_with_its_population_as_running_text() -> None:
    narrative = narrate(read_shape(diabetes()), load_catalogue(), language=ENGLISH)
    assert narrative.summary.startswith("Included is every patient who is at least 18 years, and who either ")
    assert (
        "Excluded is every patient who either has a diagnosis in Type 1-diabetes or is in the profile"
        in narrative.summary
    )


def test_no_danish_word_of_the_catalogue_is_left() -> None:
    tokens = [
        (element.id, field, token)
        for element in load_catalogue().elements
        for field in element.fields
        for token in field.tokens
    ]
    criteria = [exists(element, {"field": field.id, "is": token.id}) for element, field, token in tokens]
    spoken = " ".join(told(criterion).inclusion.outline() for criterion in criteria)
    assert not set(spoken) & set("æøåÆØÅ")


def test_both_languages_say_every_property_and_every_window() -> None:
    assert DANISH.details.plain.keys() == ENGLISH.details.plain.keys()
    assert DANISH.details.titles.keys() == ENGLISH.details.titles.keys()
    assert DANISH.details.measures.keys() == ENGLISH.details.measures.keys()
    assert DANISH.windows.from_index.keys() == ENGLISH.windows.from_index.keys()
    assert DANISH.windows.from_record.keys() == ENGLISH.windows.from_record.keys()
    assert DANISH.nouns.elements.keys() == ENGLISH.nouns.elements.keys()
    assert DANISH.nouns.heads.keys() == ENGLISH.nouns.heads.keys()
