"""The main menu: the few links that every page shows, and who sees which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.permissions import may
from accounts.rights import Right


@dataclass(frozen=True)
class MenuLink:
    """A link of the main menu; ``current`` is the value of ``aria-current``, empty when elsewhere."""

    title: str
    url: str
    current: str


#: Title, name of the address, and the right it takes to see the link.
MENU: tuple[tuple[str, str, Right | None], ...] = (
    ("Hjem", "home", None),
    ("Profiler", "authoring:profiles", None),
    ("Koder", "codes:systems", None),
    ("Standarden", "standards:overview", None),
    ("Personer", "accounts:people", Right.ADMINISTER_PEOPLE),
    ("Manual", "manual", None),
)


def main_menu(request: HttpRequest) -> Iterator[MenuLink]:
    """The links the person may follow, in order."""
    for title, name, right in MENU:
        if right is None or may(request.user, right):
            url = reverse(name)
            yield MenuLink(title, url, _current(request.path, url))


def _current(path: str, url: str) -> str:
    """``page`` on the page itself, ``true`` on pages below it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
