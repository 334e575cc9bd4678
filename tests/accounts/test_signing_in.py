"""Signing in and out: who gets in, who is told what, and what guessing costs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from accounts import actions
from accounts.events import Event
from accounts.models import AuditEvent, User
from accounts.rights import Role
from accounts.throttle import LIMITS, Attempt
from tests.people import PASSWORD, MakePerson, SignIn, organisation


@pytest.fixture
def address() -> str:
    """An address nobody has guessed from before: the counters outlive a test."""
    return f"2001:db8::{uuid4().hex[:4]}:{uuid4().hex[:4]}:{uuid4().hex[:4]}"


@pytest.fixture
def jonas(db: None) -> User:
    """A person nobody has guessed the password of before."""
    return actions.create_person(
        email=f"{uuid4().hex}@plo.test",
        name="Jonas",
        organisation=organisation("plo"),
        password=PASSWORD,
        roles=[Role.AUTHOR],
        by=None,
    )


def sign_in(address: str, email: str, password: str = PASSWORD, to: str = "") -> HttpResponse:
    form = {"username": email, "password": password, "next": to}
    return Client().post("/sign-in/", form, REMOTE_ADDR=address)  # type: ignore[return-value]


def test_the_right_password_lets_in_and_is_told_to_the_trail(jonas: User, address: str) -> None:
    response = sign_in(address, jonas.email)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert AuditEvent.objects.filter(kind=Event.SIGNED_IN, actor_email=jonas.email).count() == 1


def test_the_case_of_the_email_does_not_matter(jonas: User, address: str) -> None:
    assert sign_in(address, f"  {jonas.email.upper()} ").status_code == 302


def test_signing_in_is_no_edit_of_the_person(jonas: User, address: str) -> None:
    sign_in(address, jonas.email)
    assert jonas.history.count() == 1
    jonas.refresh_from_db()
    assert jonas.last_login


def test_one_comes_back_to_the_page_one_asked_for(jonas: User, address: str) -> None:
    assert sign_in(address, jonas.email, to="/account/")["Location"] == "/account/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(jonas: User, address: str, elsewhere: str) -> None:
    assert sign_in(address, jonas.email, to=elsewhere)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_email_look_the_same(jonas: User, address: str) -> None:
    pages = [
        sign_in(address, email, "forkert").content.decode().replace(email, "EMAIL")
        for email in (jonas.email, "ingen@plo.test")
    ]
    assert all("E-mail eller adgangskode er ikke rigtig" in page for page in pages)
    assert sign_in(address, jonas.email, "forkert").status_code == 422


def test_the_email_typed_is_kept_and_the_password_is_not(jonas: User, address: str) -> None:
    page = sign_in(address, jonas.email, "min-hemmelige-kode").content.decode()
    assert f'value="{jonas.email}"' in page
    assert "min-hemmelige-kode" not in page


def test_a_refusal_names_a_known_person_but_never_repeats_an_unknown_email(jonas: User, address: str) -> None:
    sign_in(address, jonas.email, "forkert")
    sign_in(address, "min-hemmelige-kode@x.test", "forkert")
    refusals = AuditEvent.objects.filter(kind=Event.SIGN_IN_REFUSED, details__address=address).order_by("id")
    assert [event.details["person"] for event in refusals] == [jonas.email, ""]


def test_a_deactivated_person_is_kept_out(jonas: User, address: str) -> None:
    actions.deactivate(person=jonas, by=None)
    response = sign_in(address, jonas.email)
    assert response.status_code == 422
    assert "E-mail eller adgangskode er ikke rigtig" in response.content.decode()


def test_a_session_ends_when_the_person_is_deactivated(jonas: User, signed_in: SignIn) -> None:
    browser = signed_in(jonas)
    assert browser.get("/account/").status_code == 200
    actions.deactivate(person=jonas, by=None)
    assert browser.get("/account/").status_code == 302


def test_guessing_is_made_to_wait_even_with_the_right_password(jonas: User, address: str) -> None:
    for _ in range(LIMITS["person-at-address"]):
        assert sign_in(address, jonas.email, "forkert").status_code == 422
    response = sign_in(address, jonas.email)
    assert response.status_code == 429
    assert "Vent 15 minutter" in response.content.decode()
    assert not AuditEvent.objects.filter(kind=Event.SIGNED_IN, actor_email=jonas.email).exists()


def test_guessing_from_elsewhere_keeps_nobody_out(jonas: User, address: str) -> None:
    for _ in range(LIMITS["person-at-address"]):
        sign_in(f"{address}0", jonas.email, "forkert")
    assert sign_in(address, jonas.email).status_code == 302


def test_guessing_at_many_people_from_one_address_is_made_to_wait(jonas: User, address: str) -> None:
    for number in range(LIMITS["address"]):
        Attempt(f"{number}@x.test", address).count_failure()
    assert sign_in(address, jonas.email).status_code == 429


def test_guessing_at_one_person_from_many_addresses_is_made_to_wait(jonas: User, address: str) -> None:
    for number in range(LIMITS["person"]):
        Attempt(jonas.email, f"{address}{number}").count_failure()
    assert sign_in(address, jonas.email).status_code == 429


def test_the_right_password_forgives_the_wrong_ones(jonas: User, address: str) -> None:
    for _ in range(LIMITS["person-at-address"] - 1):
        sign_in(address, jonas.email, "forkert")
    sign_in(address, jonas.email)
    assert sign_in(address, jonas.email, "forkert").status_code == 422
    assert sign_in(address, jonas.email).status_code == 302


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(
    jonas: User, address: str, settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    Client().post(
        "/sign-in/",
        {"username": jonas.email, "password": "forkert"},
        headers={"X-Forwarded-For": f"203.0.113.9, {address}"},
    )
    assert AuditEvent.objects.filter(kind=Event.SIGN_IN_REFUSED, details__address=address).exists()


def test_signing_out_takes_a_post(jonas: User, signed_in: SignIn) -> None:
    browser = signed_in(jonas)
    assert browser.get("/sign-out/").status_code == 405
    assert browser.get("/account/").status_code == 200
    assert browser.post("/sign-out/").status_code == 302
    assert browser.get("/account/").status_code == 302


def test_the_demo_people_are_shown_only_in_a_demo(
    db: None, client: Client, settings: Settings, make_person: MakePerson
) -> None:
    make_person("Anna", "plo")
    actions.create_person(
        email=f"jonas@{settings.DEMO_EMAIL_DOMAIN}",
        name="Jonas i demoen",
        organisation=organisation("plo"),
        password=settings.DEMO_PASSWORD,
        by=None,
    )
    settings.DEMO_SIGN_INS_SHOWN = True
    shown = client.get("/sign-in/").content.decode()
    assert "Jonas i demoen" in shown
    assert settings.DEMO_PASSWORD in shown
    assert "anna@plo.test" not in shown
    settings.DEMO_SIGN_INS_SHOWN = False
    hidden = client.get("/sign-in/").content.decode()
    assert "Jonas i demoen" not in hidden
    assert settings.DEMO_PASSWORD not in hidden


def test_a_form_that_is_not_filled_in_is_no_attempt(jonas: User, address: str) -> None:
    for _ in range(LIMITS["person-at-address"]):
        assert sign_in(address, jonas.email, "").status_code == 422
    assert sign_in(address, jonas.email).status_code == 302
    assert not AuditEvent.objects.filter(kind=Event.SIGN_IN_REFUSED).exists()


def test_who_is_signed_in_already_is_sent_on(jonas: User, signed_in: SignIn) -> None:
    response = signed_in(jonas).get("/sign-in/", {"next": "/account/"})
    assert response["Location"] == "/account/"  # type: ignore[index]
