"""What a whole population reads like: groups, running text, chips, drafts that are not ready yet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import CRITERIA, Document
from profiles.standard.narrative import Sentence, Teller, narrate
from profiles.standard.walk import walk

from .diabetes import Json
from .narrating import (
    HBA1C,
    HIGH,
    LATEST_HBA1C,
    TWO_YEARS,
    YEAR,
    code,
    compare,
    document,
    exists,
    measure,
    no,
    says,
    token,
    told,
)
from .strategies import documents


def parts(*criteria: Json) -> list[Json]:
    return [{"id": f"part-{place}", **each} for place, each in enumerate(criteria)]


ADULT = compare({"type": "age"}, "at_least", 18)
DIAGNOSED = exists("diagnosis", code("t2d"))
HIGH_NOW = compare(LATEST_HBA1C, "greater_than", 70)


def test_groups_have_their_operator_as_heading_and_their_parts_below() -> None:
    either = {"id": "either", "type": "any", "of": parts(DIAGNOSED, no({"id": "x", **HIGH_NOW}))}
    some = {
        "id": "some",
        "type": "at_least",
        "n": 2,
        "of": [either, {"id": "adult", **ADULT}, {"id": "a", **DIAGNOSED}],
    }
    assert says(
        {"type": "all", "of": [some, {"id": "none", "type": "not", "of": {**either, "id": "other"}}]}
    ) == (
        "Alle disse skal gælde\n"
        "  Mindst 2 af disse 3\n"
        "    Mindst én af disse\n"
        "      Har en diagnose i Type 2-diabetes\n"
        "      Seneste HbA1c inden for 12 måneder er ikke over 70 mmol/mol\n"
        "    Alder er mindst 18 år\n"
        "    Har en diagnose i Type 2-diabetes\n"
        "  Ikke\n"
        "    Mindst én af disse\n"
        "      Har en diagnose i Type 2-diabetes\n"
        "      Seneste HbA1c inden for 12 måneder er ikke over 70 mmol/mol"
    )


SUMMARIES = {
    "Med er patienter, der er mindst 18 år.": ADULT,
    "Alle aktive patienter er med.": {"type": "all", "of": []},
    "Ingen patienter er med.": {"type": "any", "of": []},
    "Med er patienter, der er mindst 18 år, og som ikke har en diagnose i Type 2-diabetes, og hvis seneste "
    "HbA1c inden for 12 måneder ikke er over 70 mmol/mol.": {
        "type": "all",
        "of": parts(ADULT, no(DIAGNOSED), no(HIGH_NOW)),
    },
    "Med er patienter, der enten er mindst 18 år eller har en diagnose i Type 2-diabetes.": {
        "type": "any",
        "of": parts(ADULT, DIAGNOSED),
    },
    "Med er patienter, for hvem mindst én af disse gælder: alder er mindst 18 år; seneste HbA1c inden for 12 "
    "måneder er over 70 mmol/mol.": {"type": "any", "of": parts(ADULT, HIGH_NOW)},
    "Med er patienter, for hvem mindst 2 af disse 3 gælder: alder er mindst 18 år; (alle disse gælder: har "
    "en diagnose i Type 2-diabetes; alder er mindst 18 år); har en diagnose i Type 2-diabetes.": {
        "type": "at_least",
        "n": 2,
        "of": parts(ADULT, {"type": "all", "of": parts(DIAGNOSED, ADULT)}, DIAGNOSED),
    },
    "Med er patienter, for hvem det ikke gælder, at mindst én af disse gælder: har en diagnose i Type "
    "2-diabetes; alder er mindst 18 år.": no({"type": "any", "of": parts(DIAGNOSED, ADULT)}),
    "Med er patienter, hvor det er over 365 dage siden seneste kontakt.": compare(
        measure("days_since", "contact"), "greater_than", 365
    ),
}


@pytest.mark.parametrize(("summary", "criterion"), SUMMARIES.items(), ids=list(SUMMARIES))
def test_the_population_reads_as_running_text(summary: str, criterion: Json) -> None:
    assert told(criterion).summary == summary


def test_exclusion_is_told_after_inclusion() -> None:
    summary = narrate(document({"id": "it", **ADULT}), load_catalogue()).summary
    assert summary.endswith(
        "18 år. Ikke med er patienter, der enten har en diagnose i Type 1-diabetes eller er med i profilen "
        "copd 1.2.0."
    )


# --- spans and nodes ----------------------------------------------------------------------------


def roles(sentence: Sentence) -> list[tuple[str, str, str | None]]:
    return [tuple(span) for span in sentence.parts if span.role != "plain"]


def test_a_sentence_has_a_chip_for_each_thing_that_can_be_changed() -> None:
    criterion = compare(measure("count_days", "measurement", HBA1C, HIGH, window=TWO_YEARS), "at_least", 2)
    assert roles(told(criterion).inclusion) == [
        ("HbA1c", "code_set", "hba1c"),
        ("mindst 48 mmol/mol", "value", None),
        ("mindst 2 forskellige dage", "value", None),
        ("24 måneder", "window", None),
    ]


def test_a_parameter_and_a_profile_are_terms_with_their_target() -> None:
    criterion = compare(LATEST_HBA1C, "greater_than", {"parameter": "goal"})
    assert ("HbA1c-mål", "term", "goal") in roles(told(criterion).inclusion)
    member = Teller(document({"id": "it", **ADULT}), load_catalogue(), profiles={"copd": "KOL"})
    exclusion = member.narrative().exclusion
    assert exclusion is not None
    assert roles(exclusion.children[1]) == [("KOL 1.2.0", "term", "copd@1.2.0")]


def test_what_an_author_wrote_beside_a_criterion_stands_beside_its_sentence() -> None:
    own = {"label": "Har diagnosen", "rationale": "Som vejledningen", "references": ["dsam-2019"]}
    sentence = told({**DIAGNOSED, **own}).inclusion
    assert (sentence.node, sentence.kind) == ("it", "exists")
    assert (sentence.label, sentence.rationale, sentence.references) == (
        "Har diagnosen",
        "Som vejledningen",
        ("dsam-2019",),
    )


def test_code_sets_of_the_same_title_are_told_apart() -> None:
    sets = [{"id": name, "title": "Diabetes", "rules": []} for name in ("one", "two")]
    value = document({"id": "it", **exists("diagnosis", code("two"))}, code_sets=sets)
    assert (
        Teller(value, load_catalogue()).criterion(value.inclusion).text == "Har en diagnose i Diabetes (two)"
    )


def test_an_element_that_the_lexicon_does_not_know_is_said_by_its_titles() -> None:
    value = load_catalogue().model_dump()
    known = {"id": "allergy", "title": "Allergi", "description": "", "key_dates": ["date"]}
    grade = {"id": "grade", "title": "Grad", "type": "token", "tokens": [{"id": "mild", "title": "Let"}]}
    dated = {"id": "date", "title": "Dato", "type": "date"}
    catalogue = Catalogue.model_validate(
        {**value, "elements": [*value["elements"], {**known, "fields": [grade, dated]}]}
    )
    draft = document({"id": "it", **exists("allergy", token("grade", "mild"), window=YEAR)})
    assert Teller(draft, catalogue).criterion(draft.inclusion).text == (
        "Har en registrering af typen allergi, hvor grad er let, registreret inden for 12 måneder"
    )


def test_a_draft_that_asks_for_what_does_not_exist_is_read_by_its_ids() -> None:
    assert says(exists("dragon", token("colour", "green"))) == (
        "Har en registrering af typen dragon, hvor colour er green"
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_criterion_of_every_document_has_a_sentence(drawn: Document) -> None:
    sentences = narrate(drawn, load_catalogue()).by_node()
    criteria = [
        spot.part for spot in walk(drawn) if isinstance(spot.part, CRITERIA) and not spot_in_a_column(spot)
    ]
    assert all(sentences[each.id].text for each in criteria)


def spot_in_a_column(spot: Any) -> bool:
    return spot.section in ("columns", "patient_view")
