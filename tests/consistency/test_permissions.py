"""Every address, every method, every kind of person: who is let in, and that looking changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import User
from profiles.terminology.models import Import
from tests.world import CODE_SETS, SLUGS, World, undone

from .addresses import routes
from .permission_table import PEOPLE, TABLE, WHEN_READING_IS_CLOSED

pytestmark = pytest.mark.django_db

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSALS = {401, 403, 404, 405}


@pytest.fixture(autouse=True, scope="module")
def quiet() -> Iterator[None]:
    """A thousand refusals need no lines in the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    method: str
    address: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"

    @property
    def route(self) -> str:
        samples = {**SLUGS, **CODE_SETS, "person": 1, "client": 1, "comment": 1, "upload": 1}
        return str(resolve(self.address.format(**samples).split("?")[0]).route)


def lines_of(table: str) -> list[Line]:
    split = (line.split() for line in table.strip().splitlines() if not line.startswith("#"))
    return [Line(method, address, tuple(expected)) for method, address, *expected in split]


LINES = lines_of(TABLE)
CLOSED_LINES = lines_of(WHEN_READING_IS_CLOSED)


def address_in(world: World, address: str) -> str:
    return address.format(
        **SLUGS,
        **CODE_SETS,
        person=world.people["rikke"].pk,
        client=world.client.pk,
        comment=world.comment.pk,
        upload=Import.objects.latest("pk").pk,
    )


@dataclass(frozen=True)
class Told:
    """The world, and the cookies of each person, who signed in once."""

    world: World
    cookies: dict[str, SimpleCookie]

    def browser_of(self, who: str) -> Client:
        browser = Client(raise_request_exception=False)
        browser.cookies = SimpleCookie({name: each.value for name, each in self.cookies.get(who, {}).items()})
        return browser

    def answer(self, line: Line, who: str, method: str = "") -> tuple[str, list[str]]:
        """What the person got, as the table says it, and the statements that changed the database."""
        browser = self.browser_of(who)
        with undone(), CaptureQueriesContext(connection) as seen:
            response = browser.generic(method or line.method, address_in(self.world, line.address))
        return said(response), [query["sql"] for query in seen if _changes(query["sql"])]


@pytest.fixture(scope="module")
def told(world: World, django_db_blocker: DjangoDbBlocker) -> Told:
    with django_db_blocker.unblock():
        return Told(world, {who: cookies_of(person) for who, person in world.people.items()})


def cookies_of(person: User) -> SimpleCookie:
    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser.cookies


def said(response: Any) -> str:
    if response.status_code == 302 and response["Location"].startswith(reverse("accounts:sign-in")):
        return "sign-in"
    return str(response.status_code)


def _changes(sql: str) -> bool:
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) and settings.SESSION_COOKIE_NAME not in sql


def agrees(got: str, expected: str) -> bool:
    if expected == "ok":
        return got.isdigit() and int(got) not in REFUSALS and int(got) < 500
    return got == expected


def check(told: Told, line: Line) -> None:
    got = {who: told.answer(line, who) for who in PEOPLE}
    wrong = {
        who: f"{got[who][0]}, not {expected}"
        for who, expected in zip(PEOPLE, line.expected, strict=True)
        if not agrees(got[who][0], expected)
    }
    assert not wrong, f"{line}: {wrong}"
    if line.method == "GET":
        assert not [sql for _, changes in got.values() for sql in changes], f"{line} writes"


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everyone_gets_what_the_table_says(told: Told, line: Line) -> None:
    check(told, line)


@pytest.mark.parametrize("line", CLOSED_LINES, ids=str)
def test_everyone_gets_what_the_table_says_when_reading_is_closed(
    told: Told, line: Line, settings: Settings
) -> None:
    settings.OPEN_READING = False
    check(told, line)


def test_every_address_is_in_the_table() -> None:
    assert routes() - {line.route for line in LINES} == set()


@pytest.mark.parametrize("route", sorted({line.route for line in LINES}))
def test_a_method_without_a_line_is_refused(told: Told, route: str) -> None:
    known = [line for line in LINES if line.route == route]
    for method in sorted(set(VERBS) - {line.method for line in known}):
        for who in ("anna", "asta"):
            got, changes = told.answer(known[0], who, method)
            assert int(got) in REFUSALS, f"{method} {known[0].address} as {who}: {got}"
            assert not changes, f"{method} {known[0].address} as {who} writes"
