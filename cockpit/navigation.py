"""The main menu: the few links that every page shows, and who sees which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.permissions import Person, may
from accounts.rights import Right


@dataclass(frozen=True)
class MenuLink:
    """A link of the main menu; ``current`` is the value of ``aria-current``, empty when elsewhere."""

    title: str
    url: str
    current: str


def everyone(person: Person) -> bool:
    return True


def administrators(person: Person) -> bool:
    return may(person, Right.ADMINISTER_PEOPLE)


MENU: tuple[tuple[str, str, Callable[[Person], bool]], ...] = (
    ("Hjem", "home", everyone),
    ("Profiler", "authoring:profiles", everyone),
    ("Personer", "accounts:people", administrators),
    ("Manual", "manual", everyone),
)


def main_menu(request: HttpRequest) -> Iterable[MenuLink]:
    """The links the person may follow, in order."""
    for title, name, shown_to in MENU:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if shown_to(request.user):
            yield MenuLink(title, url, _current(request.path, url))


def _current(path: str, url: str) -> str:
    """``page`` on the page itself, ``true`` on pages below it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
