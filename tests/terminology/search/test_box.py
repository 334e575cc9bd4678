"""The search box on somebody else's page: its address, its parameter, what can be done with a hit."""

from __future__ import annotations

import pytest
from django.template import engines
from django.template.loader import render_to_string

from profiles.terminology.search import Allowed, Asked, Hit, SearchBox, find_codes

pytestmark = pytest.mark.django_db

CELL = """
{% if hit.choosable %}<span data-cell><button name="take" value="{{ hit.concept.code }}">{{ told }}</button>
</span>{% else %}Kan ikke vælges{% endif %}"""


def told(hit: Hit) -> str:
    return "Med" if hit.concept.code == "DE11" else "Tag med"


def box(text: str) -> SearchBox:
    found = find_codes(
        Asked(text, ["sks", "atc"]), Allowed(frozenset({"sks"}), "passer ikke i et diagnosesæt")
    )
    cell = engines["django"].from_string(CELL)
    return SearchBox(
        action="/somewhere/", found=found, name="words", id="mine", cell=cell, tell=told, keep={"tab": "2"}
    )  # type: ignore[arg-type]


def test_a_page_says_what_can_be_done_with_each_hit() -> None:
    html = render_to_string("components/code_results.html", {"box": box("diabetes")})
    assert 'value="DE11">Med</button>' in html
    assert 'value="DE10">Tag med</button>' in html
    assert "ATC, passer ikke i et diagnosesæt" in html
    assert "Kan ikke vælges" in html
    assert 'value="A10"' not in html


def test_a_page_says_where_the_box_asks_and_what_is_sent_along() -> None:
    html = render_to_string("components/code_search.html", {"box": box("diabtes")})
    assert 'action="/somewhere/"' in html
    assert 'id="mine" name="words" value="diabtes"' in html
    assert '<input type="hidden" name="tab" value="2">' in html
    assert "/somewhere/?tab=2&amp;words=diabtes&amp;exact=on" in html
