"""The standard in a real browser: accessible on desktop and phone, by keyboard, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from tests.versions import fresh

from .conftest import AssertAccessible, SignIn

DRAFT = "/profiles/standard/draft/"


@pytest.mark.parametrize(
    "address",
    [
        "/profiles/standard/",
        f"{DRAFT}elements/?open=finding.value",
        f"{DRAFT}elements/?add=contact",
        f"{DRAFT}code-systems/?open=code-systems.sks",
        f"{DRAFT}notes/",
        "/profiles/standard/review/",
        "/profiles/standard/versions/1.0/",
        "/profiles/standard/history/",
    ],
)
def test_the_pages_of_the_standard_are_accessible(
    page: Page,
    standard_1_1_draft: ProfileVersion,
    stine: User,
    address: str,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    sign_in(page, stine)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)


def test_a_field_is_written_moved_and_taken_back_from_the_keyboard(
    page: Page, standard_draft: ProfileVersion, stine: User, sign_in: SignIn
) -> None:
    sign_in(page, stine)
    page.goto(f"{DRAFT}elements/")
    page.locator("#add-contact").press("Enter")
    form = page.locator("#form-new")
    form.get_by_label("Id").fill("role")
    form.get_by_label("Titel").fill("Faggruppe")
    form.get_by_label("Type").select_option("token")
    form.get_by_role("textbox", name="Værdier").fill("doctor: Læge\nnurse: Sygeplejerske")
    form.get_by_role("button", name="Gem").press("Enter")
    row = page.locator("[data-row='contact.role']")
    expect(row).to_be_focused()
    row.press("Alt+ArrowUp")
    expect(page.locator("#saved")).to_contain_text("Flyttede “Faggruppe” op")
    page.locator("[data-undo]").press("Enter")
    expect(page.locator("#saved")).to_contain_text("Fortrød: Flyttede “Faggruppe” op")
    fields = fresh(standard_draft).catalogue.element("contact").fields
    assert fields[-1].id == "role"
    assert [token.id for token in fields[-1].tokens] == ["doctor", "nurse"]


def test_a_field_is_written_without_javascript(
    browser: Browser, live_server: LiveServer, standard_draft: ProfileVersion, stine: User, sign_in: SignIn
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    sign_in(page, stine)
    page.goto(f"{DRAFT}elements/?add=contact")
    page.locator("#form-new [name=id]").fill("role")
    page.locator("#form-new [name=title]").fill("Faggruppe")
    page.locator("#form-new [name=type]").select_option("token")
    page.get_by_role("button", name="Opdatér felter").click()
    page.get_by_role("textbox", name="Værdier").fill("doctor: Læge")
    page.locator("#form-new").get_by_role("button", name="Gem").click()
    expect(page.locator("[id='node-contact.role']")).to_contain_text("Én af: Læge (doctor).")
    context.close()
