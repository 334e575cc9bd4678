"""People and rights, by clicking and typing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts import actions
from accounts.models import User
from profiles.authoring.actions import create_profile
from profiles.authoring.models import Profile
from tests.people import PASSWORD, organisation

from .conftest import AssertAccessible, SignIn

PAGES = [
    "/account/",
    "/account/password/",
    "/people/",
    "/people/?q=findes-ikke",
    "/people/new/",
    "/organisations/",
    "/organisations/new/",
    "/clients/",
    "/clients/new/",
]


@pytest.fixture
def profile(anna: User) -> Profile:
    return create_profile(
        by=anna, slug="kol", title="KOL", kind="disease", owner=organisation("plo"), purpose="Vise dem."
    ).profile


def test_one_signs_in_by_typing_and_out_by_clicking(page: Page, anna: User) -> None:
    page.goto("/account/")
    page.get_by_label("E-mail").fill(anna.email)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log ind", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Min konto")
    page.get_by_text(anna.name).first.click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Log ind")).to_be_visible()


def test_every_page_of_accounts_is_accessible(
    page: Page, anna: User, asta: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    client, _ = actions.create_client(name="WinPLC", organisation=anna.organisation, by=asta)
    sign_in(page, asta)
    for address in (*PAGES, f"/people/{anna.pk}/", f"/clients/{client.pk}/remove/", "/organisations/plo/"):
        page.goto(address)
        assert_accessible(page)


def test_the_sign_in_page_is_accessible_also_when_it_refuses(
    page: Page, anna: User, assert_accessible: AssertAccessible
) -> None:
    page.goto("/sign-in/")
    assert_accessible(page)
    page.get_by_label("E-mail").fill(anna.email)
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_label("Adgangskode").press("Enter")
    expect(page.get_by_text("E-mail eller adgangskode er ikke rigtig")).to_be_visible()
    assert_accessible(page)


def test_people_are_found_while_typing(page: Page, asta: User, rikke: User, sign_in: SignIn) -> None:
    sign_in(page, asta)
    page.goto("/people/")
    page.get_by_label("Søg i navn").press_sequentially("rikke")
    expect(page.get_by_text("1 person", exact=True)).to_be_visible()
    expect(page.get_by_label("Søg i navn")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=rikke$"))


def test_a_secret_is_shown_once(
    page: Page, asta: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, asta)
    page.goto("/clients/new/")
    page.get_by_label("Navn").fill("WinPLC")
    page.get_by_label("Organisation").select_option("MedCom")
    page.get_by_role("button", name="Opret API-klient").click()
    expect(page.get_by_text("Gem hemmeligheden nu")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Hemmeligheden er gemt").click()
    expect(page.get_by_role("rowheader", name="WinPLC")).to_be_visible()


def test_a_right_is_given_and_taken_without_a_page_load(
    page: Page,
    profile: Profile,
    anna: User,
    rikke: User,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    sign_in(page, anna)
    page.goto("/profiles/kol/rights/")
    assert_accessible(page)
    page.evaluate("window.stayed = true")
    page.get_by_label("Hvem").select_option("Rikke Reviewer, DSAM")
    page.get_by_role("button", name="Giv retten", exact=True).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Rikke Reviewer"))
    expect(row.get_by_text("Ja")).to_have_count(2)
    row.get_by_role("button", name="Tag retten Redigere").click()
    expect(row.get_by_text("Ja")).to_have_count(1)
    expect(row.get_by_role("button", name="Giv retten Redigere")).to_be_focused()
    assert page.evaluate("window.stayed")
