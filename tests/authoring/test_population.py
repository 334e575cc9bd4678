"""Editing the population: every operation with and without htmx, and what each refuses."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from profiles.authoring.actions import save_content
from profiles.authoring.guideline import guideline
from profiles.authoring.models import ProfileVersion
from profiles.standard.tree import nodes, wrap

from .conftest import DRAFT, HTMX, PLACE, Answer, Post, content, fresh, part, text

BOTH_WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


def ids(version: ProfileVersion) -> list[str | None]:
    return [spot.node for spot in nodes(content(version)) if spot.section in ("inclusion", "exclusion")]


def assert_saved(response: Answer, *, htmx: bool, at: str) -> None:
    """The part that htmx asked for, or a redirect to the same place."""
    if not htmx:
        assert response.status_code == 303
        assert response["Location"].endswith(f"#node-{at}")
        return
    assert response.status_code == 200
    assert text(response).startswith("\n\n<div") or 'id="editor"' in text(response)[:200]
    assert f'data-focus="{at}"' in text(response)
    assert "<!doctype html>" not in text(response)


@BOTH_WAYS
def test_a_criterion_is_moved_down_and_up_again(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    before = ids(draft)
    assert_saved(change("adult", "move-down", htmx=htmx), htmx=htmx, at="adult")
    assert ids(draft)[-3:] == before[-3:]
    assert ids(draft).index("adult") > ids(draft).index("diagnosis")
    assert_saved(change("adult", "move-up", htmx=htmx), htmx=htmx, at="adult")
    assert ids(draft) == before


@BOTH_WAYS
def test_a_criterion_is_moved_into_another_group(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    assert_saved(change("adult", "move-to", target="diagnosis", htmx=htmx), htmx=htmx, at="adult")
    assert [each["id"] for each in part(draft, "diagnosis")["of"]][-1] == "adult"


@BOTH_WAYS
def test_a_copy_stands_right_after_what_was_copied(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    assert_saved(change("adult", "duplicate", htmx=htmx), htmx=htmx, at="adult-2")
    assert [each["id"] for each in part(draft, "inclusion")["of"]] == ["adult", "adult-2", "diagnosis"]


@BOTH_WAYS
def test_a_criterion_is_turned_round_and_back(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    assert_saved(change("adult", "negate", htmx=htmx), htmx=htmx, at="adult")
    assert part(draft, "inclusion")["of"][0]["type"] == "not"
    change("adult", "negate", htmx=htmx)
    assert part(draft, "inclusion")["of"][0]["id"] == "adult"


@BOTH_WAYS
def test_a_criterion_is_wrapped_in_a_group(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    assert_saved(change("adult", "wrap", htmx=htmx), htmx=htmx, at="adult")
    wrapped = part(draft, "inclusion")["of"][0]
    assert (wrapped["type"], [each["id"] for each in wrapped["of"]]) == ("any", ["adult"])


@BOTH_WAYS
def test_a_removed_criterion_comes_back_with_undo(
    draft: ProfileVersion, change: Post, editor: Client, htmx: bool
) -> None:
    before = content(draft)
    assert_saved(change("adult", "remove", htmx=htmx), htmx=htmx, at="diagnosis")
    assert "adult" not in ids(draft)
    editor.post(f"{PLACE}undo/population/", {"revision": fresh(draft).revision}, headers=HTMX if htmx else {})
    assert content(draft) == before
    assert fresh(draft).edits.first().summary == "Fortrød: Fjernet"  # type: ignore[union-attr]


@BOTH_WAYS
def test_a_group_is_added_and_stands_open(draft: ProfileVersion, change: Post, htmx: bool) -> None:
    response = change("inclusion", "add-group", htmx=htmx)
    group = part(draft, "inclusion")["of"][-1]
    assert (group["type"], group["of"]) == ("any", [])
    if htmx:
        assert f'id="form-{group["id"]}"' in text(response)
    else:
        assert f"open={group['id']}" in response["Location"]


@BOTH_WAYS
def test_a_criterion_is_added_to_a_group(draft: ProfileVersion, post: Post, htmx: bool) -> None:
    data = {"kind": "age", "operator": "at_most", "amount": "75"}
    response = post("population/add/diagnosis/", htmx=htmx, **data)
    added = part(draft, "diagnosis")["of"][-1]
    assert_saved(response, htmx=htmx, at=added["id"])
    assert (added["operator"], added["value"]) == ("at_most", 75)


@BOTH_WAYS
def test_the_operator_and_the_words_of_a_group_are_changed(
    draft: ProfileVersion, post: Post, htmx: bool
) -> None:
    data = {
        "type": "at_least",
        "n": "2",
        "label": "Mindst to tegn",
        "rationale": "Fordi.",
        "references": "dsam-2019",
    }
    assert_saved(post("population/parts/diagnosis/", htmx=htmx, **data), htmx=htmx, at="diagnosis")
    group = part(draft, "diagnosis")
    assert (group["type"], group["n"], group["label"]) == ("at_least", 2, "Mindst to tegn")
    assert [each["id"] for each in group["of"]] == ["course-diagnosis", "contact-diagnosis"]
    assert group["references"] == ["dsam-2019"]


def test_the_first_exclusion_is_added_and_the_second_gathers_both_in_a_group(
    draft: ProfileVersion, change: Post, post: Post
) -> None:
    change("type-1", "remove")
    assert content(draft).exclusion is None
    post("population/add/exclusion/", kind="exists", element="diagnosis", code_set="t1d")
    assert part(draft, content(draft).exclusion.id)["type"] == "exists"  # type: ignore[union-attr]
    post("population/add/exclusion/", kind="age", operator="less_than", amount="18")
    exclusion = content(draft).exclusion
    assert exclusion is not None
    assert [each["type"] for each in exclusion.to_json()["of"]] == ["exists", "compare"]


def test_the_sentence_changes_with_the_criterion(draft: ProfileVersion, post: Post, editor: Client) -> None:
    assert "mindst 18 år" in text(editor.get(f"{DRAFT}population/"))
    post("population/parts/adult/", kind="age", operator="at_least", amount="40")
    page = text(editor.get(f"{DRAFT}population/"))
    assert "mindst 40 år" in page
    assert "mindst 18 år" not in page


@pytest.mark.parametrize(
    ("node", "operation", "words"),
    [
        ("adult", "move-up", "Den kan ikke flyttes længere op."),
        ("inclusion", "move-down", "Den står alene og kan ikke flyttes."),
        ("adult", "move-to", "Vælg den gruppe"),
        ("diagnosis", "fly", "Vælg, hvad der skal ske."),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    draft: ProfileVersion, change: Post, node: str, operation: str, words: str
) -> None:
    before = content(draft)
    response = change(node, operation)
    assert response.status_code == 422
    assert words in text(response)
    assert content(draft) == before


def test_a_group_cannot_be_moved_into_itself(draft: ProfileVersion, change: Post) -> None:
    response = change("inclusion", "move-to", target="diagnosis")
    assert response.status_code == 422
    assert "kan ikke flyttes ind i sig selv" in text(response)


def test_not_takes_one_criterion_only(draft: ProfileVersion, post: Post) -> None:
    response = post("population/parts/diagnosis/", type="not")
    assert response.status_code == 422
    assert "gælder for én betingelse" in text(response)
    assert part(draft, "diagnosis")["type"] == "any"


def test_what_is_gone_is_said_to_be_gone(draft: ProfileVersion, change: Post) -> None:
    response = change("nowhere", "move-up")
    assert response.status_code == 409
    assert "findes ikke længere" in text(response)


def test_an_unknown_section_is_not_found(editor: Client) -> None:
    assert editor.get(f"{DRAFT}nowhere/").status_code == 404
    assert editor.post(f"{PLACE}undo/nowhere/").status_code == 404


def test_a_new_draft_has_nothing_to_undo(editor: Client, draft: ProfileVersion) -> None:
    response = editor.post(f"{PLACE}undo/population/", {"revision": "1"})
    assert response.status_code == 422
    assert "ikke noget at fortryde" in text(response)


@pytest.mark.parametrize("node", ["adult", "diagnosis", "course-diagnosis", "inclusion", "type-1"])
def test_a_part_opens_by_address(editor: Client, node: str) -> None:
    page = text(editor.get(f"{DRAFT}population/", {"open": node}))
    assert page.count("data-part-form") == 1
    assert f'id="form-{node}"' in page


def test_opening_what_does_not_exist_opens_nothing(editor: Client) -> None:
    response = editor.get(f"{DRAFT}population/", {"open": "nowhere"})
    assert response.status_code == 200
    assert "data-part-form" not in text(response)


def test_the_part_for_htmx_is_in_the_page(editor: Client) -> None:
    address = f"{DRAFT}population/?open=adult"
    partial = text(editor.get(address, headers=HTMX))
    page = text(editor.get(address))
    region = partial[partial.index('<nav class="phone-tabs"') : partial.index("</aside>")]
    assert _without_tokens(region) in _without_tokens(page)


def _without_tokens(html: str) -> str:
    """Without the CSRF tokens, which differ from answer to answer."""
    pieces = html.split('name="csrfmiddlewaretoken" value="')
    return "".join([pieces[0], *(piece.split('"', 1)[1] for piece in pieces[1:])])


def test_the_page_asks_the_database_as_often_for_many_criteria_as_for_few(
    draft: ProfileVersion, editor: Client, change: Post
) -> None:
    with CaptureQueriesContext(connection) as asked:
        editor.get(f"{DRAFT}population/")
    few = len(asked)
    for _ in range(5):
        change("diagnosis", "duplicate")
    with CaptureQueriesContext(connection) as asked:
        editor.get(f"{DRAFT}population/")
    assert len(part(draft, "inclusion")["of"]) == 7
    assert len(asked) == few


def test_a_population_as_deep_as_a_document_may_be_is_read_and_edited(
    draft: ProfileVersion, editor: Client, change: Post
) -> None:
    deep = content(draft)
    for _ in range(90):
        deep = wrap(deep, "adult", "any")
    save_content(version=draft, by=draft.created_by, document=deep, base_revision=1, summary="Pakkede ind")
    assert editor.get(f"{DRAFT}population/?open=adult").status_code == 200
    assert 'id="node-adult"' in render_to_string(
        "authoring/document/_document.html", {"guide": guideline(content(draft))}
    )
    for _ in range(10):
        refused = change("adult", "wrap")
    assert refused.status_code == 422
    assert "200 niveauer" in text(refused)
