"""The editor shows what a lint means and applies its fix: one edit, recorded, taken back like any other."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from profiles.authoring.actions import save_content
from profiles.authoring.models import ProfileVersion
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, lint
from profiles.standard.reading import read_json

from .conftest import DRAFT, HTMX, PLACE, Answer, Post, content, fresh, text

AGES = [
    {"id": "grown-up", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18},
    {"id": "forty", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 40},
]


def lints(version: ProfileVersion) -> dict[str, Lint]:
    return {found.code: found for found in lint(content(version), load_catalogue())}


def with_ages(document: Document) -> Document:
    """The document with two limits on age of which the one says it all."""
    value = document.to_json()
    value["inclusion"]["of"] = [each for each in value["inclusion"]["of"] if each["id"] != "adult"] + AGES
    return read_json(value)


@pytest.fixture
def wordy(draft: ProfileVersion, anna: User) -> ProfileVersion:
    """The draft after Anna has said a thing twice."""
    return save_content(
        version=draft,
        by=anna,
        document=with_ages(content(draft)),
        base_revision=draft.revision,
        summary="Tilføjede alder",
    )


@pytest.fixture
def press(editor: Client, draft: ProfileVersion) -> Post:
    """Press a button beside the draft, from what stands now or from the revision given."""

    def send(address: str, *, htmx: bool = False, **data: Any) -> Answer:
        filled = {"revision": fresh(draft).revision, **data}
        return editor.post(f"{PLACE}{address}", filled, headers=HTMX if htmx else {})

    return send


def asked(found: Lint) -> dict[str, str]:
    return {"lint": found.code, "place": found.place}


def ids(version: ProfileVersion) -> list[str]:
    return [each.id for each in content(version).inclusion.of]  # type: ignore[union-attr]


def test_a_lint_tells_what_it_means_and_what_its_fix_does_to_patients(
    wordy: ProfileVersion, editor: Client
) -> None:
    page = text(editor.get(f"{DRAFT}population/"))
    found = lints(wordy)["redundant"]
    assert found.message in page
    assert "Hvad betyder det?" in page
    assert found.advice.explanation in page
    assert "Ret: fjern betingelsen" in page
    assert "Ingen patient skifter udfald." in page
    assert "#node-grown-up" in page
    assert "#node-forty" in page


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_fix_is_applied_in_one_press(wordy: ProfileVersion, press: Post, htmx: bool) -> None:
    response = press("fix/population/", htmx=htmx, **asked(lints(wordy)["redundant"]))
    assert response.status_code == (200 if htmx else 303)
    assert "grown-up" not in ids(wordy)
    assert "forty" in ids(wordy)
    assert "redundant" not in lints(wordy)


def test_a_fix_stands_in_the_history_and_is_taken_back(
    wordy: ProfileVersion, press: Post, editor: Client
) -> None:
    before = content(wordy)
    press("fix/population/", **asked(lints(wordy)["redundant"]))
    edit = wordy.edits.first()
    assert edit is not None
    assert edit.summary == "Følger af en anden betingelse: fjern betingelsen"
    assert edit.summary in text(editor.get("/profiles/type-2-diabetes/history/"))
    assert press("undo/population/").status_code == 303
    assert content(wordy) == before


def test_after_a_fix_one_is_at_what_made_it_needless(wordy: ProfileVersion, press: Post) -> None:
    response = press("fix/population/", htmx=True, **asked(lints(wordy)["redundant"]))
    assert 'data-focus="forty"' in text(response)
    assert response["HX-Push-Url"] == f"{DRAFT}population/"


def test_a_fix_from_an_old_page_changes_nothing_and_tells_who_was_first(
    wordy: ProfileVersion, press: Post, anna: User
) -> None:
    found, shown = lints(wordy)["redundant"], wordy.revision
    changed = content(wordy).model_copy(update={"purpose": "Et nyt formål"})
    save_content(version=wordy, by=anna, document=changed, base_revision=shown, summary="Rettede formål")
    response = press("fix/population/", revision=shown, **asked(found))
    assert response.status_code == 409
    assert "Et nyt formål" in text(response)
    assert "grown-up" in ids(wordy)


def test_what_is_fixed_already_is_said_to_be(wordy: ProfileVersion, press: Post) -> None:
    found = lints(wordy)["redundant"]
    old = wordy.revision
    press("fix/population/", **asked(found))
    assert press("fix/population/", revision=old, **asked(found)).status_code == 409
    response = press("fix/population/", **asked(found))
    assert response.status_code == 409
    assert "Det er allerede rettet eller ændret." in text(response)


@pytest.mark.parametrize("data", [{}, {"lint": "redundant"}, {"lint": "no-reference", "place": "/inclusion"}])
def test_a_fix_that_is_not_there_is_refused(wordy: ProfileVersion, press: Post, data: dict[str, str]) -> None:
    before = fresh(wordy).revision
    assert press("fix/population/", **data).status_code == 409
    assert fresh(wordy).revision == before


def test_those_who_only_read_see_the_lint_and_no_button(
    wordy: ProfileVersion, rikke: User, client: Client
) -> None:
    client.force_login(rikke)
    page = text(client.get(f"{DRAFT}population/"))
    assert "Hvad betyder det?" in page
    assert "Ret: fjern betingelsen" not in page
