"""The list of profiles: what is found, by whom, and at what price."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.actions import import_profile
from profiles.authoring.models import ProfileVersion
from tests.people import SignIn

from .conftest import HTMX, text

URL = "/profiles/"


def write(by: User, slug: str, title: str) -> ProfileVersion:
    document = first_document().model_copy(update={"profile": slug, "title": title})
    return import_profile(by=by, owner=by.organisation, document=document)


def test_an_empty_list_teaches_and_offers_to_begin(anna: User, gunnar: User, signed_in: SignIn) -> None:
    assert "Skriv den første profil" in text(signed_in(anna).get(URL))
    page = text(signed_in(gunnar).get(URL))
    assert "ingen profiler endnu" in page
    assert "Skriv den første profil" not in page


@pytest.mark.parametrize("words", ["demens", "DEMENS", "dem-ens", "plo", "demens plo"])
def test_a_profile_is_found_by_title_short_name_and_owner(anna: User, signed_in: SignIn, words: str) -> None:
    write(anna, "dem-ens", "Demens")
    page = text(signed_in(anna).get(URL, {"q": words}))
    assert "dem-ens" in page


def test_a_search_without_a_match_says_so(anna: User, signed_in: SignIn) -> None:
    write(anna, "demens", "Demens")
    assert "Ingen profiler passer" in text(signed_in(anna).get(URL, {"q": "kol demens"}))


def test_a_draft_is_known_to_those_who_may_read_it(
    anna: User, rikke: User, gunnar: User, signed_in: SignIn
) -> None:
    write(anna, "demens", "Demens")
    assert "Kladde" in text(signed_in(rikke).get(URL))
    assert "demens" not in text(signed_in(gunnar).get(URL))
    assert "demens" not in text(Client().get(URL))


def test_a_next_draft_of_a_published_profile_is_not_shown_to_a_stranger(
    next_draft: ProfileVersion, gunnar: User, signed_in: SignIn
) -> None:
    row = text(signed_in(gunnar).get(URL))
    assert "Type 2-diabetes" in row
    assert "udgives som" not in row
    assert "Ingen profiler passer" in text(signed_in(gunnar).get(URL, {"state": "draft"}))
    assert "Type 2-diabetes" in text(signed_in(gunnar).get(URL, {"state": "published"}))


@pytest.mark.parametrize(("state", "found"), [("draft", True), ("in-review", False), ("published", False)])
def test_the_list_is_narrowed_by_state(anna: User, signed_in: SignIn, state: str, found: bool) -> None:
    write(anna, "demens", "Demens")
    assert ("profiles/demens/" in text(signed_in(anna).get(URL, {"state": state}))) is found


def test_an_unknown_state_narrows_nothing(anna: User, signed_in: SignIn) -> None:
    write(anna, "demens", "Demens")
    response = signed_in(anna).get(URL, {"state": "nowhere"})
    assert response.status_code == 200
    assert "profiles/demens/" in text(response)


def test_the_anonymous_sign_in_where_reading_is_closed(db: None, settings: Settings) -> None:
    settings.OPEN_READING = False
    assert Client().get(URL)["Location"].startswith("/sign-in/")
    assert Client().get("/profiles/demens/")["Location"].startswith("/sign-in/")


def test_htmx_gets_the_list_alone(anna: User, signed_in: SignIn) -> None:
    write(anna, "demens", "Demens")
    part = text(signed_in(anna).get(URL, headers=HTMX))
    assert part.lstrip().startswith('<div id="profiles">')
    assert part.strip() in text(signed_in(anna).get(URL))


def test_the_list_asks_the_database_as_often_for_many_profiles_as_for_one(
    anna: User, signed_in: SignIn
) -> None:
    browser = signed_in(anna)
    write(anna, "profil-0", "Profil 0")
    browser.get(URL)
    with CaptureQueriesContext(connection) as asked:
        browser.get(URL)
    one = len(asked)
    for number in range(1, 12):
        write(anna, f"profil-{number}", f"Profil {number}")
    with CaptureQueriesContext(connection) as asked:
        browser.get(URL)
    assert len(asked) == one


def test_the_list_is_paged_in_a_stable_order(anna: User, signed_in: SignIn) -> None:
    for number in range(27):
        write(anna, f"profil-{number:02}", f"Profil {number:02}")
    second = text(signed_in(anna).get(URL, {"page": "2"}))
    assert "Side 2 af 2" in second
    assert "profil-26" in second
    assert "profil-24" not in second
