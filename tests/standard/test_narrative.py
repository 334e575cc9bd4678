"""The sentences of criteria: every element, filter, window, measure and operator, as a person says it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import CRITERIA, Document
from profiles.standard.narrative import Narrative, Sentence, Span, Teller, narrate
from profiles.standard.reading import read_shape
from profiles.standard.walk import walk

from .diabetes import Json, diabetes, rule
from .strategies import documents

TITLES = {
    "statin": ("atc", "Statiner"),
    "opioid": ("atc", "Opioider"),
    "flu": ("atc", "Influenzavaccine"),
    "yearly": ("ydelse", "Årskontrol"),
}


def document(criterion: Json, **more: Any) -> Document:
    value = diabetes()
    sets = [
        {"id": name, "title": title, "rules": [rule(system, "X")]} for name, (system, title) in TITLES.items()
    ]
    return read_shape({**value, "code_sets": [*value["code_sets"], *sets], "inclusion": criterion, **more})


def told(criterion: Json) -> Narrative:
    without = {"exclusion"}
    whole = document({"id": "it", **criterion}).to_json()
    return narrate(
        read_shape({name: each for name, each in whole.items() if name not in without}), load_catalogue()
    )


def says(criterion: Json) -> str:
    return told(criterion).inclusion.outline()


# --- small words for building -------------------------------------------------------------------


def of(element: str, *where: Json, window: Json | None = None) -> Json:
    selection: Json = {"element": element}
    if where:
        selection["where"] = list(where)
    return selection | ({"window": window} if window else {})


def exists(element: str, *where: Json, window: Json | None = None) -> Json:
    return {"type": "exists", "of": of(element, *where, window=window)}


def compare(measure: Json, operator: str, value: Any, **more: Any) -> Json:
    return {"type": "compare", "measure": measure, "operator": operator, "value": value, **more}


def measure(kind: str, element: str, *where: Json, window: Json | None = None, **more: Any) -> Json:
    return {"type": kind, "of": of(element, *where, window=window), **more}


def no(criterion: Json) -> Json:
    return {"type": "not", "of": {"id": "inner", **criterion}}


def code(name: str) -> Json:
    return {"field": "code", "in": name}


def token(field: str, *tokens: str) -> Json:
    return {"field": field, "is": tokens[0]} if len(tokens) == 1 else {"field": field, "one_of": list(tokens)}


def value(operator: str, given: Any, field: str = "value") -> Json:
    return {"field": field, "operator": operator, "value": given}


NOW = {"from": "P0D"}
YEAR = {"from": "-P12M"}
TWO_YEARS = {"from": "-P24M"}
ONWARDS = {"from": "P0D", "to": "P100Y"}
HBA1C = code("hba1c")
HIGH = value("at_least", 48)
COURSE = token("kind", "course")
CURRENT = token("status", "current", "relevant")
BOOKED = token("status", "booked")
LATEST_HBA1C = measure("latest", "measurement", HBA1C, window=YEAR)
LATEST_T2D = {"type": "latest", "of": of("diagnosis", code("t2d"))}
SHARE = {"type": "largest_share", "of": of("contact", token("kind", "consultation")), "field": "clinician"}

ELEMENTS = {
    "Har en diagnose i Type 2-diabetes": exists("diagnosis", code("t2d")),
    "Har en forløbsdiagnose i Type 2-diabetes, som er aktuel eller relevant": exists(
        "diagnosis", code("t2d"), COURSE, CURRENT
    ),
    "Har en kontaktdiagnose i Type 2-diabetes inden for 24 måneder": exists(
        "diagnosis", token("kind", "contact"), code("t2d"), window=TWO_YEARS
    ),
    "Har en diagnose i Type 2-diabetes, hvor slutdatoen ikke er udfyldt": exists(
        "diagnosis", code("t2d"), {"field": "end", "missing": True}
    ),
    "Har en diagnose i Type 2-diabetes, hvor koden også er i Type 1-diabetes": exists(
        "diagnosis", code("t2d"), code("t1d")
    ),
    "Har en forløbsdiagnose i Type 2-diabetes, som er aktuel, og hvor debutdatoen er senest 12 uger før "
    "opgørelsesdagen, registreret inden for 12 måneder": exists(
        "diagnosis",
        code("t2d"),
        value("at_most", {"offset": "-P12W"}, "debut"),
        COURSE,
        token("status", "current"),
        window=YEAR,
    ),
    "Får nu medicin i Statiner": exists("medication", code("statin"), window=NOW),
    "Får eller har fået medicin i Statiner": exists("medication", code("statin")),
    "Har fået medicin i Statiner inden for 12 måneder": exists("medication", code("statin"), window=YEAR),
    "Er startet på medicin i Statiner inden for 12 måneder": exists(
        "medication", code("statin"), window={**YEAR, "on": "start"}
    ),
    "Er stoppet med medicin i Statiner senest på opgørelsesdagen": exists(
        "medication", code("statin"), window={"on": "end"}
    ),
    "Får nu fast medicin i Opioider som depot eller plaster": exists(
        "medication",
        code("opioid"),
        token("form", "prolonged-release", "transdermal"),
        token("regimen", "regular"),
        window=NOW,
    ),
    "Får nu medicin efter behov i Opioider": exists(
        "medication", code("opioid"), token("regimen", "as-needed"), window=NOW
    ),
    "Har fået en recept på Opioider inden for 12 måneder": exists(
        "prescription", code("opioid"), window=YEAR
    ),
    "Har fået målt HbA1c inden for 12 måneder": exists("measurement", HBA1C, window=YEAR),
    "Har HbA1c på mindst 48 mmol/mol inden for 24 måneder": exists(
        "measurement", HBA1C, HIGH, window=TWO_YEARS
    ),
    "Har HbA1c på mindst 48 mmol/mol og højst 58 mmol/mol": exists(
        "measurement", HBA1C, HIGH, value("at_most", 58)
    ),
    "Har en måling": exists("measurement"),
    "Har rygning registreret som ryger eller tidligere ryger inden for 24 måneder": exists(
        "finding", token("topic", "smoking"), token("value", "current", "former"), window=TWO_YEARS
    ),
    "Har fodstatus registreret": exists("finding", token("topic", "foot-status")),
    "Har EF-gruppe registreret som HFrEF": exists(
        "finding", token("value", "hfref"), token("topic", "ef-group")
    ),
    "Har fået en ydelse i Årskontrol inden for 12 måneder": exists("service", code("yearly"), window=YEAR),
    "Har haft en kontakt": exists("contact"),
    "Har haft en konsultation, et hjemmebesøg eller en videokonsultation inden for 12 måneder": exists(
        "contact", token("kind", "consultation", "home-visit", "video"), window=YEAR
    ),
    "Har en booket aftale fra opgørelsesdagen og frem": exists("appointment", BOOKED, window=ONWARDS),
    "Har en udeblivelse inden for 12 måneder": exists("appointment", token("status", "no-show"), window=YEAR),
    "Har en booket aftale af typen konsultation eller hjemmebesøg": exists(
        "appointment", BOOKED, token("kind", "consultation", "home-visit")
    ),
    "Har en aftale, hvor status er booket eller aflyst, med dato inden for 12 måneder": exists(
        "appointment", token("status", "booked", "cancelled"), window=YEAR
    ),
    "Har nu en aktiv forløbsplan": exists(
        "plan", token("kind", "course-plan"), token("status", "active"), window=NOW
    ),
    "Har eller har haft en behandlingsplan, hvor næste opfølgning er før opgørelsesdagen": exists(
        "plan", token("kind", "treatment-plan"), value("less_than", {"offset": "P0D"}, "next_review")
    ),
    "Har et aktivt mål om vægt": exists("goal", token("topic", "weight"), token("status", "active")),
    "Har nu et pakkeforløb for KOL i fasen vedvarende": exists(
        "pathway", token("phase", "sustained"), token("code", "copd"), window=NOW
    ),
    "Har et pakkeforløb for KOL, afsluttet inden for 12 måneder": exists(
        "pathway", token("code", "copd"), window={**YEAR, "on": "end"}
    ),
    "Har fået en henvisning til fysioterapeut eller kiropraktor": exists(
        "referral", token("recipient", "physiotherapist", "chiropractor")
    ),
    "Har fået en vaccination med Influenzavaccine inden for 12 måneder": exists(
        "vaccination", code("flu"), window=YEAR
    ),
}

WINDOWS = {
    "inden for 12 måneder": YEAR,
    "inden for 1 uge": {"from": "-P1W"},
    "inden for 12 måneder ": {"from": "-P12M", "to": "P0D"},
    "for mindst 3 måneder siden": {"to": "-P3M"},
    "før opgørelsesdagen": {"to": "-P1D"},
    "senest 1 år efter opgørelsesdagen": {"to": "P1Y"},
    "uanset dato, også efter opgørelsesdagen": {"to": "P100Y"},
    "fra 12 til 3 måneder før opgørelsesdagen": {"from": "-P12M", "to": "-P3M"},
    "fra 2 år til 3 måneder før opgørelsesdagen": {"from": "-P2Y", "to": "-P3M"},
    "inden for 12 måneder før opgørelsesdagen": {"from": "-P12M", "to": "-P1D"},
    "fra 7 dage før til 1 dag efter opgørelsesdagen": {"from": "-P7D", "to": "P1D"},
    "tidligst 12 måneder før opgørelsesdagen": {"from": "-P12M", "to": "P100Y"},
    "på opgørelsesdagen": NOW,
    "fra opgørelsesdagen og 3 måneder frem": {"from": "P0D", "to": "P3M"},
    "fra opgørelsesdagen og frem": ONWARDS,
    "inden for 3 måneder efter opgørelsesdagen": {"from": "P1D", "to": "P3M"},
    "efter opgørelsesdagen": {"from": "P1D", "to": "P100Y"},
    "fra 1 til 3 måneder efter opgørelsesdagen": {"from": "P1M", "to": "P3M"},
    "tidligst 1 måned efter opgørelsesdagen": {"from": "P1M", "to": "P100Y"},
    "fra 1 måned efter til dagen for opgørelsesdagen": {"from": "P1M"},
    "senest samme dag som seneste diagnose i Type 2-diabetes": {"anchor": LATEST_T2D},
    "før seneste diagnose i Type 2-diabetes": {"to": "-P1D", "anchor": LATEST_T2D},
    "mindst 84 dage før seneste diagnose i Type 2-diabetes": {"to": "-P84D", "anchor": LATEST_T2D},
    "inden for 12 måneder op til og med seneste diagnose i Type 2-diabetes": {**YEAR, "anchor": LATEST_T2D},
    "samme dag som seneste diagnose i Type 2-diabetes": {**NOW, "anchor": LATEST_T2D},
    "samme dag som eller efter seneste diagnose i Type 2-diabetes": {**ONWARDS, "anchor": LATEST_T2D},
    "samme dag som eller inden for 6 uger efter seneste diagnose i Type 2-diabetes": {
        "from": "P0D",
        "to": "P6W",
        "anchor": LATEST_T2D,
    },
    "efter første booket aftale".replace("booket", "bookede"): {
        "from": "P1D",
        "to": "P100Y",
        "anchor": {"type": "earliest", "of": of("appointment", BOOKED)},
    },
    "før seneste kontakt før seneste diagnose i Type 2-diabetes": {
        "to": "-P1D",
        "anchor": {"type": "latest", "of": of("contact", window={"to": "-P1D", "anchor": LATEST_T2D})},
    },
}

COMPARISONS = {
    "Alder er mindst 18 år": compare({"type": "age"}, "at_least", 18),
    "Alder er fra 18 til 75 år": compare({"type": "age"}, "between", [18, 75]),
    "Alder er 18, 40 eller 65 år": compare({"type": "age"}, "one_of", [18, 40, 65]),
    "Køn er kvinde": compare({"type": "sex"}, "equal", "female"),
    "Køn er andet end kvinde": compare({"type": "sex"}, "not_equal", "female"),
    "Seneste HbA1c inden for 12 måneder er over 70 mmol/mol": compare(LATEST_HBA1C, "greater_than", 70),
    "Seneste HbA1c inden for 12 måneder er præcis 1.291,25 mmol/mol": compare(LATEST_HBA1C, "equal", 1291.25),
    "Seneste HbA1c inden for 12 måneder er andet end 53 mmol/mol": compare(LATEST_HBA1C, "not_equal", 53),
    "Seneste HbA1c inden for 12 måneder er under 0,05 mmol/mol": compare(LATEST_HBA1C, "less_than", 0.05),
    "Seneste HbA1c inden for 12 måneder er fra 48 til 53 mmol/mol": compare(
        LATEST_HBA1C, "between", [48, 53]
    ),
    "Første HbA1c er højst 48 mmol/mol": compare(measure("earliest", "measurement", HBA1C), "at_most", 48),
    "Højeste HbA1c er over 100 mmol/mol": compare(
        measure("highest", "measurement", HBA1C), "greater_than", 100
    ),
    "Laveste HbA1c er under 30 mmol/mol": compare(measure("lowest", "measurement", HBA1C), "less_than", 30),
    "Gennemsnittet af HbA1c er over 58 mmol/mol": compare(
        measure("average", "measurement", HBA1C), "greater_than", 58
    ),
    "Seneste registrering af fodstatus er risikofod eller sår": compare(
        measure("latest", "finding", token("topic", "foot-status")), "one_of", ["at-risk", "ulcer"]
    ),
    "Status for seneste diagnose i Type 2-diabetes er afsluttet": compare(
        {**LATEST_T2D, "field": "status"}, "equal", "closed"
    ),
    "Datoen for første diagnose i Type 2-diabetes er tidligst 5 år før opgørelsesdagen": compare(
        measure("earliest", "diagnosis", code("t2d"), field="date"), "at_least", {"offset": "-P5Y"}
    ),
    "Seneste slutdato blandt ordinationer i Opioider er før 21. nov. 2026": compare(
        measure("highest", "medication", code("opioid"), field="end"), "less_than", "2026-11-21"
    ),
    "Tidligste startdato blandt ordinationer i Opioider er fra 1. jan. 2026 til og med 31. maj 2026": compare(
        measure("lowest", "medication", code("opioid"), field="start"),
        "between",
        ["2026-01-01", "2026-05-31"],
    ),
    "Det er over 365 dage siden seneste kontakt": compare(
        measure("days_since", "contact"), "greater_than", 365
    ),
    "Har fået mindst 3 recepter på Opioider inden for 12 måneder": compare(
        measure("count", "prescription", code("opioid"), window=YEAR), "at_least", 3
    ),
    "Har fået mindst 1 recept": compare(measure("count", "prescription"), "at_least", 1),
    "Har fået færre end 2 recepter": compare(measure("count", "prescription"), "less_than", 2),
    "Har fået et andet antal end 2 recepter": compare(measure("count", "prescription"), "not_equal", 2),
    "Har HbA1c på mindst 48 mmol/mol mindst 2 gange inden for 24 måneder": compare(
        measure("count", "measurement", HBA1C, HIGH, window=TWO_YEARS), "at_least", 2
    ),
    "Har HbA1c på mindst 48 mmol/mol på mindst 2 forskellige dage inden for 24 måneder": compare(
        measure("count_days", "measurement", HBA1C, HIGH, window=TWO_YEARS), "at_least", 2
    ),
    "Har kontaktdiagnoser i Type 2-diabetes på mindst 2 forskellige dage inden for 24 måneder": compare(
        measure("count_days", "diagnosis", code("t2d"), token("kind", "contact"), window=TWO_YEARS),
        "at_least",
        2,
    ),
    "Har forløbsdiagnoser i Type 2-diabetes, som er aktuel eller relevant, på præcis 1 dag": compare(
        measure("count_days", "diagnosis", code("t2d"), COURSE, CURRENT), "equal", 1
    ),
    "Har rygning registreret mindst 2 gange": compare(
        measure("count", "finding", token("topic", "smoking")), "at_least", 2
    ),
    "Har nu mindst 2 ordinationer i Opioider": compare(
        measure("count", "medication", code("opioid"), window=NOW), "at_least", 2
    ),
    "Har haft ordinationer i Opioider med mindst 2 forskellige startdage inden for 12 måneder": compare(
        measure("count_days", "medication", code("opioid"), window=YEAR), "at_least", 2
    ),
    "Den største andel med samme kliniker blandt konsultationer er under 52,5 %": compare(
        SHARE, "less_than", 0.525
    ),
    "Seneste HbA1c før seneste HbA1c er over 58 mmol/mol": compare(
        measure(
            "latest",
            "measurement",
            HBA1C,
            window={"to": "-P1D", "anchor": {"type": "latest", "of": of("measurement", HBA1C)}},
        ),
        "greater_than",
        58,
    ),
    "Datoen for seneste diagnose i Type 2-diabetes, som er aktuel, er før opgørelsesdagen": compare(
        measure("latest", "diagnosis", code("t2d"), token("status", "current"), field="date"),
        "less_than",
        {"offset": "P0D"},
    ),
    "Seneste HbA1c inden for 12 måneder er over HbA1c-mål (klinikkens eget tal, ellers 53 mmol/mol)": compare(
        LATEST_HBA1C, "greater_than", {"parameter": "goal"}
    ),
    "Er med i profilen hypertension 2.0.0": {
        "type": "member_of",
        "profile": "hypertension",
        "version": "2.0.0",
    },
}

DENIED = {
    "Har ikke en diagnose i Type 2-diabetes": exists("diagnosis", code("t2d")),
    "Har ikke fået målt HbA1c inden for 12 måneder": exists("measurement", HBA1C, window=YEAR),
    "Har ikke en booket aftale fra opgørelsesdagen og frem": exists("appointment", BOOKED, window=ONWARDS),
    "Får for tiden ikke medicin i Statiner": exists("medication", code("statin"), window=NOW),
    "Får ikke og har ikke fået medicin i Statiner": exists("medication", code("statin")),
    "Har for tiden ikke en aktiv plan": exists("plan", token("status", "active"), window=NOW),
    "Alder er ikke under 40 år": compare({"type": "age"}, "less_than", 40),
    "Seneste HbA1c inden for 12 måneder er ikke over 70 mmol/mol": compare(LATEST_HBA1C, "greater_than", 70),
    "Er ikke med i profilen copd 1.0.0": {"type": "member_of", "profile": "copd", "version": "1.0.0"},
}


@pytest.mark.parametrize(("sentence", "criterion"), ELEMENTS.items(), ids=list(ELEMENTS))
def test_every_element_is_said_in_its_own_words(sentence: str, criterion: Json) -> None:
    assert says(criterion) == sentence


@pytest.mark.parametrize(("words", "window"), WINDOWS.items(), ids=list(WINDOWS))
def test_every_window_is_said_by_where_its_bounds_lie(words: str, window: Json) -> None:
    assert says(exists("prescription", window=window)) == f"Har fået en recept {words.strip()}"


@pytest.mark.parametrize(("sentence", "criterion"), COMPARISONS.items(), ids=list(COMPARISONS))
def test_every_measure_and_operator_is_said(sentence: str, criterion: Json) -> None:
    assert says(criterion) == sentence


@pytest.mark.parametrize(("sentence", "criterion"), DENIED.items(), ids=list(DENIED))
def test_a_denied_single_criterion_is_one_sentence(sentence: str, criterion: Json) -> None:
    denied = told(no(criterion)).inclusion
    assert denied.outline() == sentence
    assert denied.heading == (Span("Ikke", "operator"),)
    assert denied.is_whole
    assert len(denied.children) == 1


# --- groups and running text ---------------------------------------------------------------------


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


def test_three_hundred_criteria_are_told_fast() -> None:
    every = [*ELEMENTS.values(), *COMPARISONS.values()]
    groups = [
        {
            "id": f"g{g}",
            "type": "any",
            "of": [{"id": f"c{g}-{i}", **every[(g + i) % len(every)]} for i in range(30)],
        }
        for g in range(10)
    ]
    value, catalogue = document({"id": "it", "type": "all", "of": groups}), load_catalogue()
    assert min(seconds_to_tell(value, catalogue) for _ in range(5)) < 0.15


def seconds_to_tell(value: Document, catalogue: Catalogue) -> float:
    start = time.process_time()
    narrate(value, catalogue)
    return time.process_time() - start
