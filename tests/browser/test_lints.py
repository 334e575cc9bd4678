"""What there is to look at, in a browser: explained, led to, and put right by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from profiles.authoring.actions import save_content
from profiles.authoring.models import ProfileVersion
from profiles.standard.document import Document
from profiles.standard.reading import read_json
from tests.browser.conftest import AssertAccessible, SignIn

POPULATION = "/profiles/type-2-diabetes/draft/population/"
FIX = "Ret: fjern betingelsen"


def said_twice(document: Document) -> Document:
    """The document with a limit on age that another one makes needless."""
    forty = {
        "id": "forty",
        "type": "compare",
        "measure": {"type": "age"},
        "operator": "at_least",
        "value": 40,
    }
    value = document.to_json()
    value["inclusion"]["of"].append(forty)
    return read_json(value)


@pytest.fixture
def wordy(draft: ProfileVersion, anna: User) -> ProfileVersion:
    return save_content(
        version=draft,
        by=anna,
        document=said_twice(draft.content),
        base_revision=draft.revision,
        summary="Tilføjede alder",
    )


@pytest.fixture
def population(page: Page, wordy: ProfileVersion, anna: User, sign_in: SignIn) -> Page:
    sign_in(page, anna)
    page.goto(POPULATION)
    return page


def test_a_fix_is_read_about_applied_and_undone_by_keyboard(population: Page) -> None:
    page = population
    why = page.locator("#lints summary").first
    why.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lints details[open]")).to_contain_text("En anden betingelse i gruppen afgør det")
    button = page.get_by_role("button", name=FIX)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#node-adult")).to_have_count(0)
    expect(page.locator("#saved")).to_contain_text("Følger af en anden betingelse: fjern betingelsen")
    expect(page.locator("[data-row=forty]")).to_be_focused()
    expect(button).to_have_count(0)
    page.get_by_role("button", name="Fortryd").press("Enter")
    expect(page.locator("#node-adult")).to_be_visible()
    expect(button).to_be_visible()


def test_the_way_to_both_places_is_a_link(population: Page) -> None:
    page = population
    page.get_by_role("link", name="Gå til stedet").first.click()
    expect(page.locator("#node-adult.is-open")).to_be_visible()
    page.get_by_role("link", name="Se den anden").click()
    expect(page.locator("#node-forty.is-open")).to_be_visible()


def test_a_fix_works_without_javascript(
    browser: Browser, base_url: str, wordy: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    sign_in(page, anna)
    page.goto(POPULATION)
    page.get_by_role("button", name=FIX).click()
    expect(page.locator("#node-adult")).to_have_count(0)
    expect(page.locator("#node-forty")).to_be_visible()
    context.close()


def test_axe_finds_nothing_in_an_opened_explanation(
    population: Page, assert_accessible: AssertAccessible
) -> None:
    population.locator("#lints summary").first.click()
    assert_accessible(population)
