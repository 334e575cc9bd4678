"""The builder in a browser: a set made from an empty page by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from tests.browser.conftest import AssertAccessible, SignIn

DRAFT = "/profiles/type-2-diabetes/draft/"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_set_is_built_from_an_empty_page_by_keyboard_alone(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto(f"{DRAFT}new-code-set/")
    page.get_by_label("Titel").focus()
    page.keyboard.type("Diabetes uden nyrer")
    press(page, "Enter")
    expect(page.locator("#tree")).to_contain_text("Der er ingen koder endnu")

    press(page, "/")
    expect(page.get_by_role("combobox", name="Søg efter koder")).to_be_focused()
    page.keyboard.type("DE11")
    expect(page.locator(".hit[role=row]").first).to_contain_text("DE11")
    press(page, "ArrowDown", "Enter")
    top = page.locator("#row-sks-DE11")
    expect(top).to_be_focused()
    expect(top).to_contain_text("Med, og alle under")

    press(page, "ArrowRight")
    first, second = page.locator("#row-sks-DE110"), page.locator("#row-sks-DE111")
    expect(first).to_contain_text("med via DE11")
    expect(top).to_be_focused()
    press(page, "ArrowRight", "ArrowDown", "u")
    expect(second).to_contain_text("Udeladt")
    expect(second).to_be_focused()
    press(page, "Control+z")
    expect(second).to_contain_text("med via DE11")
    press(page, "Control+y")
    expect(second).to_contain_text("Udeladt")

    press(page, "Enter")
    expect(second.get_by_role("button", name=re.compile("Tag med alle under"))).to_be_focused()
    assert_accessible(page)
    press(page, "ArrowDown", "Enter")
    expect(second.locator(".standing")).to_have_text("Med")
    expect(second).to_be_focused()
    press(page, "f")
    expect(second).to_contain_text("med via DE11")
    press(page, "ArrowLeft")
    expect(top).to_be_focused()
    press(page, "ArrowLeft")
    expect(first).to_have_count(0)
    press(page, "?")
    expect(page.locator(".keys")).to_be_visible()


def test_keys_that_are_faster_than_the_answers_keep_their_focus(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    sign_in(page, anna)
    page.goto(f"{DRAFT}code-sets/t2d/?open=sks|DE11#row-sks-DE110")
    top, row = page.locator("#row-sks-DE11"), page.locator("#row-sks-DE110")
    expect(row).to_be_focused()
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", ({ detail }) => {
            const left = () => new KeyboardEvent("keydown", {key: "ArrowLeft", bubbles: true});
            const press = () => document.activeElement.dispatchEvent(left());
            if (detail.target.id === "editor") [press, press].forEach((each) => each());
        })"""
    )
    page.keyboard.press("u")
    expect(row).to_have_count(0)
    expect(top).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".keys")).to_be_visible()


def test_a_menu_opens_under_the_pointer_and_says_what_stands(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto(f"{DRAFT}code-sets/t2d/?open=sks|DE11")
    row = page.locator("#row-sks-DE110")
    row.get_by_role("link", name="Regel for DE110: Følg overordnet").click()
    expect(row.locator("[aria-current]")).to_contain_text("Følg overordnet")
    assert_accessible(page)
    row.get_by_role("button", name="Udelad").click()
    expect(row).to_contain_text("Udeladt")
    expect(row.locator(".rule-menu")).to_have_count(0)


def test_focus_goes_to_the_code_above_when_its_own_is_folded_away(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    sign_in(page, anna)
    page.goto(f"{DRAFT}code-sets/t2d/?open=sks|DE11#row-sks-DE110")
    expect(page.locator("#row-sks-DE110")).to_be_focused()
    page.locator("#row-sks-DE11 [data-fold]").evaluate("fold => fold.click()")
    expect(page.locator("#row-sks-DE110")).to_have_count(0)
    expect(page.locator("#row-sks-DE11")).to_be_focused()


def test_a_list_is_decided_on_and_a_rule_chosen_without_javascript(
    browser: Browser, base_url: str, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=base_url).new_page()
    sign_in(page, anna)
    page.goto(f"{DRAFT}code-sets/t2d/")
    page.get_by_role("link", name="Indsæt liste").click()
    page.locator("#add-codes").fill("DE10 Type 1\nDXX")
    page.get_by_role("button", name="Læs listen").click()
    page.locator("#item-0").get_by_text("Med alle under").click()
    page.get_by_role("button", name="Gem det valgte").click()
    expect(page.locator("#add-codes")).to_have_value("DXX")
    page.get_by_role("link", name="Tilbage til Type 2-diabetes").click()
    page.get_by_role("link", name="Fold DE10 ud").click()
    row = page.locator("#row-sks-DE109")
    row.get_by_role("link", name="Regel for DE109").click()
    row.get_by_role("button", name="Udelad").click()
    expect(page.locator("#row-sks-DE109")).to_contain_text("Udeladt")
    page.get_by_role("button", name=re.compile("^Fortryd")).click()
    expect(page.locator("#row-sks-DE109")).to_contain_text("med via DE10")
    page.context.close()
