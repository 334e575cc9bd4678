"""Looking at codes in a real browser: accessible, by keyboard, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from profiles.authoring.codes.seen import unseen_in
from profiles.authoring.models import ProfileVersion
from tests.releases import NewRelease
from tests.versions import fresh

from .conftest import AssertAccessible, SignIn

PLACE = "/profiles/type-2-diabetes/"
PAGE = f"{PLACE}codes-not-seen/"


def waiting(version: ProfileVersion) -> list[str]:
    found = unseen_in(fresh(version), "t2d")
    return [key for _, key in found.rules] if found else []


@pytest.fixture
def next_release(published: ProfileVersion, new_release: NewRelease) -> ProfileVersion:
    """A published profile, and a release that adds, closes and renames codes in its code sets."""
    new_release(DE11Z="Ny underkode", DE100="Nyt navn", closed={"DE110": "Type 2-diabetes med koma"})
    return published


def test_the_pages_about_codes_are_accessible(
    page: Page, next_release: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto("/profiles/release-impact/sks/2/")
    assert_accessible(page)
    page.get_by_role("button", name="Begynd kladde").click()
    expect(page.get_by_text("1 underkode er ikke set endnu")).to_be_visible()
    for address in (PAGE, f"{PLACE}draft/releases/sks/?to=1", f"{PLACE}codes/", f"{PLACE}codes/1.0.0/"):
        page.goto(address)
        assert_accessible(page)


def test_codes_are_seen_from_the_keyboard(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto(PAGE)
    page.get_by_text("Markér grenen DE11 som stikprøve").click()
    assert_accessible(page)
    first, second = (page.get_by_role("button", name=f"Set, hører til {code}") for code in ("DE110", "DE111"))
    first.focus()
    first.press("j")
    expect(second).to_be_focused()
    second.press("k")
    first.press("Enter")
    expect(page.get_by_text("1 kode er set.")).to_be_visible()
    expect(second).to_be_focused()
    assert waiting(draft) == [f"DE11{digit}" for digit in range(1, 10)]


def test_codes_are_seen_sampled_and_left_out_without_javascript(
    browser: Browser, live_server: LiveServer, draft: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    sign_in(page, anna)
    page.goto(f"{PLACE}draft/code-sets/t2d/")
    page.get_by_role("button", name="Udelad DE110").click()
    expect(page.get_by_text("9 underkoder er ikke set endnu")).to_be_visible()
    page.get_by_text("Markér grenen DE11 som stikprøve").click()
    page.get_by_label("Hvorfor er en stikprøve nok?").fill("Set i bogen")
    page.get_by_role("button", name="Hele grenen hører til").click()
    expect(page.get_by_text("er set som stikprøve")).to_be_visible()
    assert waiting(draft) == []
    page.goto(PAGE)
    for code in ("DE101", "DE102"):
        page.get_by_label(f"Vælg {code}").check()
    page.get_by_role("button", name="dem med hak hører til").first.click()
    expect(page.get_by_text("2 koder er set.")).to_be_visible()
    context.close()
