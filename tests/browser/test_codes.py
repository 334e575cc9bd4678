"""Code systems in a real browser: a file is sent, followed until it is in, and what it gave is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User
from profiles.terminology import tasks
from profiles.terminology.models import Import

from .conftest import AssertAccessible, SignIn


@pytest.fixture(autouse=True)
def import_folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files lie with the test, and no worker takes them: the test reads them when it has seen them wait."""
    settings.IMPORT_FOLDER = tmp_path / "imports"
    monkeypatch.setattr(tasks.run_import, "delay", lambda _: None)


def read_as_a_worker(pk: int) -> None:
    def read() -> None:
        try:
            tasks.run_import(pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(read).result(timeout=20)


def test_a_file_is_sent_followed_until_it_is_in_and_read(
    page: Page, stine: User, tmp_path: Path, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    file = tmp_path / "sks.csv"
    file.write_text("code;title\nDE11;Type 2-diabetes\nDE11X;En ny kode under den\n", encoding="utf-8")
    sign_in(page, stine)
    page.goto("/codes/")
    assert_accessible(page)
    page.get_by_role("link", name="Indlæs koder").click()
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Indlæs").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_label("Kodesystem (kan udelades)", exact=True).select_option("sks")
    page.get_by_label("Navn på udgaven").fill("2026-10")
    page.get_by_label("Kildens dato").fill("2026-10-01")
    page.get_by_label("Kilde", exact=True).fill("Sundhedsdatastyrelsen")
    page.get_by_text("Hele kodesystemet.").click()
    page.get_by_role("button", name="Indlæs").click()
    expect(page.get_by_text("Venter på at blive læst.")).to_be_visible()
    assert_accessible(page)
    read_as_a_worker(Import.objects.latest("pk").pk)
    expect(page.get_by_text("2 koder er lagt ind som udgave 2")).to_be_visible()
    page.get_by_role("link", name="Se, hvad der er ændret").click()
    page.get_by_role("link", name="Kommet til 1").click()
    expect(page.get_by_role("row", name="DE11X")).to_contain_text("Kommet til")
    assert_accessible(page)


def test_a_tree_is_opened_by_keyboard_and_leads_to_the_code(
    page: Page, assert_accessible: AssertAccessible
) -> None:
    page.goto("/codes/sks/")
    page.locator("summary", has_text="Koderne under DE11").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="DE113", exact=True)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="DE113", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DE113")
    assert_accessible(page)
