from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from accounts.models import User
from accounts.permissions import Person
from cockpit.navigation import main_menu


def menu_of(person: Person, path: str = "/") -> dict[str, str]:
    request: HttpRequest = RequestFactory().get(path)
    request.user = person  # type: ignore[assignment]
    return {link.title: link.current for link in main_menu(request)}


def test_a_visitor_sees_what_everyone_may_read() -> None:
    assert list(menu_of(AnonymousUser())) == ["Hjem", "Profiler", "Kodesæt", "Koder", "Standarden", "Manual"]


def test_only_an_administrator_sees_the_people(anna: User, asta: User) -> None:
    assert "Personer" not in menu_of(anna)
    assert "Personer" in menu_of(asta)


def test_the_menu_says_where_one_is() -> None:
    assert menu_of(AnonymousUser(), "/manual/") == {
        "Hjem": "",
        "Profiler": "",
        "Kodesæt": "",
        "Koder": "",
        "Standarden": "",
        "Manual": "page",
    }
    assert menu_of(AnonymousUser(), "/")["Hjem"] == "page"
    assert menu_of(AnonymousUser(), "/standard/rules/2.3/")["Standarden"] == "true"


def test_a_page_below_another_is_within_it() -> None:
    assert menu_of(AnonymousUser(), "/profiles/kol/")["Profiler"] == "true"
