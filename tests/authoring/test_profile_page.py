"""A profile's page and its history: what there is, what one may do, and who did what."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.actions import grant_right
from accounts.models import User
from accounts.rights import ProfileRight
from profiles.authoring.actions import discard_draft
from profiles.authoring.errors import HoldsCprNumber
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import State
from tests.people import SignIn

from .conftest import DRAFT, PLACE, Post, fresh, text


def test_the_page_tells_who_is_in_the_population(editor: Client) -> None:
    page = text(editor.get(PLACE))
    assert "Med er patienter, der er mindst 18 år" in page
    assert "Ingen versioner er udgivet endnu" in page


def test_a_stranger_does_not_know_of_a_profile_that_was_never_published(
    draft: ProfileVersion, gunnar: User, signed_in: SignIn
) -> None:
    for address in (PLACE, DRAFT, f"{DRAFT}population/", f"{PLACE}history/"):
        assert signed_in(gunnar).get(address).status_code == 404


def test_a_stranger_reads_what_is_published_and_nothing_else(
    next_draft: ProfileVersion, gunnar: User, signed_in: SignIn
) -> None:
    stranger = signed_in(gunnar)
    page = text(stranger.get(PLACE))
    assert "/profiles/type-2-diabetes/versions/1.0.0/" in page
    assert "udgives som" not in page
    for address in (DRAFT, f"{DRAFT}population/", f"{DRAFT}code-sets/t2d/", f"{PLACE}history/"):
        assert stranger.get(address).status_code == 403
    for address in ("start-draft/", "discard-draft/", "undo/population/", "draft/population/parts/adult/"):
        assert stranger.post(f"{PLACE}{address}").status_code == 403


def test_a_reviewer_reads_the_draft_and_changes_nothing(
    draft: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    reviewer = signed_in(rikke)
    page = text(reviewer.get(f"{DRAFT}population/?open=adult"))
    assert "Du læser kladden" in page
    assert "data-part-form" not in page
    assert "row-menu" not in page
    before = fresh(draft).document
    posts = (
        "population/parts/adult/",
        "population/parts/adult/change/",
        "population/add/diagnosis/",
        "purpose/",
        "code-sets/t2d/",
        "new-code-set/",
    )
    for address in posts:
        assert reviewer.post(f"{DRAFT}{address}", {"revision": 1}).status_code == 403
    assert fresh(draft).document == before


@pytest.mark.parametrize("address", ["", "draft/", "draft/population/", "history/"])
def test_the_anonymous_are_asked_to_sign_in(draft: ProfileVersion, address: str) -> None:
    response = Client().get(f"{PLACE}{address}")
    if not address:
        assert response.status_code == 404
        return
    assert response["Location"].startswith("/sign-in/")


def test_the_next_draft_starts_from_what_is_published(
    published: ProfileVersion, anna: User, signed_in: SignIn
) -> None:
    browser = signed_in(anna)
    assert "Begynd næste kladde" in text(browser.get(PLACE))
    assert browser.post(f"{PLACE}start-draft/")["Location"] == DRAFT
    assert browser.get(DRAFT)["Location"] == f"{DRAFT}population/"
    again = browser.post(f"{PLACE}start-draft/", follow=True)
    assert "har allerede en kladde" in text(again)
    assert published.profile.versions.open().count() == 1


def test_a_draft_of_a_profile_without_one_is_not_found(
    published: ProfileVersion, anna: User, signed_in: SignIn
) -> None:
    assert signed_in(anna).get(f"{DRAFT}population/").status_code == 404


def test_a_draft_is_discarded_with_a_reason_and_stays_in_the_history(
    draft: ProfileVersion, editor: Client
) -> None:
    assert editor.post(f"{PLACE}discard-draft/", {"reason": ""}).status_code == 422
    assert fresh(draft).state == State.DRAFT
    response = editor.post(f"{PLACE}discard-draft/", {"reason": "Vi begynder forfra"}, follow=True)
    assert "Kladden er kasseret" in text(response)
    assert fresh(draft).state == State.DISCARDED
    assert "Vi begynder forfra" in text(editor.get(f"{PLACE}history/"))


def test_a_version_in_review_is_not_discarded(
    in_review: ProfileVersion, anna: User, signed_in: SignIn
) -> None:
    response = signed_in(anna).post(f"{PLACE}discard-draft/", {"reason": "Slut"})
    assert response.status_code == 409
    assert "Gennemgang" in text(response)
    assert fresh(in_review).state == State.IN_REVIEW


def test_a_draft_is_not_discarded_with_a_reason_that_names_a_patient(
    draft: ProfileVersion, anna: User, editor: Client
) -> None:
    with pytest.raises(HoldsCprNumber):
        discard_draft(version=draft, by=anna, reason="Se 010170-1234")
    assert editor.post(f"{PLACE}discard-draft/", {"reason": "Se 010170-1234"}).status_code == 422
    assert fresh(draft).state == State.DRAFT


def test_the_history_tells_who_changed_what_from_what_to_what(
    draft: ProfileVersion, editor: Client, post: Post, change: Post
) -> None:
    post("population/parts/adult/", kind="age", operator="at_least", amount="40", rationale="Nyt")
    change("contact-diagnosis", "remove")
    page = text(editor.get(f"{PLACE}history/"))
    assert "Anna Author" in page
    assert page.index("Fjernet") < page.index("Rettede kriterium")
    assert "mindst 18 år" in page
    assert "mindst 40 år" in page
    assert "Profil oprettet" in page


def test_the_history_tells_who_got_which_right_and_how_the_profile_began_once(
    editor: Client, draft: ProfileVersion, anna: User, gunnar: User
) -> None:
    grant_right(right=ProfileRight.READ, to=gunnar, on=draft.profile, by=anna)
    page = text(editor.get(f"{PLACE}history/"))
    assert f"{ProfileRight.READ.label} ({gunnar.email})" in page
    assert page.count("Profil oprettet") == 1
    assert "Profilen blev oprettet" not in page


def test_the_history_asks_the_database_as_often_for_many_events_as_for_few(
    draft: ProfileVersion, editor: Client, change: Post
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(3):
        change("diagnosis", "duplicate")
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"{PLACE}history/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_history_is_paged(draft: ProfileVersion, editor: Client, change: Post) -> None:
    for _ in range(11):
        change("adult", "negate")
        change("adult", "negate")
    page = text(editor.get(f"{PLACE}history/", {"page": "2"}))
    assert "Side 2 af 2" in page
    assert "Profil oprettet" in page
