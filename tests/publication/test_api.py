"""The API as a practice system meets it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.actions import create_client
from accounts.models import User
from cockpit.demo.content import first_document, with_ldl
from profiles.authoring.actions import import_profile, save_content, start_draft
from profiles.publication.description import DESCRIPTION
from profiles.publication.models import PublishedVersion
from profiles.standard.canonical import canonical_bytes

from .conftest import Publish

pytestmark = pytest.mark.django_db

LIST = "/api/v1/profiles"
PROFILE = "/api/v1/profiles/type-2-diabetes"
VERSION = "/api/v1/profiles/type-2-diabetes/versions/1.0.0"


def next_version(published: PublishedVersion, anna: User, publish: Publish) -> PublishedVersion:
    draft = start_draft(profile=published.profile, by=anna)
    draft = save_content(
        version=draft,
        by=anna,
        document=with_ldl(draft.content),
        base_revision=draft.revision,
        summary="LDL",
    )
    return publish(draft=draft)


def assert_problem(response: Any, status: int, words: str = "") -> None:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == status
    assert body["instance"] == response.wsgi_request.path
    assert words in body["detail"]


def test_the_served_bytes_are_the_approved_canonical_bytes(client: Client, publish: Publish) -> None:
    published = publish()
    response = client.get(VERSION)
    assert response.status_code == 200
    assert response.content == canonical_bytes(published.version.content)
    assert sha256(response.content).hexdigest() == published.content_hash
    assert response["ETag"] == f'"{published.content_hash}"'
    assert "immutable" in response["Cache-Control"]


def test_the_list_tells_the_newest_version_of_each_profile_in_slug_order(
    client: Client, publish: Publish, anna: User
) -> None:
    next_version(publish(), anna, publish)
    publish("astma", "Astma")
    rows = client.get(LIST).json()["results"]
    assert [(row["slug"], row["latest"]["version"]) for row in rows] == [
        ("astma", "1.0.0"),
        ("type-2-diabetes", "1.1.0"),
    ]
    assert client.get(rows[1]["latest"]["url"].replace("http://127.0.0.1:8000", "")).status_code == 200


def test_a_profile_lists_all_its_published_versions_newest_first(
    client: Client, publish: Publish, anna: User
) -> None:
    next_version(publish(), anna, publish)
    body = client.get(PROFILE).json()
    assert [row["version"] for row in body["versions"]] == ["1.1.0", "1.0.0"]
    assert body["owner"] == "PLO"


def test_drafts_and_profiles_never_published_are_nowhere_in_the_api(
    client: Client, publish: Publish, anna: User
) -> None:
    published = publish()
    start_draft(profile=published.profile, by=anna)
    never = first_document().model_copy(update={"profile": "hemmelig"})
    import_profile(by=anna, owner=anna.organisation, document=never)
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    assert [row["slug"] for row in client.get(LIST).json()["results"]] == ["type-2-diabetes"]
    assert len(client.get(PROFILE).json()["versions"]) == 1
    assert_problem(client.get("/api/v1/profiles/hemmelig"), 404)
    assert_problem(client.get("/api/v1/profiles/hemmelig/versions/1.0.0"), 404)


@pytest.mark.parametrize("address", [LIST, PROFILE, VERSION])
def test_a_client_that_has_the_answer_gets_304_and_no_body(
    client: Client, publish: Publish, address: str
) -> None:
    publish()
    tag = client.get(address)["ETag"]
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = client.get(address, headers={"if-none-match": header})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("address", [LIST, PROFILE, VERSION])
@pytest.mark.parametrize("header", ["abc", '"open', "W/abc", '"a" "b"', ""])
def test_a_malformed_if_none_match_is_told_so(
    client: Client, publish: Publish, address: str, header: str
) -> None:
    publish()
    response = client.get(address, headers={"if-none-match": header})
    assert_problem(response, 400, "If-None-Match")


def test_the_tag_of_the_list_changes_when_something_is_published(
    client: Client, publish: Publish, anna: User
) -> None:
    published = publish()
    before = client.get(LIST)["ETag"]
    next_version(published, anna, publish)
    assert client.get(LIST)["ETag"] != before


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/v1/profiles/findes-ikke", "intet"),
        ("/api/v1/profiles/type-2-diabetes/versions/9.9.9", "ingen udgivet version 9.9.9"),
        ("/api/v1/profiles/type-2-diabetes/versions/1.0", "tre tal"),
        ("/api/v1/profiles/type-2-diabetes/versions/01.0.0", "tre tal"),
        ("/api/v1/profiles/type-2-diabetes/versions/1.0.0-a", "tre tal"),
        ("/api/v1/profiles/æ", "intet"),
        ("/api/v1/findes-ikke", "intet"),
        ("/api/v1/", "intet"),
    ],
)
def test_what_does_not_exist_is_a_problem_with_status_404(
    client: Client, publish: Publish, address: str, words: str
) -> None:
    publish()
    assert_problem(client.get(address), 404, words)


@pytest.mark.parametrize("address", [LIST, PROFILE, VERSION])
@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_over_the_api(
    client: Client, publish: Publish, anna: User, address: str, verb: str
) -> None:
    published = publish()
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    response = getattr(client, verb)(address, data="{}", content_type="application/json")
    assert_problem(response, 405, "kun læses")
    assert PublishedVersion.objects.get().content_hash == published.content_hash


def test_a_request_for_something_else_than_json_is_told_so(client: Client, publish: Publish) -> None:
    publish()
    assert_problem(client.get(VERSION, headers={"accept": "text/html"}), 406, "JSON")


def test_pages_follow_each_other_without_gap_or_repetition_while_profiles_are_added(
    client: Client, publish: Publish
) -> None:
    for slug in ("b", "d", "f"):
        publish(slug)
    first = client.get(LIST, {"page_size": 2}).json()
    publish("a")
    second = client.get(first["next"]).json()
    assert [row["slug"] for row in first["results"] + second["results"]] == ["b", "d", "f"]
    assert second["next"] is None


def test_a_broken_page_mark_is_a_problem(client: Client) -> None:
    assert_problem(client.get(LIST, {"cursor": "ikke-et-mærke"}), 404)


def test_the_list_asks_the_database_the_same_number_of_questions_however_long_it_is(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish("p0")
    with django_assert_num_queries(3):
        client.get(LIST)
    for number in range(1, 8):
        publish(f"p{number}")
    with django_assert_num_queries(3):
        assert len(client.get(LIST).json()["results"]) == 8


class TestWhenReadingIsNotOpen:
    @pytest.fixture(autouse=True)
    def _closed(self, settings: Settings) -> None:
        settings.OPEN_READING = False

    @pytest.mark.parametrize("address", [LIST, PROFILE, VERSION])
    def test_a_stranger_is_asked_for_a_token(self, client: Client, publish: Publish, address: str) -> None:
        publish()
        response = client.get(address)
        assert_problem(response, 401, "token")
        assert response["WWW-Authenticate"].startswith("Bearer")

    def test_a_client_reads_with_a_token_it_fetched_with_its_credentials(
        self, client: Client, publish: Publish, asta: User
    ) -> None:
        publish()
        made, secret = create_client(name="Praksissystem", organisation=asta.organisation, by=asta)
        token = client.post(
            "/oauth/token",
            {
                "grant_type": "client_credentials",
                "client_id": made.client_id,
                "client_secret": secret,
                "scope": "profiles:read",
            },
        ).json()["access_token"]
        response = client.get(VERSION, headers={"authorization": f"Bearer {token}"})
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]

    def test_an_invented_token_is_refused(self, client: Client, publish: Publish) -> None:
        publish()
        assert_problem(client.get(VERSION, headers={"authorization": "Bearer opfundet"}), 401)

    def test_whoever_is_signed_in_may_read(self, client: Client, publish: Publish, gunnar: User) -> None:
        publish()
        client.force_login(gunnar, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(VERSION).status_code == 200


def test_the_committed_description_is_the_generated_one(tmp_path: Any) -> None:
    generated = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(generated), validate=True, fail_on_warn=True)
    assert generated.read_text() == DESCRIPTION.read_text()


def test_the_description_is_served(client: Client) -> None:
    response = client.get("/api/v1/openapi.yaml")
    assert response.content == DESCRIPTION.read_bytes()
    assert response["Content-Type"].startswith("application/yaml")
