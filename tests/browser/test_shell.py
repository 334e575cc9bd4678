"""The pages that belong to no one part of the tool, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User

from .conftest import PHONE, AssertAccessible, SignIn


@pytest.mark.parametrize("address", ["/", "/manual/", "/was", "/no-such-page", "/sign-in/"])
def test_a_page_is_accessible_to_a_visitor(
    page: Page, address: str, assert_accessible: AssertAccessible
) -> None:
    page.goto(address)
    assert_accessible(page)


def test_the_home_page_is_accessible_to_an_author(
    page: Page, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto("/")
    expect(page.get_by_role("heading", name="Dit overblik")).to_be_visible()
    assert_accessible(page)


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/manual/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indhold")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_closes_the_person_menu_and_gives_focus_back(page: Page, anna: User, sign_in: SignIn) -> None:
    sign_in(page, anna)
    page.goto("/")
    menu = page.locator(".person-menu")
    menu.locator("summary").click()
    expect(page.get_by_role("link", name="Min konto")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Min konto")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_phone_finds_the_main_menu_behind_one_button(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
    page.locator(".person-menu summary").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Manual").click()
    expect(page.get_by_role("heading", name="Manual", level=1)).to_be_visible()


def test_the_menu_works_without_javascript(browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/")
    page.locator(".person-menu summary").click()
    expect(page.get_by_role("link", name="Log ind").last).to_be_visible()
    context.close()


def test_a_refused_form_puts_focus_on_what_to_do(page: Page, anna: User, sign_in: SignIn) -> None:
    sign_in(page, anna)
    page.goto("/profiles/new/")
    page.locator("main form button[type=submit]").first.click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.locator("main [aria-invalid=true]").first).to_be_focused()


def test_who_was_signed_out_is_told_and_goes_on_after_signing_in_again(
    page: Page, asta: User, sign_in: SignIn
) -> None:
    sign_in(page, asta)
    page.goto("/people/")
    page.context.clear_cookies(name="sessionid")
    search = page.get_by_role("searchbox")
    search.fill("asta")
    expect(page.locator("#notices")).to_contain_text("Du er logget ud")
    expect(search).to_have_value("asta")
    sign_in(page, asta)
    search.press_sequentially("@medcom")
    expect(page.locator("#people")).to_contain_text("1 person")


def test_a_lost_connection_is_told_and_nothing_typed_is_lost(page: Page, asta: User, sign_in: SignIn) -> None:
    sign_in(page, asta)
    page.goto("/people/")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("asta")
    expect(page.locator("#notices")).to_contain_text("Ingen forbindelse")
    expect(page.get_by_role("searchbox")).to_have_value("asta")
