"""The two sets that the issue names, made from an empty page by search and keyboard alone, every code seen.

No mouse and no address beyond the first: what is wanted is reached by the keys a person would press.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from profiles.authoring.codes.seen import unseen_in
from profiles.authoring.models import Look, ProfileVersion
from profiles.standard.document import CodeSet
from tests.versions import fresh

from .conftest import AssertAccessible, SignIn

NEW = "/profiles/type-2-diabetes/draft/new-code-set/"
DEMENTIA = [f"DF00{n}" for n in "0129"] + [f"DF01{n}" for n in "012389"] + [f"DF02{n}" for n in "012348"]
DEMENTIA += ["DF039"] + [f"DG30{n}" for n in "0189"]
DIABETES = [f"DE11{n}" for n in range(10)]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Søg efter koder")


def row(page: Page, code: str) -> Locator:
    return page.locator(f"tr[id$='-{code}']")


def reach(page: Page, wanted: Locator, key: str, at_most: int = 8) -> None:
    """Press a key that moves focus until it is where it is wanted."""
    for _ in range(at_most):
        press(page, key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    expect(wanted).to_be_focused()


def begin(page: Page, title: str) -> None:
    page.goto(NEW)
    page.get_by_label("Titel").focus()
    page.keyboard.type(title)
    press(page, "Enter")
    expect(page.locator("#tree")).to_contain_text("Der er ingen koder endnu")


def seek(page: Page, words: str) -> None:
    press(page, "/")
    expect(box(page)).to_be_focused()
    with page.expect_response(re.compile(rf"[?&]words={words}(&|$)")):
        page.keyboard.type(words)


def take(page: Page, words: str, code: str, standing: str = "Med, og alle under") -> None:
    seek(page, words)
    take_hit(page, code, standing)


def take_hit(page: Page, code: str, standing: str = "Med, og alle under") -> None:
    """Go down to the code among the hits, and take it; focus follows it into the tree."""
    hit = page.locator(".hit[role=row]", has=page.locator("code", has_text=re.compile(f"^{code}$")))
    expect(hit).to_be_visible()
    for _ in range(12):
        press(page, "ArrowDown")
        if hit.get_attribute("aria-selected") == "true":
            break
    press(page, "Enter")
    expect(row(page, code).locator(".standing")).to_have_text(standing)
    expect(row(page, code)).to_be_focused()


def panel(page: Page) -> Locator:
    return page.locator(".unseen")


def see_a_sample(page: Page, branch: str, reason: str) -> None:
    """From the tree back to the panel above it: the branch opened, a reason given, all of it seen."""
    summary = page.get_by_text(f"Markér grenen {branch} som stikprøve")
    reach(page, page.locator("summary", has=summary).or_(summary), "Shift+Tab")
    press(page, "Enter")
    reach(page, page.get_by_label("Hvorfor er en stikprøve nok?"), "Tab")
    page.keyboard.type(reason)
    press(page, "Tab", "Enter")
    expect(page.get_by_text(f"10 koder under {branch} er set som stikprøve.")).to_be_visible()
    expect(page.locator("#tree")).to_be_focused()


def see_one(page: Page, code: str, following: str) -> None:
    """One code seen; focus is then at the next."""
    seen = page.get_by_role("button", name=f"Set, hører til {code}")
    reach(page, seen, "Shift+Tab", at_most=90)
    press(page, "Enter")
    expect(page.get_by_text("1 kode er set.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Set, hører til {following}")).to_be_focused()


def see_the_rest(page: Page) -> None:
    """A tick at each of the others, which j goes down through, and then all that have one."""
    ticks = page.get_by_role("checkbox")
    reach(page, ticks.first, "Shift+Tab")
    press(page, *["Space", "j"] * (ticks.count() - 1), "Space")
    reach(page, page.get_by_role("button", name="Set: dem med hak hører til"), "Shift+Tab", at_most=90)
    press(page, "Enter")
    expect(page.get_by_text(re.compile(r"\d+ koder er set\."))).to_be_visible()
    expect(panel(page)).to_have_count(0)


def stored(draft: ProfileVersion, title: str) -> CodeSet:
    return next(each for each in fresh(draft).content.code_sets if each.title == title)


def rules(code_set: CodeSet) -> list[tuple[str, str, bool, bool]]:
    return sorted((rule.system, rule.code, rule.descendants, rule.include) for rule in code_set.rules)


def seen(draft: ProfileVersion, code_set: CodeSet, anna: User) -> list[tuple[str, str]]:
    assert unseen_in(fresh(draft), code_set.id) is None
    looks = Look.objects.filter(profile=draft.profile, code_set=code_set.id, by=anna)
    return sorted(looks.values_list("key", "sampled_under"))


@pytest.fixture
def annas_page(page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn) -> Page:
    sign_in(page, anna)
    return page


def test_the_type_2_diabetes_set_is_built_by_keyboard_alone(
    annas_page: Page, draft: ProfileVersion, anna: User
) -> None:
    page = annas_page
    begin(page, "Type 2 uden mus")
    take(page, "t90", "T90", "Med")
    take(page, "sukkersyge", "DE11")
    see_a_sample(page, "DE11", "Hele grenen står i DSAM's vejledning")
    made = stored(draft, "Type 2 uden mus")
    assert rules(made) == [("icpc-2-dk", "T90", True, True), ("sks", "DE11", True, True)]
    assert seen(draft, made, anna) == [(key, "DE11") for key in DIABETES]


def test_the_dementia_set_is_built_by_keyboard_alone(
    annas_page: Page, draft: ProfileVersion, anna: User, assert_accessible: AssertAccessible
) -> None:
    page = annas_page
    begin(page, "Demens")
    take(page, "p70", "P70", "Med")
    seek(page, "alsheimer")
    expect(page.locator("#search-card").get_by_role("status")).to_contain_text("Viser alzheimer: 11 koder.")
    take_hit(page, "DG30")
    for code in ("DF00", "DF01", "DF02", "DF03"):
        take(page, "demens", code)
    take(page, "konfusion", "DF051", "Med")

    reach(page, row(page, "DF02"), "ArrowUp")
    child = row(page, "DF024")
    press(page, "ArrowRight")
    expect(child).to_contain_text("Ikke set")
    reach(page, child, "ArrowDown")
    for key, standing in (
        ("u", "Udeladt"),
        ("f", "via DF02"),
        ("Control+z", "Udeladt"),
        ("Control+y", "via DF02"),
    ):
        press(page, key)
        expect(child.locator(".standing")).to_contain_text(standing)
        expect(child).to_be_focused()

    see_one(page, "DF000", following="DF001")
    see_the_rest(page)
    assert_accessible(page)
    made = stored(draft, "Demens")
    with_below = [("sks", code, True, True) for code in ("DF00", "DF01", "DF02", "DF03", "DG30")]
    alone = [("icpc-2-dk", "P70", True, True), ("sks", "DF051", True, True)]
    assert rules(made) == sorted(with_below + alone)
    assert seen(draft, made, anna) == [(code, "") for code in DEMENTIA]
