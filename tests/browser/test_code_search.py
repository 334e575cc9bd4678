"""The search box for codes in a real browser: typed in, gone through and pressed by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from profiles.terminology.models import Concept

from .conftest import AssertAccessible

ADDRESS = "/codes/search/"


@pytest.fixture(autouse=True)
def pages_of_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every code has a page to go to."""
    monkeypatch.setattr(Concept, "get_absolute_url", lambda concept: f"/manual/#{concept.code}")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Søg efter koder")


def active(page: Page) -> Locator:
    return page.locator(f"#{box(page).get_attribute('aria-activedescendant')}")


def last_code(page: Page) -> str:
    return page.locator(".hit code").last.inner_text()


def test_a_code_is_found_and_taken_by_keyboard_alone(page: Page) -> None:
    page.goto(ADDRESS)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially("alsheimer")
    expect(page.get_by_text("Viser alzheimer: 11 koder.").first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("section").get_by_role("status")).to_contain_text("Viser alzheimer: 11 koder.")
    expect(page.get_by_role("row")).to_have_count(11)
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("P70")
    page.keyboard.press("End")
    expect(active(page)).to_contain_text(last_code(page))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(active(page)).to_have_text("Vis P70 Demens")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/manual/#P70")


def test_escape_closes_the_results_and_then_empties_the_box(page: Page) -> None:
    page.goto(f"{ADDRESS}?q=demens")
    expect(page.get_by_role("row").first).to_be_visible()
    box(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("row")).to_have_count(0)
    expect(box(page)).to_have_value("demens")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "code-search-hit-0-0")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("row").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page).to_have_url(f"{ADDRESS}?q=&system=&under=")


def test_up_and_down_go_through_the_hits_and_back_to_the_words(page: Page) -> None:
    page.goto(f"{ADDRESS}?q=alzheimer")
    box(page).focus()
    page.keyboard.press("ArrowUp")
    expect(active(page)).to_contain_text(last_code(page))
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text(last_code(page))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".is-active")).to_have_count(0)


def test_words_being_put_together_by_an_input_method_are_not_sought_yet(page: Page) -> None:
    page.goto(ADDRESS)
    box(page).focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "demens", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(300)
    expect(page.locator(".hit")).to_have_count(0)
    client.send("Input.insertText", {"text": "demens"})
    expect(page.locator(".hit").first).to_be_visible()


def test_a_system_is_chosen_and_the_address_keeps_it(page: Page) -> None:
    page.goto(f"{ADDRESS}?q=diabetes")
    page.get_by_label("Kodesystem").select_option("atc")
    expect(page.locator(".hit").first).to_contain_text("A10")
    expect(page).to_have_url(f"{ADDRESS}?q=diabetes&system=atc&under=")


def test_the_box_is_accessible_with_hits_and_without(page: Page, assert_accessible: AssertAccessible) -> None:
    page.goto(ADDRESS)
    assert_accessible(page)
    page.goto(f"{ADDRESS}?q=sygdom")
    box(page).focus()
    page.keyboard.press("ArrowDown")
    assert_accessible(page)


def test_the_form_works_without_javascript(browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_label("Søg efter koder").last.fill("alsheimer")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_text("Alzheimers sygdom").first).to_be_visible()
    page.get_by_role("link", name="Søg præcis sådan").click()
    expect(page.get_by_text("Ingen koder passer til “alsheimer”.")).to_be_visible()
    context.close()
