"""The standard's pages in a real browser: accessible, found by typing, used by keyboard and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, AssertAccessible

ADDRESSES = [
    "/standard/",
    "/standard/rules/2.3/",
    "/standard/rules/4.3/",
    "/standard/rules/8.2/",
    "/standard/rules/H3/",
    "/standard/rules/Q1/",
    "/standard/catalogue/",
    "/standard/catalogue/finding/",
    "/standard/grammar/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_standard_is_accessible(
    page: Page, address: str, assert_accessible: AssertAccessible
) -> None:
    page.goto(address)
    assert_accessible(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_wider_than_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_typing_narrows_the_rules_and_the_address_keeps_it(page: Page) -> None:
    page.goto("/standard/")
    page.get_by_role("searchbox", name="Søg i reglerne").press_sequentially("fødselsdag")
    expect(page.get_by_role("status").filter(has_text="med »fødselsdag«")).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=f%C3%B8dselsdag"))
    expect(page.get_by_role("searchbox", name="Søg i reglerne")).to_be_focused()
    page.get_by_role("link", name="Alder er hele fyldte år").click()
    expect(page.get_by_role("heading", name="2.7 Alder er hele fyldte år", level=1)).to_be_visible()


def test_a_keyboard_leads_from_rule_to_rule_and_to_an_older_version(page: Page) -> None:
    page.goto("/standard/rules/2.3/")
    following = page.get_by_role("link", name="Næste: 2.4 Fremtiden er usynlig, til man spørger til den")
    following.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2.4 Fremtiden", level=1)).to_be_visible()
    versions = page.get_by_role("navigation", name="Version af standarden")
    versions.get_by_role("link", name="1.0").click()
    expect(page).to_have_url(re.compile(r"rules/2\.4/\?standard=1\.0$"))
    expect(versions.get_by_role("link", name="1.0")).to_have_attribute("aria-current", "true")
