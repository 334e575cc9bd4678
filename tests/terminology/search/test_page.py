"""The page where codes are found: by words, in a system or a branch, and what it says of what it did."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from profiles.terminology.entries import Entry

from .made import made

pytestmark = pytest.mark.django_db

ADDRESS = "/codes/search/"


def page(client: Client, **asked: str) -> str:
    """The words of the answer, tags left out."""
    html = client.get(ADDRESS, asked).content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_before_anything_is_typed_there_is_a_box_and_no_result(client: Client) -> None:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "data-said" not in response.content.decode()


def test_hits_are_shown_with_code_title_system_and_what_is_under(client: Client) -> None:
    said = page(client, q="DE11")
    assert "DE11 Type 2-diabetes SKS" in said
    assert "og 10 koder under" in said
    assert "11 koder." in said


def test_what_matched_is_marked(client: Client) -> None:
    html = client.get(ADDRESS, {"q": "demens"}).content.decode()
    assert "<mark>Demens</mark> ved Alzheimers sygdom" in html


def test_a_repair_is_said_and_can_be_refused(client: Client) -> None:
    html = client.get(ADDRESS, {"q": "alsheimer", "system": "sks"}).content.decode()
    assert "Viser alzheimer: 10 koder." in page(client, q="alsheimer", system="sks")
    assert "Du skrev “alsheimer”." in page(client, q="alsheimer", system="sks")
    exact = re.search(r'href="([^"]+)">Søg præcis sådan', html)
    assert exact
    refused = client.get(unescape(exact[1])).content.decode()
    assert "Ingen koder passer til “alsheimer”." in refused


def test_a_closed_code_says_since_when_and_what_to_use(client: Client) -> None:
    made(
        Entry("A1", "Gigt", closed=date(2020, 12, 31), replaced_by="A2"),
        Entry("A3", "Gigt", closed=date(2999, 1, 1), replaced_by="A2"),
    )
    said = page(client, q="gigt", system="made")
    assert "Lukket 31. dec. 2020, brug A2" in said
    assert "Lukkes 1. jan. 2999, brug derefter A2" in said


def test_more_than_are_shown_are_counted(client: Client) -> None:
    assert re.search(r"\d+ koder, og \d+ nært ved\. De første 20 vises\.", page(client, q="sygdom"))


def test_a_system_and_a_branch_narrow_it(client: Client) -> None:
    assert "DF051" in page(client, q="demens", system="sks", under="DF05")
    assert "DF01" not in page(client, q="demens", system="sks", under="DF05")


@pytest.mark.parametrize(
    "asked",
    [{"q": "010190-1234"}, {"q": "x", "under": "010190-1234"}, {"system": "nowhere"}, {"q": "a" * 201}],
)
def test_what_cannot_be_asked_is_refused_and_kept(client: Client, asked: dict[str, str]) -> None:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert f'value="{asked.get("q", "")}"' in response.content.decode()


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    html = client.get(ADDRESS, {"q": "<b>x</b>"}).content.decode()
    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x" in html


def test_the_page_asks_the_database_as_often_for_many_hits_as_for_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS, {"q": "varm op"})
    for typed in ("sygdom", "DE119", "alsheimer"):
        with django_assert_num_queries(3):
            client.get(ADDRESS, {"q": typed})
