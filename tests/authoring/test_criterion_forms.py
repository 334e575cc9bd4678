"""A criterion's form says what it says, or does not offer itself; problems stand at their field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cockpit.demo.content import first_document, with_ldl
from profiles.authoring.forms.criterion import form_for
from profiles.authoring.forms.node import CRITERION, bare, parsed
from profiles.authoring.models import ProfileVersion
from profiles.standard.catalogue import load_catalogue
from profiles.standard.kinds import Setting
from profiles.standard.tree import insert

from .conftest import DRAFT, Post, content, part, text

Json = dict[str, Any]

SETTING = Setting(with_ldl(first_document()), load_catalogue())
HBA1C = {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}
WITHIN_A_YEAR = {**HBA1C, "window": {"from": "-P12M"}}

SAID_BY_A_FORM: list[Json] = [
    {"type": "exists", "of": {"element": "diagnosis"}},
    {"type": "exists", "of": {"element": "diagnosis", "where": [{"field": "code", "in": "t2d"}]}},
    {
        "type": "exists",
        "of": {
            "element": "diagnosis",
            "where": [
                {"field": "status", "one_of": ["relevant", "current"]},
                {"field": "kind", "is": "course"},
            ],
        },
    },
    {
        "type": "exists",
        "of": {
            "element": "medication",
            "where": [{"field": "code", "in": "insulin"}],
            "window": {"from": "P0D"},
        },
    },
    {
        "type": "exists",
        "of": {"element": "medication", "window": {"from": "-P3M", "to": "-P1D", "on": "start"}},
    },
    {
        "type": "exists",
        "of": {
            "element": "appointment",
            "where": [{"field": "status", "is": "booked"}],
            "window": {"from": "P0D", "to": "P6M"},
        },
    },
    {
        "type": "exists",
        "of": {
            "element": "finding",
            "where": [{"field": "topic", "is": "smoking"}, {"field": "value", "is": "current"}],
        },
    },
    {
        "type": "exists",
        "of": {
            "element": "measurement",
            "where": [
                {"field": "code", "in": "hba1c"},
                {"field": "value", "operator": "at_least", "value": 48, "unit": "mmol/mol"},
            ],
        },
    },
    {"type": "compare", "measure": {"type": "count", "of": HBA1C}, "operator": "at_least", "value": 2},
    {
        "type": "compare",
        "measure": {"type": "count_days", "of": WITHIN_A_YEAR},
        "operator": "less_than",
        "value": 3,
    },
    {
        "type": "compare",
        "measure": {"type": "days_since", "of": HBA1C},
        "operator": "greater_than",
        "value": 365,
    },
    {
        "type": "compare",
        "measure": {"type": "latest", "of": WITHIN_A_YEAR},
        "operator": "greater_than",
        "value": 53.5,
    },
    {
        "type": "compare",
        "measure": {"type": "average", "of": HBA1C},
        "operator": "between",
        "value": [48, 53],
        "unit": "mmol/mol",
    },
    {
        "type": "compare",
        "measure": {"type": "highest", "field": "value", "of": HBA1C},
        "operator": "equal",
        "value": 60,
    }
    | {"unit": "mmol/mol"},
    {"type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18},
    {"type": "compare", "measure": {"type": "sex"}, "operator": "equal", "value": "female"},
]
SAID_BY_NO_FORM: list[Json] = [
    {
        "type": "exists",
        "of": {
            **HBA1C,
            "window": {"from": "-P1D", "anchor": {"type": "latest", "of": {"element": "diagnosis"}}},
        },
    },
    {"type": "exists", "of": {"element": "diagnosis", "where": [{"field": "end", "missing": True}]}},
    {
        "type": "exists",
        "of": {
            "element": "diagnosis",
            "where": [{"field": "code", "in": "t2d"}, {"field": "code", "in": "t1d"}],
        },
    },
    {
        "type": "exists",
        "of": {
            "element": "diagnosis",
            "where": [{"field": "debut", "operator": "at_most", "value": {"offset": "-P1Y"}}],
        },
    },
    {"type": "compare", "measure": {"type": "age"}, "operator": "one_of", "value": [18, 40]},
    {"type": "compare", "measure": {"type": "sex"}, "operator": "not_equal", "value": "male"},
    {
        "type": "compare",
        "measure": {"type": "latest", "field": "date", "of": HBA1C},
        "operator": "at_least",
        "value": "2026-01-01",
    },
    {"type": "member_of", "profile": "kol", "version": "1.0.0"},
]


@pytest.mark.parametrize("said", SAID_BY_A_FORM, ids=lambda said: str(said)[:80])
def test_a_form_saves_what_it_shows(said: Json) -> None:
    criterion = parsed(CRITERION, {"id": "it", "label": "Navn", **said})
    shown = form_for(criterion, SETTING)
    if said["measure"].get("field") if "measure" in said else False:
        assert shown is None  # the field is written out, which the form would leave out
        return
    assert shown is not None
    sent = {name: value for name, value in shown.initial.items() if value is not None}
    saved = type(shown)(data=sent, setting=SETTING, node_id="it")
    assert saved.is_valid(), saved.errors
    assert bare(saved.part("it").to_json()) == bare(criterion.to_json())
    assert saved.part("it").label == "Navn"  # type: ignore[union-attr]


@pytest.mark.parametrize("said", SAID_BY_NO_FORM, ids=lambda said: str(said)[:80])
def test_no_form_offers_itself_for_what_it_cannot_say(said: Json) -> None:
    assert form_for(parsed(CRITERION, {"id": "it", **said}), SETTING) is None


def test_what_has_no_form_is_shown_as_its_sentence_and_can_still_be_moved(
    draft: ProfileVersion, editor: Client, post: Post, change: Post
) -> None:
    anchored = parsed(CRITERION, {"id": "anchored", **SAID_BY_NO_FORM[0]})
    from profiles.authoring.actions import save_content

    save_content(
        version=draft,
        by=draft.created_by,
        document=insert(content(draft), "inclusion", anchored),
        base_revision=1,
        summary="Satte ind",
    )
    page = text(editor.get(f"{DRAFT}population/", {"open": "anchored"}))
    assert "ingen formular" in page
    assert 'id="form-anchored"' not in page
    assert change("anchored", "move-up").status_code == 303
    assert part(draft, "anchored") == anchored.to_json()


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        (
            {
                "kind": "value",
                "element": "measurement",
                "code_set": "hba1c",
                "measure": "latest",
                "operator": "at_least",
                "amount": "7 %",
            },
            "amount",
            "måles i mmol/mol, ikke %",
        ),
        (
            {
                "kind": "value",
                "element": "measurement",
                "measure": "latest",
                "operator": "at_least",
                "amount": "7",
            },
            "code_set",
            "Dette felt er påkrævet",
        ),
        ({"kind": "age", "operator": "at_least", "amount": "mange"}, "amount", "Skriv et tal"),
        ({"kind": "age", "operator": "between", "amount": "18"}, "amount", "Skriv to tal"),
        ({"kind": "age", "operator": "between", "amount": "40-18"}, "amount", "det mindste først"),
        ({"kind": "age", "operator": "at_least", "amount": "18-40"}, "amount", "Skriv ét tal"),
        (
            {"kind": "age", "operator": "at_least", "amount": "12345678901234567"},
            "amount",
            "15 betydende cifre",
        ),
        (
            {"kind": "age", "operator": "at_least", "amount": "18", "rationale": "Set hos 010190-1234"},
            "rationale",
            "CPR-nummer",
        ),
        ({"kind": "age", "operator": "at_least", "amount": "18", "label": "x" * 201}, "label", "200"),
        (
            {"kind": "age", "operator": "at_least", "amount": "18", "rationale": "x" * 20_001},
            "rationale",
            "20000",
        ),
        (
            {"kind": "age", "operator": "sometimes", "amount": "18"},
            "operator",
            "Marker en gyldig valgmulighed",
        ),
        (
            {"kind": "exists", "element": "diagnosis", "code_set": "nowhere"},
            "code_set",
            "Marker en gyldig valgmulighed",
        ),
        (
            {"kind": "exists", "element": "diagnosis", "from_amount": "-3"},
            "from_amount",
            "større end eller lig",
        ),
        (
            {"kind": "exists", "element": "diagnosis", "from_amount": "9999", "from_unit": "-Y"},
            "from_amount",
            "200 år",
        ),
        (
            {"kind": "exists", "element": "measurement", "result": "7"},
            "result_operator",
            "i forhold til tallet",
        ),
        (
            {"kind": "exists", "element": "measurement", "result_operator": "at_least", "result": "7"},
            "code_set",
            "kodesæt med en enhed",
        ),
        (
            {
                "kind": "exists",
                "element": "measurement",
                "code_set": "hba1c",
                "result_operator": "at_least",
                "result": "x",
            },
            "result",
            "Skriv et tal",
        ),
        (
            {
                "kind": "count",
                "element": "diagnosis",
                "measure": "count_days",
                "operator": "at_least",
                "amount": "2 uger",
            },
            "amount",
            "måles i dage",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_each_problem_stands_at_its_field_and_nothing_typed_is_lost(
    draft: ProfileVersion, post: Post, data: Json, field: str, words: str
) -> None:
    before = content(draft)
    for address in ("population/parts/adult/", "population/add/diagnosis/"):
        response = post(address, **data)
        assert response.status_code == 422
        form = response.context["desk"].form
        assert words in str(form.errors.get(field)), form.errors
        typed = data.get("amount") or data.get("rationale", "")
        assert typed[:40] in text(response)
    assert content(draft) == before


def test_the_fields_follow_the_element_before_anything_is_saved(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    response = post(
        "population/parts/course-diagnosis/",
        refresh="1",
        kind="exists",
        element="contact",
        rationale="Skrevet",
    )
    page = text(response)
    assert response.status_code == 200
    assert 'name="token_kind" value="consultation"' in page
    assert 'name="token_status"' not in page
    assert "Skrevet" in page
    assert content(draft) == before


def test_the_tokens_of_a_finding_follow_its_topic(post: Post) -> None:
    page = text(
        post(
            "population/add/inclusion/", refresh="1", kind="exists", element="finding", token_topic="smoking"
        )
    )
    assert "Tidligere ryger" in page
    assert "Retinopati" not in page


def test_the_sentence_is_rewritten_while_the_form_is_filled_in(draft: ProfileVersion, post: Post) -> None:
    page = text(post("population/parts/adult/", refresh="1", kind="age", operator="at_most", amount="75"))
    assert "højst 75 år" in page
    assert "ikke gemt endnu" in page
    assert part(draft, "adult")["value"] == 18
