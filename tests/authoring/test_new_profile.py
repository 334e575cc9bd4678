"""A new profile, from nothing or from a document; every problem of a document is listed with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.models import Profile, ProfileVersion
from tests.people import SignIn

from .conftest import Answer, text

FILLED = {"title": "Ældre på øen", "kind": "disease", "purpose": "Finde de ældre."}


@pytest.fixture
def window(anna: User, signed_in: SignIn) -> Client:
    return signed_in(anna)


def create(window: Client, anna: User, **changes: str) -> Answer:
    return window.post("/profiles/new/", {**FILLED, "owner": anna.organisation_id, **changes})


def bring_in(window: Client, anna: User, document: bytes | dict[str, Any]) -> Answer:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    upload = SimpleUploadedFile("profil.json", data, content_type="application/json")
    return window.post("/profiles/import/", {"file": upload, "owner": anna.organisation_id})


def test_a_profile_gets_its_short_name_from_its_title(window: Client, anna: User) -> None:
    response = create(window, anna)
    assert response["Location"] == "/profiles/aeldre-paa-oeen/draft/purpose/"
    version = ProfileVersion.objects.get()
    assert version.content.title == "Ældre på øen"
    assert version.number == "1.0.0"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "påkrævet"),
        ({"title": "x" * 201}, "title", "200"),
        ({"purpose": "Find 010190-1234"}, "purpose", "CPR-nummer"),
        ({"kind": "nowhere"}, "kind", "gyldig valgmulighed"),
        ({"owner": "0"}, "owner", "gyldig valgmulighed"),
        ({"slug": "Øre"}, "slug", "Du kan bruge oere"),
        ({"slug": "new"}, "slug", "Skriv et kortnavn"),
        ({"title": "!!!"}, "slug", "Skriv et kortnavn"),
    ],
)
def test_each_problem_stands_at_its_field(
    window: Client, anna: User, changes: dict[str, str], field: str, words: str
) -> None:
    response = create(window, anna, **changes)
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert "Finde de ældre." in text(response) or "purpose" in changes
    assert not Profile.objects.exists()


def test_a_short_name_is_taken_once(window: Client, anna: User) -> None:
    create(window, anna)
    response = create(window, anna)
    assert response.status_code == 422
    assert "aeldre-paa-oeen" in str(response.context["form"].errors["slug"])
    assert Profile.objects.count() == 1


@pytest.mark.parametrize("address", ["/profiles/new/", "/profiles/import/"])
def test_a_person_without_the_right_creates_nothing(gunnar: User, signed_in: SignIn, address: str) -> None:
    stranger = signed_in(gunnar)
    assert stranger.get(address).status_code == 403
    assert stranger.post(address, FILLED).status_code == 403
    assert Client().post(address, FILLED)["Location"].startswith("/sign-in/")
    assert not Profile.objects.exists()


def test_a_document_is_brought_in_as_a_draft(window: Client, anna: User) -> None:
    response = bring_in(window, anna, first_document().to_json())
    assert response["Location"] == "/profiles/type-2-diabetes/"
    assert ProfileVersion.objects.get().content == first_document()


def changed(**properties: Any) -> dict[str, Any]:
    return {**first_document().to_json(), **properties}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"{", "ikke gyldig JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 300 + b"]" * 300, "niveauer"),
        (changed(titel="Forkert"), "titel"),
        (changed(standard="9.9"), "9.9"),
        (changed(purpose="Set hos 010190-1234"), "CPR-nummer"),
        (changed(inclusion={"id": "in", "type": "maybe", "of": []}), "/inclusion/type"),
        (changed(profile="new"), "kan ikke være en profils kortnavn"),
        (
            changed(
                code_sets=[
                    {
                        "id": "t2d",
                        "title": "x",
                        "rules": [{"system": "sks", "code": "DZZ99", "include": True}],
                    }
                ]
            ),
            "/",
        ),
    ],
    ids=["json", "bytes", "deep", "unknown property", "standard", "cpr", "type", "reserved", "code sets"],
)
def test_a_document_with_problems_is_refused_with_their_places(
    window: Client, anna: User, document: Any, words: str
) -> None:
    response = bring_in(window, anna, document)
    assert response.status_code == 422
    assert words in text(response)
    assert not Profile.objects.exists()


def test_unknown_codes_in_a_document_are_listed(window: Client, anna: User) -> None:
    document = first_document().to_json()
    document["code_sets"][0]["rules"][0]["code"] = "ZZZ99"
    response = bring_in(window, anna, document)
    assert response.status_code == 422
    assert "ZZZ99 findes ikke" in text(response)
    assert "/code_sets/0/rules/0/code" in text(response)
    assert not Profile.objects.exists()


def test_an_oversized_document_is_refused_before_it_is_read(window: Client, anna: User) -> None:
    response = bring_in(window, anna, b" " * (2 * 1024 * 1024 + 1))
    assert response.status_code == 422
    assert "2 MB" in text(response)


def test_a_profile_is_not_brought_in_twice(window: Client, anna: User) -> None:
    bring_in(window, anna, first_document().to_json())
    response = bring_in(window, anna, first_document().to_json())
    assert response.status_code == 422
    assert "type-2-diabetes" in str(response.context["import_form"].errors["file"])
