"""The other sections of the editor: purpose, sources, columns, groups, actions, data quality, parameters."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cockpit.demo.content import first_document, with_ldl
from profiles.authoring.forms.columns import column_form
from profiles.authoring.models import ProfileVersion
from profiles.authoring.sections import SECTIONS
from profiles.standard.catalogue import load_catalogue
from profiles.standard.kinds import Setting

from .conftest import DRAFT, HTMX, PLACE, Post, content, fresh, part, text

PURPOSE = {"title": "Type 2-diabetes", "kind": "disease", "purpose": "Finde dem."}
COLUMN = {
    "title": "Seneste LDL",
    "measure": "latest",
    "element": "measurement",
    "code_set": "hba1c",
    "from_amount": "12",
    "from_unit": "-M",
    "show_date": "on",
    "flags": "2",
    "flag0_when": "greater_than",
    "flag0_amount": "2,5",
    "flag0_level": "attention",
    "flag0_text": "Høj",
    "flag1_when": "missing",
    "flag1_level": "missing",
    "flag1_text": "Ikke målt",
}


@pytest.mark.parametrize("section", [section.slug for section in SECTIONS])
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "part"])
def test_every_section_opens(editor: Client, section: str, htmx: bool) -> None:
    response = editor.get(f"{DRAFT}{section}/", headers=HTMX if htmx else {})
    assert response.status_code == 200
    assert ("<!doctype html>" in text(response)) is not htmx


def test_the_list_of_sections_counts_what_is_in_them(editor: Client) -> None:
    page = text(editor.get(f"{DRAFT}purpose/"))
    assert "6 af 10 afsnit er skrevet" in page
    assert "<small>6</small>" in page


def test_what_to_look_at_leads_to_its_place(draft: ProfileVersion, editor: Client, change: Post) -> None:
    change("course-diagnosis", "remove")
    change("contact-diagnosis", "remove")
    page = text(editor.get(f"{DRAFT}columns/"))
    assert "at se på" in page
    assert "population/?open=diagnosis#node-diagnosis" in page


def test_the_number_and_its_reasons_are_told(next_draft: ProfileVersion, editor_of_next: Client) -> None:
    page = text(editor_of_next.get(f"{DRAFT}population/"))
    assert "Udgives som 1.1.0" in page
    assert 'class="reasons"' in page


@pytest.fixture
def editor_of_next(next_draft: ProfileVersion, anna: Any, signed_in: Any) -> Client:
    browser: Client = signed_in(anna)
    return browser


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_the_purpose_is_saved(draft: ProfileVersion, post: Post, htmx: bool) -> None:
    more = {"limitations": "Kun voksne.", "low": "40", "high": "70,5", "reference": "hvidberg-2020"}
    response = post("purpose/", htmx=htmx, **PURPOSE, **more)
    assert response.status_code == (200 if htmx else 303)
    document = content(draft)
    assert (document.purpose, document.limitations, document.description) == (
        "Finde dem.",
        "Kun voksne.",
        None,
    )
    assert document.expected_per_thousand is not None
    assert document.expected_per_thousand.to_json() == {"low": 40, "high": 70.5, "reference": "hvidberg-2020"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "påkrævet"),
        ({"title": "x" * 201}, "title", "200"),
        ({"purpose": "x" * 20_001}, "purpose", "20000"),
        ({"description": "Hans nummer er 010190-1234"}, "description", "CPR-nummer"),
        ({"low": "40"}, "high", "både fra og til"),
        ({"low": "70", "high": "40"}, "high", "mindst lige så stort"),
        ({"low": "mange", "high": "40"}, "low", "Skriv et tal"),
        ({"kind": "nowhere"}, "kind", "gyldig valgmulighed"),
    ],
)
def test_each_problem_of_the_purpose_stands_at_its_field(
    draft: ProfileVersion, post: Post, changes: dict[str, str], field: str, words: str
) -> None:
    before = content(draft)
    response = post("purpose/", **{**PURPOSE, **changes})
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert content(draft) == before


def test_a_source_is_added_changed_and_removed(draft: ProfileVersion, post: Post, change: Post) -> None:
    post(
        "references/add/references/", title="Vejledning", publisher="DSAM", year="2024", url="https://dsam.dk"
    )
    added = content(draft).references[-1]
    assert added.to_json() == {
        "id": "dsam-2024",
        "title": "Vejledning",
        "publisher": "DSAM",
        "year": 2024,
        "url": "https://dsam.dk",
    }
    post("references/parts/dsam-2024/", title="Ny titel", accessed="2026-11-21")
    assert content(draft).references[-1].to_json() == {
        "id": "dsam-2024",
        "title": "Ny titel",
        "accessed": "2026-11-21",
    }
    assert change("dsam-2024", "remove", section="references").status_code == 303
    assert len(content(draft).references) == 2


def test_a_source_in_use_is_not_removed_and_says_where(draft: ProfileVersion, change: Post) -> None:
    response = change("dsam-2019", "remove", section="references")
    assert response.status_code == 422
    assert "det bruges her" in text(response)
    assert "Kolonner" in text(response)
    assert len(content(draft).references) == 2


@pytest.mark.parametrize(
    ("field", "value"), [("url", "ikke en adresse"), ("year", "12"), ("accessed", "i går")]
)
def test_a_wrong_source_is_refused_at_its_field(
    draft: ProfileVersion, post: Post, field: str, value: str
) -> None:
    response = post("references/add/references/", title="Vejledning", **{field: value})
    assert response.status_code == 422
    assert field in response.context["desk"].form.errors
    assert value in text(response)


def test_a_column_with_two_flags_is_added(draft: ProfileVersion, post: Post) -> None:
    assert post("columns/add/columns/", **COLUMN).status_code == 303
    assert content(draft).columns[-1].to_json() == {
        "id": "seneste-ldl",
        "title": "Seneste LDL",
        "measure": {
            "type": "latest",
            "of": {
                "element": "measurement",
                "where": [{"field": "code", "in": "hba1c"}],
                "window": {"from": "-P12M"},
            },
        },
        "show_date": True,
        "flags": [
            {
                "level": "attention",
                "text": "Høj",
                "operator": "greater_than",
                "value": 2.5,
                "unit": "mmol/mol",
            },
            {"level": "missing", "text": "Ikke målt", "when": "missing"},
        ],
    }


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"flag0_amount": "2,5 mmol/L"}, "flag0_amount", "måles i mmol/mol"),
        ({"flag0_amount": ""}, "flag0_amount", "ét tal"),
        ({"flag1_text": ""}, "flag1_text", "korte tekst"),
        ({"code_set": ""}, "code_set", "påkrævet"),
        ({"title": "Hans 010190-1234"}, "title", "CPR-nummer"),
        ({"decimals": "9"}, "decimals", "6"),
    ],
)
def test_each_problem_of_a_column_stands_at_its_field(
    draft: ProfileVersion, post: Post, changes: dict[str, str], field: str, words: str
) -> None:
    before = content(draft)
    response = post("columns/add/columns/", **{**COLUMN, **changes})
    assert response.status_code == 422
    assert words in str(response.context["desk"].form.errors[field])
    assert content(draft) == before


@pytest.mark.parametrize("flags", ["", "mange", "-1", "0", "1000"])
def test_a_count_of_flags_that_cannot_be_is_refused_or_bounded(
    draft: ProfileVersion, post: Post, flags: str
) -> None:
    response = post("columns/add/columns/", **{**COLUMN, "flags": flags})
    assert response.status_code in (303, 422)


def test_the_columns_of_the_demo_are_said_by_their_forms() -> None:
    document = with_ldl(first_document())
    setting = Setting(document, load_catalogue())
    assert all(column_form(column, setting) for column in document.columns)


def test_columns_are_moved_copied_and_removed(draft: ProfileVersion, change: Post) -> None:
    first, second, *_ = [column.id for column in content(draft).columns]
    change(first, "move-down", section="columns")
    assert [column.id for column in content(draft).columns][:2] == [second, first]
    change(first, "duplicate", section="columns")
    change(second, "remove", section="columns")
    assert [column.id for column in content(draft).columns][:2] == [first, f"{first}-2"]


@pytest.mark.parametrize(
    ("section", "parent", "data"),
    [
        ("groups", "groups", {"title": "Høj risiko", "level": "critical"}),
        ("actions", "actions", {"title": "Book årsstatus", "kind": "book", "text": "Book en tid."}),
        (
            "data-quality",
            "data_quality",
            {"title": "Uden HbA1c", "why": "Mangler.", "correction": "mål den."},
        ),
    ],
)
def test_a_prompt_is_added_and_its_criterion_written(
    draft: ProfileVersion, post: Post, editor: Client, section: str, parent: str, data: dict[str, str]
) -> None:
    assert post(f"{section}/add/{parent}/", **data).status_code == 303
    added = getattr(content(draft), parent)[-1]
    assert added.when.to_json()["of"] == []
    post(f"{section}/add/{added.when.id}/", kind="age", operator="at_least", amount="75")
    added = getattr(content(draft), parent)[-1]
    assert added.when.to_json()["of"][0]["value"] == 75
    post(f"{section}/parts/{added.id}/", **{**data, "title": "Ny titel"})
    changed = getattr(content(draft), parent)[-1]
    assert (changed.title, changed.when) == ("Ny titel", added.when)
    assert "mindst 75 år" in text(editor.get(f"{DRAFT}{section}/"))


def test_a_parameter_is_added_and_changed(draft: ProfileVersion, post: Post) -> None:
    post("parameters/add/parameters/", title="Grænse", default="7,5", unit="mmol/L", maximum="10")
    assert content(draft).parameters[-1].to_json() == {
        "id": "graense",
        "title": "Grænse",
        "default": 7.5,
        "maximum": 10,
        "unit": "mmol/L",
    }
    post("parameters/parts/graense/", title="Grænse", default="8")
    assert content(draft).parameters[-1].to_json() == {"id": "graense", "title": "Grænse", "default": 8}


def test_a_part_is_not_added_where_it_does_not_belong(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    response = post("population/add/adult/", kind="age", operator="at_least", amount="75")
    assert response.status_code in (404, 409, 422)
    response = post("population/add/nowhere/", kind="age", operator="at_least", amount="75")
    assert response.status_code in (404, 409, 422)
    assert content(draft) == before


def test_a_list_is_not_sorted_by_a_column_that_is_gone(draft: ProfileVersion, change: Post) -> None:
    sorted_by = content(draft).default_sort[0].column
    assert change(sorted_by, "remove", section="columns").status_code == 303
    assert sorted_by not in {each.column for each in content(draft).default_sort}
    assert "sorteres ikke længere" in draft.edits.first().summary  # type: ignore[union-attr]


def send_number(browser: Client, version: ProfileVersion, to: str, *, htmx: bool = False) -> Any:
    filled = {"revision": fresh(version).revision, "to": to}
    return browser.post(f"{PLACE}number/columns/", filled, headers=HTMX if htmx else {})


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_the_number_is_raised_and_never_lowered_below_the_difference(
    next_draft: ProfileVersion, editor_of_next: Client, htmx: bool
) -> None:
    assert send_number(editor_of_next, next_draft, "major", htmx=htmx).status_code == (200 if htmx else 303)
    assert fresh(next_draft).number == "2.0.0"
    send_number(editor_of_next, next_draft, "patch", htmx=htmx)
    assert fresh(next_draft).number == "1.1.0"


@pytest.mark.parametrize("to", ["", "huge"])
def test_a_number_is_raised_to_something_that_exists(
    next_draft: ProfileVersion, editor_of_next: Client, to: str
) -> None:
    assert send_number(editor_of_next, next_draft, to).status_code == 422
    assert fresh(next_draft).number == "1.1.0"


def test_a_stale_raise_is_refused(next_draft: ProfileVersion, editor_of_next: Client) -> None:
    response = editor_of_next.post(f"{PLACE}number/columns/", {"revision": 0, "to": "major"})
    assert response.status_code == 409
    assert fresh(next_draft).number == "1.1.0"


@pytest.mark.parametrize("section", [section.slug for section in SECTIONS])
def test_undo_answers_in_every_section(
    draft: ProfileVersion, editor: Client, change: Post, section: str
) -> None:
    change("adult", "negate")
    filled = {"revision": fresh(draft).revision}
    response = editor.post(f"{PLACE}undo/{section}/", filled, headers=HTMX)
    assert response.status_code == 200
    assert part(draft, "inclusion")["of"][0]["id"] == "adult"
