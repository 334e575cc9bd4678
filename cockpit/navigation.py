"""The main menu: the few links that every page shows, and who sees which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.permissions import may
from accounts.rights import Right
from profiles.standard.shared_code_set import CODE_SET_PREFIX


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
    ("Kodesæt", "code-sets:list", None),
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
            yield MenuLink(title, url, _current(_place(request.path), url))


def _place(path: str) -> str:
    """A shared code set has the addresses of a profile and its place among the code sets."""
    profiles, code_sets = reverse("authoring:profiles"), reverse("code-sets:list")
    is_code_set = path.startswith(profiles + CODE_SET_PREFIX)
    return code_sets + path.removeprefix(profiles) if is_code_set else path


def _current(path: str, url: str) -> str:
    """``page`` on the page itself, ``true`` on pages below it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
