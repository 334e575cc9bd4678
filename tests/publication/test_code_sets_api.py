"""Shared code sets as a practice system meets them."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.test import Client

from accounts.models import User
from profiles.authoring.actions import start_draft
from profiles.authoring.models import ProfileVersion
from profiles.publication.actions import withdraw_version
from tests.shared_code_sets import make_code_set

pytestmark = pytest.mark.django_db

LIST = "/api/v1/code-sets"
VERSION = f"{LIST}/kodesaet-demens/versions/1.0.0"


def test_the_served_bytes_are_the_approved_ones_for_ever(client: Client, set_1_0: ProfileVersion) -> None:
    response = client.get(VERSION)
    assert response.content.decode() == set_1_0.document
    assert response["ETag"] == f'"{sha256(response.content).hexdigest()}"'
    assert "immutable" in response["Cache-Control"]
    again = client.get(VERSION, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_list_has_the_published_versions_newest_first(client: Client, set_2_0: ProfileVersion) -> None:
    (found,) = client.get(LIST).json()["results"]
    assert found["slug"] == "kodesaet-demens"
    assert [each["version"] for each in found["versions"]] == ["2.0.0", "1.0.0"]
    assert found["versions"][1]["url"].endswith(VERSION)


def test_the_list_is_narrowed_by_words(client: Client, set_1_0: ProfileVersion) -> None:
    assert len(client.get(LIST, {"q": "dem plo"}).json()["results"]) == 1
    assert client.get(LIST, {"q": "gigt"}).json()["results"] == []
    assert client.get(LIST, {"q": "a\0"}).status_code == 400


def test_a_draft_is_nowhere_in_the_api(client: Client, set_1_0: ProfileVersion, anna: User) -> None:
    start_draft(profile=set_1_0.profile, by=anna)
    make_code_set(anna, name="hemmelig", title="Hemmelig")
    assert "hemmelig" not in client.get(LIST).content.decode().lower()
    for address in (f"{LIST}/kodesaet-hemmelig/versions/1.0.0", f"{LIST}/kodesaet-demens/versions/1.0.1"):
        response = client.get(address)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert "ingen udgivet version" in json.loads(response.content)["detail"]


def test_a_withdrawn_version_is_served_and_says_so_in_the_list(
    client: Client, set_1_0: ProfileVersion, ulla: User
) -> None:
    withdraw_version(version=set_1_0, by=ulla, reason="Forkert kode")
    assert client.get(VERSION).status_code == 200
    (found,) = client.get(LIST).json()["results"]
    assert found["versions"][0]["withdrawn"]["reason"] == "Forkert kode"


def test_profiles_and_code_sets_are_not_mixed(client: Client, set_1_0: ProfileVersion) -> None:
    assert client.get("/api/v1/profiles").json()["results"] == []
    assert client.get("/api/v1/profiles/kodesaet-demens").status_code == 404
    assert client.get("/api/v1/profiles/kodesaet-demens/versions/1.0.0").status_code == 404
