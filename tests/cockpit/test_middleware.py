from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.people import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_page_whose_person_is_signed_out_is_told_so_instead_of_sent_to_the_sign_in_page(
    client: Client,
) -> None:
    response = client.get("/account/", headers=HTMX)
    assert response.status_code == 401
    assert response.content == b""


def test_a_browser_is_sent_to_the_sign_in_page(client: Client) -> None:
    response = client.get("/account/")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_a_boosted_link_is_sent_to_the_sign_in_page(client: Client) -> None:
    assert client.get("/account/", headers={**HTMX, "HX-Boosted": "true"}).status_code == 302


def test_what_strangers_may_not_know_of_is_401_in_a_part(client: Client) -> None:
    assert client.get("/no-such-page", headers=HTMX).status_code == 401
    assert client.get("/no-such-page").status_code == 404


def test_a_person_who_is_signed_in_gets_the_answer_as_it_is(signed_in: SignIn, gunnar: User) -> None:
    browser = signed_in(gunnar)
    assert browser.get("/people/", headers=HTMX).status_code == 403
    assert browser.get("/no-such-page", headers=HTMX).status_code == 404


def test_what_everyone_may_read_is_read_without_signing_in(client: Client) -> None:
    assert client.get("/profiles/", headers=HTMX).status_code == 200
