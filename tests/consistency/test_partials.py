"""One view, two renderings: what htmx gets is a part of the very page that a plain request gets."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.world import SLUGS, World

pytestmark = pytest.mark.django_db

#: Address and who looks; a page that answers htmx with a partial gets a line here.
PAGES = [
    ("/profiles/", "anna"),
    ("/code-sets/", "anna"),
    ("/profiles/kodesaet-demens/draft/about/", "anna"),
    ("/profiles/kodesaet-demens/draft/code-sets/demens/", "rikke"),
    ("/standard/", "anna"),
    ("/standard/?q=vindue", "anna"),
    ("/codes/search/", "gunnar"),
    ("/codes/search/?q=alsheimer", "gunnar"),
    ("/codes/", "stine"),
    ("/codes/sks/", "gunnar"),
    ("/codes/sks/?under=DE11", "gunnar"),
    ("/codes/sks/changes/", "gunnar"),
    ("/profiles/{draft}/history/", "anna"),
    ("/profiles/{draft}/counts/", "anna"),
    ("/profiles/{published}/counts/1.0.0/", "gunnar"),
    ("/profiles/{draft}/rights/", "anna"),
    ("/profiles/{draft}/rights/", "rikke"),
    ("/profiles/{draft}/draft/population/", "anna"),
    ("/profiles/{draft}/draft/columns/", "anna"),
    ("/profiles/{draft}/draft/code-sets/t2d/", "anna"),
    ("/profiles/{draft}/draft/code-sets/t2d/?open=sks|DE11&words=diabetes", "anna"),
    ("/profiles/{draft}/draft/code-sets/t2d/?show=in", "rikke"),
    ("/profiles/{draft}/draft/new-code-set/", "anna"),
    ("/profiles/{draft}/codes-not-seen/", "anna"),
    ("/profiles/{in_review}/draft/population/", "rikke"),
    ("/profiles/{in_review}/review/", "rikke"),
    ("/profiles/{in_review}/review/", "anna"),
]


VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Pieces(HTMLParser):
    """The elements of an answer that stand side by side: the part itself, and what goes out of band."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts: list[int] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._depth = 0
        self.feed(html)
        ends = [*self.starts[1:], len(html)]
        self.texts = [html[start:end] for start, end in zip(self.starts, ends, strict=True)]

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if self._depth == 0:
            line, column = self.getpos()
            self.starts.append(self._lines[line - 1] + column)
        self._depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag not in VOID

    def handle_startendtag(self, tag: str, attributes: object) -> None:
        """An SVG element that closes itself has nothing inside."""


def plain(html: str) -> str:
    """The markup without what differs from one answer to the next: tokens, how to swap it in, white space."""
    without = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"| hx-swap-oob="[^"]*"', "", html)
    return re.sub(r">\s+", "> ", re.sub(r"\s+", " ", without)).strip()


@pytest.mark.parametrize(("address", "who"), PAGES)
def test_the_partial_is_a_part_of_the_page(world: World, address: str, who: str) -> None:
    browser = Client()
    browser.force_login(world.people[who], backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(address.format(**SLUGS))
    part = browser.get(address.format(**SLUGS), headers={"HX-Request": "true"})
    assert (page.status_code, part.status_code) == (200, 200)
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()
    whole = plain(page.content.decode())
    pieces = Pieces(part.content.decode()).texts
    assert pieces
    assert not [piece[:80] for piece in pieces if plain(piece) not in whole]
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize("headers", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}])
def test_htmx_gets_the_whole_page_when_it_asks_for_one(world: World, headers: dict[str, str]) -> None:
    browser = Client()
    browser.force_login(world.people["anna"], backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get("/profiles/", headers={"HX-Request": "true", **headers})
    assert "<html" in page.content.decode()
