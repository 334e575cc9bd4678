"""The editor in a browser: by keyboard alone, by mouse, without JavaScript; nothing for axe to find."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from tests.browser.conftest import AssertAccessible, SignIn

POPULATION = "/profiles/type-2-diabetes/draft/population/"


def focused(page: Page) -> str:
    """The part whose line has focus."""
    return str(page.evaluate("document.activeElement.dataset.row ?? ''"))


@pytest.fixture
def population(page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn) -> Page:
    """The population of Anna's draft, open in her browser."""
    sign_in(page, anna)
    page.goto(POPULATION)
    return page


def test_a_criterion_is_moved_written_and_removed_by_keyboard(population: Page) -> None:
    page = population
    page.locator("[data-row=adult]").focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "diagnosis"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#saved")).to_contain_text("Flyttet til plads 2 af 2")
    assert focused(page) == "adult"
    page.keyboard.press("Enter")
    amount = page.get_by_label("År", exact=True)
    amount.fill("40")
    expect(page.locator("#preview-adult")).to_contain_text("mindst 40 år")
    expect(page.locator("#summary")).not_to_contain_text("40 år")
    amount.press("Enter")
    expect(page.locator("#summary")).to_contain_text("40 år")
    expect(page.locator("[data-row=adult]")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("#node-adult")).to_have_count(0)
    expect(page.locator("[data-row=diagnosis]")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Fortryd")).click()
    expect(page.locator("#node-adult")).to_be_visible()


def test_a_criterion_is_added_with_the_slash_key_and_escape_closes(population: Page) -> None:
    page = population
    page.locator("[data-row=adult]").focus()
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hvad handler betingelsen om?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-part-form]")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.get_by_label("Hvad handler betingelsen om?").select_option("value")
    expect(page.get_by_label("Hvilken værdi")).to_be_visible()
    page.get_by_label("Kodesæt").select_option("hba1c")
    page.get_by_label("Værdi", exact=True).fill("48 %")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_contain_text("ikke %")
    page.get_by_label("Værdi", exact=True).fill("48")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("#root-inclusion")).to_contain_text("mindst 48 mmol/mol")


def test_a_key_pressed_before_the_answer_has_settled_keeps_its_focus(population: Page) -> None:
    page = population
    page.locator("[data-row=adult]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part-form]")).to_be_visible()
    page.evaluate(
        """() => {
            const ofEditor = (name, act) => document.addEventListener(name, (event) => {
                if (event.detail.target.id === "editor") act();
            });
            const slash = new KeyboardEvent("keydown", {key: "/", bubbles: true});
            ofEditor("htmx:afterSwap", () => document.activeElement.dispatchEvent(slash));
            ofEditor("htmx:afterSettle", () => (document.body.dataset.settled = "yes"));
        }"""
    )
    page.keyboard.press("Escape")
    expect(page.locator("body[data-settled]")).to_be_attached()
    expect(page.locator("[data-add]:focus")).to_be_attached()


def test_a_criterion_is_copied_negated_and_wrapped_from_its_menu(population: Page) -> None:
    page = population
    row = page.locator("#node-contact-diagnosis")
    for name, shown in (
        ("Dublér", "#node-contact-diagnosis-2"),
        ("Vend til", ".rail-not"),
        ("Pak ind", ".rail-not .rail-any"),
    ):
        row.locator("summary").first.click()
        row.get_by_role("button", name=re.compile(name)).click()
        expect(page.locator(shown)).to_be_visible()


def test_the_editor_works_without_javascript(
    browser: Browser, base_url: str, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=base_url).new_page()
    sign_in(page, anna)
    page.goto(POPULATION)
    page.locator("#add-exclusion").click()
    page.get_by_label("Hvad handler betingelsen om?").select_option("age")
    page.get_by_role("button", name="Opdatér felter").click()
    page.get_by_label("Alderen er").select_option("less_than")
    page.get_by_label("År", exact=True).fill("16")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("#root-exclusion")).to_contain_text("under 16 år")
    page.locator("#node-adult summary").click()
    page.locator("#node-adult").get_by_role("button", name=re.compile("Flyt ned")).click()
    assert page.url.endswith("#node-adult")
    page.get_by_role("button", name=re.compile("^Fortryd")).click()
    expect(page.locator("#saved")).to_contain_text("Fortrød: Flyttet")
    page.context.close()


def test_a_code_set_is_found_taken_and_saved(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    sign_in(page, anna)
    page.goto("/profiles/type-2-diabetes/draft/new-code-set/")
    page.get_by_label("Titel").fill("Diabetes i graviditet")
    page.get_by_role("button", name="Opret kodesættet").click()
    page.get_by_role("combobox", name="Søg efter koder").press_sequentially("t90")
    page.get_by_role("button", name=re.compile("Tag med T90")).click()
    expect(page.locator("#row-icpc-2-dk-T90")).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("Diabetes i graviditet: Tog T90 med")


PAGES = (
    "/profiles/",
    "/profiles/new/",
    "/profiles/type-2-diabetes/",
    "/profiles/type-2-diabetes/history/",
    f"{POPULATION}?open=course-diagnosis",
    f"{POPULATION}?open=diagnosis",
    f"{POPULATION}?add=inclusion&kind=value",
    "/profiles/type-2-diabetes/draft/purpose/",
    "/profiles/type-2-diabetes/draft/references/?open=dsam-2019",
    "/profiles/type-2-diabetes/draft/code-sets/",
    "/profiles/type-2-diabetes/draft/code-sets/hba1c/",
    "/profiles/type-2-diabetes/draft/code-sets/t2d/?open=sks|DE11&words=diabetes",
    "/profiles/type-2-diabetes/draft/code-sets/t2d/?show=in",
    "/profiles/type-2-diabetes/draft/code-sets/t2d/add/?words=diabetes",
    "/profiles/type-2-diabetes/draft/code-sets/t2d/mapping/",
    "/profiles/type-2-diabetes/draft/new-code-set/",
    "/profiles/type-2-diabetes/draft/groups/?add=groups",
    "/profiles/type-2-diabetes/draft/columns/?open=latest-hba1c",
    "/profiles/type-2-diabetes/draft/patient-view/",
    "/profiles/type-2-diabetes/draft/actions/?add=actions",
    "/profiles/type-2-diabetes/draft/data-quality/",
    "/profiles/type-2-diabetes/draft/parameters/?add=parameters",
)


def test_axe_finds_nothing_on_any_page_of_authoring(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    for address in PAGES:
        response = page.goto(address)
        assert response
        assert response.ok, address
        assert_accessible(page)


def test_axe_finds_nothing_in_a_refused_form(population: Page, assert_accessible: AssertAccessible) -> None:
    population.goto(f"{POPULATION}?open=adult")
    population.get_by_label("År", exact=True).fill("mange")
    population.get_by_role("button", name="Gem", exact=True).click()
    expect(population.locator("[data-error-summary]")).to_be_focused()
    assert_accessible(population)


def test_axe_finds_nothing_in_an_open_menu(population: Page, assert_accessible: AssertAccessible) -> None:
    population.locator("#node-adult summary").click()
    assert_accessible(population)
