"""The sentences of what the clinic sees, and of definitions."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.standard.catalogue import load_catalogue
from profiles.standard.narrative import Narrative, narrate
from profiles.standard.reading import read_shape

from .diabetes import Json, diabetes, measurements, rule


def narrative(**changed: Any) -> Narrative:
    return narrate(read_shape({**diabetes(), **changed}), load_catalogue())


def contacts(**more: Any) -> Json:
    return {"element": "contact", **more}


BOOKED = {
    "element": "appointment",
    "where": [{"field": "status", "is": "booked"}],
    "window": {"from": "P0D", "to": "P100Y"},
}
HAS_CONTACT = {"id": "has-contact", "type": "exists", "of": contacts()}
ADULT = {"id": "is-adult", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18}
BOTH = {"id": "both", "type": "all", "of": [ADULT, {"id": "none", "type": "not", "of": HAS_CONTACT}]}

COLUMNS = {
    "Alder": {"measure": {"type": "age"}},
    "Køn": {"measure": {"type": "sex"}},
    "Seneste HbA1c; vist med dato": {
        "measure": {"type": "latest", "of": measurements("hba1c")},
        "show_date": True,
    },
    "Første HbA1c; vist uden dato, med 1 decimal": {
        "measure": {"type": "earliest", "of": measurements("hba1c")},
        "show_date": False,
        "format": {"decimals": 1},
    },
    "Gennemsnittet af HbA1c inden for 12 måneder; uden decimaler": {
        "measure": {"type": "average", "of": measurements("hba1c", **{"from": "-P12M"})},
        "format": {"decimals": 0},
    },
    "Antal kontakter": {"measure": {"type": "count", "of": contacts()}},
    "Antal forskellige dage med HbA1c": {"measure": {"type": "count_days", "of": measurements("hba1c")}},
    "Antal dage siden seneste kontakt": {"measure": {"type": "days_since", "of": contacts()}},
    "Datoen for første bookede aftale fra opgørelsesdagen og frem": {
        "measure": {"type": "earliest", "of": BOOKED, "field": "date"}
    },
    "Koden for seneste diagnose": {
        "measure": {"type": "latest", "of": {"element": "diagnosis"}, "field": "code"}
    },
    "Den største andel med samme kliniker blandt kontakter; som procent, med 2 decimaler": {
        "measure": {"type": "largest_share", "of": contacts(), "field": "clinician"},
        "format": {"percent": True, "decimals": 2},
    },
    "Om patienten har en booket aftale fra opgørelsesdagen og frem": {
        "measure": {"type": "exists", "of": BOOKED}
    },
    "Om alle disse gælder: alder er mindst 18 år; har ikke haft en kontakt": {
        "measure": {"type": "holds", "of": BOTH}
    },
}


@pytest.mark.parametrize(("sentence", "column"), COLUMNS.items(), ids=list(COLUMNS))
def test_a_column_says_what_it_shows_and_how(sentence: str, column: Json) -> None:
    (said,) = narrative(columns=[{"id": "it", "title": "Kolonne", **column}], default_sort=[]).columns
    assert said.outline() == sentence


FLAGS = {
    "Mangler »Ikke målt«, når der ingen værdi er": {
        "level": "missing",
        "when": "missing",
        "text": "Ikke målt",
    },
    "Kritisk »Over 70«, når værdien er over 70 mmol/mol": {
        "level": "critical",
        "operator": "greater_than",
        "value": 70,
        "text": "Over 70",
    },
    "Opmærksomhed »Over mål«, når værdien er over HbA1c-mål (klinikkens eget tal, ellers 53 mmol/mol)": {
        "level": "attention",
        "operator": "greater_than",
        "value": {"parameter": "goal"},
        "text": "Over mål",
    },
    "I orden »Set«, når patienten har haft en kontakt": {"level": "ok", "when": HAS_CONTACT, "text": "Set"},
}


@pytest.mark.parametrize(("sentence", "flag"), FLAGS.items(), ids=list(FLAGS))
def test_a_flag_says_its_level_its_text_and_when(sentence: str, flag: Json) -> None:
    column = {**diabetes()["columns"][0], "flags": [flag]}
    (said,) = narrative(columns=[column]).columns
    assert said.outline().splitlines()[1:] == ["  " + sentence]
    assert said.children[0].node == "latest-hba1c"


def test_a_flag_on_a_yes_or_no_column_speaks_of_the_answer() -> None:
    flag = {"level": "attention", "operator": "equal", "value": False, "text": "Ingen tid"}
    column = {"id": "it", "title": "Tid", "measure": {"type": "exists", "of": BOOKED}, "flags": [flag]}
    (said,) = narrative(columns=[column], default_sort=[]).columns
    assert said.children[0].text == "Opmærksomhed »Ingen tid«, når svaret er nej"


def test_a_group_says_its_level_and_when_with_the_criterion_below() -> None:
    said = narrative().groups[0]
    assert said.outline() == "Kritisk, når seneste HbA1c inden for 12 måneder er over 70 mmol/mol"
    assert [child.node for child in said.children] == ["high-value"]


def test_a_group_over_several_criteria_lists_them() -> None:
    (said,) = narrative(groups=[{"id": "g", "title": "G", "level": "ok", "when": BOTH}]).groups
    assert said.text == "I orden, når alle disse gælder: alder er mindst 18 år; har ikke haft en kontakt"


def test_an_action_says_what_is_to_be_done_and_when() -> None:
    (said,) = narrative().actions
    assert (
        said.text == "Book tid: »Book en tid«, når patienten har en booket aftale fra opgørelsesdagen og frem"
    )


def test_a_query_says_what_it_finds_and_what_to_do() -> None:
    (said,) = narrative().data_quality
    assert (
        said.text
        == "Fundet, når patienten ikke har fået målt HbA1c inden for 15 måneder. Forslag: Bestil HbA1c"
    )


def test_the_patient_view_is_told_section_by_section() -> None:
    table = {
        "id": "table",
        "type": "table",
        "title": "Recepter",
        "of": {"element": "prescription"},
        "fields": ["date", "code"],
        "limit": 10,
    }
    view = diabetes()["patient_view"]
    view[0]["entries"].append(table)
    view[0]["entries"].append({**table, "id": "one", "limit": 1, "fields": ["date"]})
    (said,) = narrative(patient_view=view).patient_view
    assert said.outline().splitlines() == [
        "Status",
        "  Alder",
        "  Kurve over HbA1c de seneste 24 måneder",
        "  Husk fødderne",
        "  Tabel over recepter; de 10 nyeste; viser dato og kode",
        "  Tabel over recepter; den nyeste; viser dato",
    ]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({}, "klinikken kan selv vælge"),
        ({"minimum": 48}, "klinikken kan selv vælge, mindst 48 mmol/mol"),
        (
            {"minimum": 48, "maximum": 75.5},
            "klinikken kan selv vælge, mindst 48 mmol/mol og højst 75,5 mmol/mol",
        ),
    ],
)
def test_a_parameter_says_its_default_and_how_far_the_clinic_may_go(bounds: Json, words: str) -> None:
    goal = {"id": "goal", "title": "HbA1c-mål", "default": 53, "unit": "mmol/mol", **bounds}
    (said,) = narrative(parameters=[goal]).parameters
    assert said.text == f"HbA1c-mål: 53 mmol/mol; {words}"


CODE_SETS = {
    "Sæt: med ICPC-2-DK T90, SKS DE11 og alle under; udeladt SKS DE112": [
        rule("icpc-2-dk", "T90"),
        rule("sks", "DE112", include=False),
        rule("sks", "DE11", descendants=True),
    ],
    "Sæt: med NPU27300, NPU03835 (omregnet: × 10,93 − 23,5), Lokale koder NPU1": [
        rule("npu", "NPU27300"),
        rule("npu", "NPU03835", factor=10.93, offset=-23.5),
        rule("local", "NPU1"),
    ],
    "Sæt: ingen koder endnu": [],
}


@pytest.mark.parametrize(("sentence", "rules"), CODE_SETS.items(), ids=list(CODE_SETS))
def test_a_code_set_says_what_is_in_and_what_is_left_out(sentence: str, rules: list[Json]) -> None:
    said = narrative(code_sets=[{"id": "set", "title": "Sæt", "rules": rules}]).code_sets
    assert [each.text for each in said] == [sentence]


def test_the_unit_of_a_code_set_is_said_unless_there_is_none() -> None:
    sets = [{"id": unit, "title": "Sæt", "rules": [], "unit": unit} for unit in ("kg", "1")]
    assert [each.text for each in narrative(code_sets=sets).code_sets] == [
        "Sæt: ingen koder endnu; angivet i kg",
        "Sæt: ingen koder endnu",
    ]


def test_the_sort_order_and_the_expected_number_are_said() -> None:
    by_level = [
        {"column": "latest-hba1c", "direction": "descending", "by": "level"},
        {"column": "pressure", "direction": "ascending"},
    ]
    said = narrative(default_sort=by_level)
    assert str(said.sort) == (
        "Sorteret efter HbA1c efter niveau, mest alvorlige først, derefter Blodtryk, laveste først"
    )
    assert str(said.expected) == "Forventet: 40–70 pr. 1.000 aktive patienter (Hvidberg 2020)"


def test_a_document_without_sort_and_expectation_says_nothing_of_them() -> None:
    value = {
        name: each
        for name, each in diabetes().items()
        if name not in ("default_sort", "expected_per_thousand")
    }
    said = narrate(read_shape(value), load_catalogue())
    assert (said.sort, said.expected) == (None, None)


def test_a_reference_is_said_with_what_is_known_of_it() -> None:
    assert [each.text for each in narrative().references] == ["Type 2-diabetes. DSAM, 2019", "Hvidberg 2020"]
