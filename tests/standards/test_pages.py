"""The standard's pages: every rule is there with its examples, for whoever may read published profiles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from profiles.authoring.models import ProfileVersion, Withdrawal
from profiles.evaluation.cases import EvaluationCase, filled, load_cases
from profiles.publication.standards import KnownStandard
from profiles.standard import catalogue
from profiles.standard.catalogue import DIRECTORY, load_catalogue, serve_standards_from
from profiles.standard.rules import load_rules
from tests.standard_versions import PublishStandard

pytestmark = pytest.mark.django_db

SHIPPED = sorted((path.stem for path in catalogue.DIRECTORY.glob("*.json")), key=catalogue.in_order)
NEWEST = SHIPPED[-1]
RULES = [rule.number for rule in load_rules(NEWEST).rules]


def text_of(client: Client, address: str) -> str:
    """The words of a page, without its markup."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(plain))


def test_the_overview_lists_every_rule_of_the_newest_standard(client: Client) -> None:
    page = client.get("/standard/").content.decode()
    assert f"Profilstandard {NEWEST}" in page
    for rule in load_rules(NEWEST).rules:
        assert f'href="/standard/rules/{rule.number}/"' in page


def test_a_rule_is_found_by_a_word_or_its_number(client: Client) -> None:
    found = text_of(client, "/standard/?q=skudår")
    assert "Alder er hele fyldte år" in found
    assert "Kodesæt og" not in found
    assert "1 regel med »b11«" in text_of(client, "/standard/?q=b11")


def test_a_search_without_a_hit_says_what_to_do(client: Client) -> None:
    assert "Prøv med ét ord" in text_of(client, "/standard/?q=hverken-eller-ord")


def test_a_search_keeps_what_was_typed_and_escapes_it(client: Client) -> None:
    page = client.get("/standard/", {"q": '"><script>'}).content.decode()
    assert "&quot;&gt;&lt;script&gt;" in page
    assert "<script>" not in page


def test_what_is_new_and_what_is_changed_is_said(client: Client) -> None:
    page = text_of(client, "/standard/?standard=1.1")
    assert "Vægtet sum Ny i 1.1" in page
    assert "Et mål gør et udvalg til én værdi Ændret i 1.1" in page
    assert "i 1.1" not in text_of(client, "/standard/?standard=1.0").replace("til 1.1", "")
    assert client.get("/standard/rules/3.7/?standard=1.0").status_code == 404


def test_a_newer_version_tells_what_it_adds_to_grammar_and_catalogue(client: Client) -> None:
    page = text_of(client, "/standard/?standard=1.1")
    assert "Nyt siden 1.0" in page
    assert "Vægtet sum kan skrives." in page
    assert "Elementet »Sygehuskontakt« er nyt." in page
    assert "Nyt siden" not in text_of(client, "/standard/?standard=1.0")


def test_the_records_that_decided_are_told(client: Client) -> None:
    page = text_of(client, "/standard/rules/F5/")
    assert "afgjort af NPU03835, 1. feb. 2026, 6,5" in page
    assert "ingen poster" in page
    assert "forklares ikke" in text_of(client, "/standard/rules/F6/")


def test_the_version_follows_along_in_every_link(client: Client) -> None:
    page = client.get("/standard/?standard=1.0").content.decode()
    assert "Profilstandard 1.0" in page
    links = re.findall(r'href="(/standard/(?:rules|catalogue)/[^"]*)"', page)
    assert links
    assert all(link.endswith("?standard=1.0") for link in links)


@pytest.mark.parametrize("number", RULES)
def test_every_rule_has_its_page_with_what_it_says_and_its_examples(client: Client, number: str) -> None:
    rule = load_rules(NEWEST).by_number[number]
    page = text_of(client, f"/standard/rules/{number}/")
    assert rule.title in page
    assert rule.short in page
    showing = [case for each in SHIPPED for case in load_cases(each) if number in case.rules]
    for case in showing:
        assert case.title in page
        assert case.explanation in page
    assert ("køres af testene" in page) is bool(showing)


def test_a_page_of_a_rule_costs_no_more_questions_with_more_examples(client: Client) -> None:
    counted = set()
    for number in ("9.1", "2.2", "8.3"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/standard/rules/{number}/")
        counted.add(len(asked))
    assert len(counted) == 1
    assert max(counted) <= 2


def test_an_example_shows_patients_days_and_answers(client: Client) -> None:
    page = text_of(client, "/standard/rules/2.3/")
    for words in (
        "Har haft en kontakt inden for",
        "Opgørelsesdag: 21. nov. 2026",
        "Set på vinduets første dag",
        "365 dage før",
        "vinduet begynder",
        "Ikke med",
    ):
        assert words in page


def test_an_example_of_a_faulty_document_shows_the_tools_own_words(client: Client) -> None:
    page = text_of(client, "/standard/rules/A12/")
    assert "Patienten selv kan ikke være et udvalg" in page
    assert "/inclusion/of/element" in page


def test_an_example_of_a_lint_and_of_a_bump_say_what_and_why(client: Client) -> None:
    assert "Må ikke udgives" in text_of(client, "/standard/rules/B4/")
    lints = text_of(client, "/standard/rules/E4/")
    assert "Inklusion: Mindst 0 af disse 1: Har haft en kontakt" in lints
    page = text_of(client, "/standard/rules/8.3/")
    assert "Større ændring" in page
    assert "Inklusionen er ændret" in page
    assert "Eksklusion: Alder er under 18 år" in page


def test_a_pattern_is_shown_as_a_whole_document(client: Client) -> None:
    page = text_of(client, "/standard/rules/H4/")
    assert "Næste aftale for patienter med type 2-diabetes" in page
    assert '"profile": "next-appointment"' in page


def test_an_unknown_rule_gives_a_page_that_helps(client: Client) -> None:
    answer = client.get("/standard/rules/Q7/")
    assert answer.status_code == 404
    assert "Der er ingen regel Q7" in answer.content.decode()
    assert 'href="/standard/#chapter-B"' in answer.content.decode()


def test_a_small_letter_is_no_other_rule(client: Client) -> None:
    assert client.get("/standard/rules/b11/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/standard/?standard=9.9",
        "/standard/?standard=1",
        "/standard/catalogue/nothing/",
        "/standard/schema/9.9.json",
        "/standard/catalogues/../1.0.json",
        "/standard/cases/nothing.json",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_reading_takes_sign_in_where_published_profiles_do(client: Client, settings) -> None:
    settings.OPEN_READING = False
    answer = client.get("/standard/rules/2.3/")
    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=/standard/rules/2.3/"


def test_a_published_standard_tells_when_and_leads_to_how(
    client: Client, standard_draft: ProfileVersion, publish_standard: PublishStandard
) -> None:
    assert "Følger med værktøjet" in text_of(client, "/standard/?standard=1.0")
    published = publish_standard(standard_draft)
    page = client.get("/standard/?standard=1.0").content.decode()
    assert f'href="{published.publication.get_absolute_url()}"' in page


def test_a_withdrawn_standard_says_so_and_is_no_longer_shown_first(client: Client) -> None:
    withdrawn = Withdrawal(reason="Erstattet af 1.0.", at=datetime(2026, 11, 21, 12, tzinfo=UTC))
    row = SimpleNamespace(withdrawn=withdrawn, published_at=None, note="")
    gone = [KnownStandard("1.1", row), KnownStandard("1.0", None)]  # type: ignore[arg-type]
    with patch("profiles.standards.versions.known_standards", return_value=gone):
        assert "Profilstandard 1.0" in text_of(client, "/standard/")
        page = text_of(client, "/standard/?standard=1.1")
        assert "Profilstandard 1.1 er trukket tilbage" in page
        assert "Erstattet af 1.0." in page


class Tool:
    """A tool in which standard 1.2 has been published, with one field more."""

    def standards(self) -> list[str]:
        return ["1.2"]

    def catalogue(self, standard: str) -> str | None:
        newest = json.loads((DIRECTORY / "1.1.json").read_bytes())
        newest["standard"] = "1.2"
        newest["elements"][-1]["fields"].append({"id": "ward", "title": "Afsnit", "type": "text"})
        return json.dumps(newest) if standard == "1.2" else None


@pytest.fixture
def published_later() -> Iterator[None]:
    own = catalogue._SHELF._source
    serve_standards_from(Tool())
    yield
    serve_standards_from(own)


@pytest.mark.usefixtures("published_later")
def test_a_standard_published_in_the_tool_is_shown_with_the_rules_before_it(client: Client) -> None:
    page = text_of(client, "/standard/")
    assert "Profilstandard 1.2" in page
    assert "Feltet »Afsnit« er nyt på »Sygehuskontakt«." in page
    assert "Vægtet sum" in text_of(client, "/standard/rules/3.7/")
    assert "Nyt i 1.2" in text_of(client, "/standard/catalogue/hospital_contact/")
    assert client.get("/standard/schema/1.2.json").json()["properties"]["standard"] == {"const": "1.2"}
    assert "ward" in client.get("/standard/catalogues/1.2.json").content.decode()


# --- catalogue, grammar, downloads --------------------------------------------------------------


def test_the_catalogue_lists_every_element_and_what_is_new(client: Client) -> None:
    page = text_of(client, "/standard/catalogue/?standard=1.1")
    for element in load_catalogue("1.1").elements:
        assert element.title in page
    assert "Sygehuskontakt" in page
    assert "Nyt i 1.1" in page
    assert "Nyt i 1.1" not in text_of(client, "/standard/catalogue/?standard=1.0")


@pytest.mark.parametrize("element", [each.id for each in load_catalogue(NEWEST).elements])
def test_every_element_has_its_page_with_every_field(client: Client, element: str) -> None:
    page = text_of(client, f"/standard/catalogue/{element}/")
    for field in load_catalogue(NEWEST).element(element).fields:
        assert field.title in page
        for token in field.all_tokens():
            assert token.title in page


def test_a_coding_shows_its_systems_and_its_columns(client: Client) -> None:
    page = text_of(client, "/standard/catalogue/diagnosis/")
    assert "ICPC-2-DK, SKS" in page
    assert "code_icpc_2_dk" in page


@pytest.mark.parametrize("standard", SHIPPED)
def test_the_grammar_names_every_part_of_the_schema(client: Client, standard: str) -> None:
    page = client.get(f"/standard/grammar/?standard={standard}").content.decode()
    schema = client.get(f"/standard/schema/{standard}.json").json()
    for name, part in schema["$defs"].items():
        if "properties" in part:
            assert f'id="part-{name}"' in page
            assert part["title"] in unescape(page)


@pytest.mark.parametrize("standard", SHIPPED)
def test_the_schema_is_served_with_its_own_address_and_accepts_a_pattern(
    client: Client, standard: str
) -> None:
    schema = client.get(f"/standard/schema/{standard}.json").json()
    assert schema["$id"] == f"http://testserver/standard/schema/{standard}.json"
    pattern = next(case for case in load_cases() if isinstance(case, EvaluationCase) and case.is_pattern)
    Draft202012Validator(schema).validate({**filled(pattern).document, "standard": standard})


def test_the_catalogue_is_served_as_it_is_read(client: Client) -> None:
    served = client.get("/standard/catalogues/1.0.json")
    assert type(load_catalogue("1.0")).model_validate_json(served.content) == load_catalogue("1.0")


def test_a_case_is_served_with_nothing_left_to_fill_in(client: Client) -> None:
    served = client.get("/standard/cases/window-both-days.json").json()
    assert served["document"]["standard"] == "1.0"
    assert served["index_date"] == "2026-11-21"
    assert [row["date"] for row in served["tables"]["contact"]] == [
        "2025-11-20",
        "2025-11-21",
        "2026-11-21",
        "2026-11-22",
    ]
    assert served["patients"][0] == {
        "id": "day-before",
        "title": "Set dagen før vinduet",
        "expected": {"outcome": "out"},
    }


def test_a_case_is_served_with_every_digit(client: Client) -> None:
    text = client.get("/standard/cases/many-digits.json").content
    served = json.loads(text, parse_float=Decimal)
    cell = served["patients"][0]["expected"]["columns"]["average"]
    assert cell == {"value": Decimal("123456789012345.000002")}


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_every_case_can_be_fetched(client: Client, case) -> None:
    assert client.get(f"/standard/cases/{case.id}.json").json()["id"] == case.id
