"""The sentences of criteria: every element, filter, window, measure and operator, as a person says it."""

from __future__ import annotations

import pytest

from profiles.standard.narrative import Span

from .diabetes import Json
from .narrating import (
    BOOKED,
    COURSE,
    CURRENT,
    HBA1C,
    HIGH,
    LATEST_HBA1C,
    LATEST_T2D,
    NOW,
    ONWARDS,
    SHARE,
    TWO_YEARS,
    YEAR,
    code,
    compare,
    exists,
    measure,
    no,
    of,
    says,
    token,
    told,
    value,
)

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
