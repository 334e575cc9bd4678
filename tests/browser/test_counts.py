"""Optælling in a real browser: accessible on both screens, without page loads, and live in the editor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.evaluation.synthetic import write_clinic

from .conftest import AssertAccessible, SignIn

COUNTS = "/profiles/type-2-diabetes/counts/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clinics")
    for name in ("1600", "100000"):
        write_clinic(folder / name, 300)
    return folder


@pytest.fixture(autouse=True)
def clinic(made: Path, settings: Settings) -> None:
    settings.CLINICS = made


def test_the_counts_are_accessible_and_follow_the_day(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto(COUNTS)
    expect(page.get_by_text("Syntetiske patienter.")).to_be_visible()
    assert_accessible(page)
    page.get_by_text("Vis som tabel").click()
    assert_accessible(page)
    page.get_by_label("Opgørelsesdag").fill("1990-01-01")
    page.keyboard.press("Tab")
    expect(page.get_by_text("opgjort 1. jan. 1990")).to_be_visible()
    expect(page).to_have_url(re.compile(r"date=1990-01-01"))


def test_the_editor_counts_beside_each_criterion_and_again_after_a_change(
    page: Page, draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto("/profiles/type-2-diabetes/draft/population/")
    live = page.locator("#live-count")
    expect(live).to_contain_text("syntetiske")
    adult = page.locator("#count-adult")
    expect(adult).to_have_text(re.compile(r"\d"))
    assert_accessible(page)
    before = adult.inner_text()
    page.get_by_role("link", name="Alder er mindst 18 år").click()
    page.get_by_label("År", exact=True).fill("60")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(adult).not_to_have_text(before)
    expect(adult).to_have_text(re.compile(r"\d"))
