"""Chromium against the live server: ``page`` speaks Danish, and a script error or a break of the content
security policy fails the test it happens in.

Addresses may be written without host: ``page.goto("/profiles/")``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from deploy.chromium import find_chromium

# Playwright's loop runs in the thread of the test, where Django would otherwise refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SignIn = Callable[[Page, User], None]
AssertAccessible = Callable[[Page], None]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium where there is one; without its sandbox, which root may not have."""
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": DESKTOP,
        "reduced_motion": "reduce",
    }


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """Every page of the context is listened to, so that nothing fails in silence."""
    complaints: list[str] = []
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield context
    assert not complaints, complaints


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """``sign_in(page, anna)``: the page's browser is signed in as her from its next request on."""

    def sign(page: Page, person: User) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign


@pytest.fixture
def assert_accessible() -> AssertAccessible:
    """``assert_accessible(page)``: axe finds nothing, and nothing sticks out, on desktop and on a phone."""

    def check(page: Page) -> None:
        before = page.viewport_size or DESKTOP
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            _assert_nothing_found(page)
            _assert_nothing_sticks_out(page)
        page.set_viewport_size(before)

    return check


def _assert_nothing_found(page: Page) -> None:
    results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert results.violations_count == 0, f"{page.url} at {page.viewport_size}\n{results.generate_report()}"


def _assert_nothing_sticks_out(page: Page) -> None:
    excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert excess <= 0, f"{page.url} is {excess} px wider than {page.viewport_size}"
