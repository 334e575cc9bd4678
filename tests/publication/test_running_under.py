"""Serving by the standards a consumer can run (9.3, G1, G2): proved by evaluation, chosen by the consumer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.actions import import_profile, save_content, start_draft
from profiles.authoring.errors import AlreadyWithdrawn, WrongState
from profiles.publication.actions import prove, withdraw_version
from profiles.publication.models import PublishedVersion
from profiles.publication.tasks import prove_everything, prove_one
from profiles.standard.document import Column, Document

from .conftest import Publish

pytestmark = pytest.mark.django_db

PROFILE = "/api/v1/profiles/type-2-diabetes"
MANIFEST = f"{PROFILE}/versions/1.0.0/manifest"
#: The change in HbA1c since the one before: a measure that 1.0 does not have.
CHANGE = Column.model_validate_json(
    """{"id": "hba1c-change", "title": "Ændring i HbA1c", "measure": {"type": "change", "of":
        {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}}}"""
)


def pinned_to_1_1(document: Document, *columns: Column) -> Document:
    return document.model_copy(update={"standard": "1.1", "columns": (*document.columns, *columns)})


def published_with(document: Document, anna: User, publish: Publish) -> PublishedVersion:
    published = publish(draft=import_profile(by=anna, owner=anna.organisation, document=document))
    prove(published=published)
    return published


def next_with(published: PublishedVersion, document: Document, anna: User, publish: Publish) -> Any:
    draft = start_draft(profile=published.profile, by=anna)
    revision = draft.revision
    draft = save_content(version=draft, by=anna, document=document, base_revision=revision, summary="Ny")
    newer = publish(draft=draft)
    prove(published=newer)
    return newer


def offered(client: Client, standards: str) -> str:
    body = client.get(PROFILE, {"standards": standards}).json()
    return str(body["latest"]["version"])


@pytest.fixture
def plain(anna: User, publish: Publish) -> PublishedVersion:
    """Pinned to 1.1, and says nothing that is newer than 1.0."""
    return published_with(pinned_to_1_1(first_document()), anna, publish)


@pytest.fixture
def with_change(anna: User, publish: Publish) -> PublishedVersion:
    """1.0.0 in 1.0, and then a version that says what only 1.1 can say."""
    first = published_with(first_document(), anna, publish)
    return next_with(first, pinned_to_1_1(first_document(), CHANGE), anna, publish)


def test_a_document_of_1_1_that_uses_nothing_newer_is_offered_to_a_consumer_of_1_0(
    client: Client, plain: PublishedVersion
) -> None:
    assert plain.standard == "1.1"
    assert offered(client, "1.0") == "1.0.0"
    assert client.get(MANIFEST).json()["runs_under"] == ["1.0", "1.1"]


def test_what_is_offered_to_an_older_consumer_is_the_very_same_bytes(
    client: Client, plain: PublishedVersion
) -> None:
    url = client.get(PROFILE, {"standards": "1.0"}).json()["latest"]["url"]
    served = client.get(url.replace("http://127.0.0.1:8000", ""))
    assert served.content == plain.document.encode()
    assert json.loads(served.content)["standard"] == "1.1"


def test_one_that_uses_change_is_not_offered_to_1_0_which_gets_the_version_before(
    client: Client, with_change: PublishedVersion
) -> None:
    assert with_change.runs_under == ["1.1"]
    assert offered(client, "1.0") == "1.0.0"
    assert offered(client, "1.1") == "1.1.0"
    assert offered(client, "1.0,1.1") == "1.1.0"


def test_the_list_offers_each_profile_in_the_version_the_consumer_can_run(
    client: Client, with_change: PublishedVersion
) -> None:
    rows = {
        standards: client.get("/api/v1/profiles", {"standards": standards}).json()["results"]
        for standards in ("1.0", "1.1")
    }
    assert [row["latest"]["version"] for row in rows["1.0"]] == ["1.0.0"]
    assert [row["latest"]["version"] for row in rows["1.1"]] == ["1.1.0"]


def test_a_profile_with_nothing_that_fits_says_so_and_is_not_on_the_list(
    client: Client, anna: User, publish: Publish
) -> None:
    published_with(pinned_to_1_1(first_document(), CHANGE), anna, publish)
    refused = client.get(PROFILE, {"standards": "1.0"})
    assert refused.status_code == 404
    assert refused["Content-Type"] == "application/problem+json"
    assert "profilstandard 1.0" in refused.json()["detail"]
    assert client.get("/api/v1/profiles", {"standards": "1.0"}).json()["results"] == []


@pytest.mark.parametrize("value", ["", "1", "1.0.0", "7.3", "1.0,,1.1", "1.0;1.1", "ny", "01.0"])
def test_a_standard_that_nobody_knows_is_refused_by_name(
    client: Client, plain: PublishedVersion, value: str
) -> None:
    for address in ("/api/v1/profiles", PROFILE):
        refused = client.get(address, {"standards": value})
        assert refused.status_code == 400
        wrong = next(each for each in value.split(",") if each not in ("1.0", "1.1"))
        assert f"“{wrong}”" in refused.json()["detail"]


def test_a_withdrawn_version_is_not_offered_but_can_be_fetched_and_says_why(
    client: Client, with_change: PublishedVersion, ulla: User
) -> None:
    withdraw_version(version=with_change.version, by=ulla, reason="Forkert omregning")
    assert offered(client, "1.0,1.1") == "1.0.0"
    body = client.get(PROFILE).json()
    assert body["latest"]["version"] == "1.0.0"
    assert [(row["version"], bool(row["withdrawn"])) for row in body["versions"]] == [
        ("1.1.0", True),
        ("1.0.0", False),
    ]
    assert client.get(f"{PROFILE}/versions/1.1.0").content == with_change.document.encode()
    manifest = client.get(f"{PROFILE}/versions/1.1.0/manifest").json()
    assert manifest["withdrawn"]["reason"] == "Forkert omregning"


def test_a_profile_whose_only_version_is_withdrawn_offers_none(
    client: Client, plain: PublishedVersion, ulla: User
) -> None:
    withdraw_version(version=plain.version, by=ulla, reason="Forkert")
    assert client.get(PROFILE).json()["latest"] is None
    assert client.get(PROFILE, {"standards": "1.1"}).status_code == 404


def test_the_manifest_says_what_the_document_is_and_refers_to(
    client: Client, plain: PublishedVersion, anna: User, publish: Publish
) -> None:
    inside = {"id": "in", "type": "member_of", "profile": "type-2-diabetes", "version": "1.0.0"}
    document = first_document().to_json() | {"profile": "opfoelgning", "title": "Opfølgning"}
    referring = Document.model_validate_json(json.dumps(document | {"inclusion": inside}, default=str))
    published = published_with(referring.model_copy(update={"exclusion": None}), anna, publish)
    manifest = client.get("/api/v1/profiles/opfoelgning/versions/1.0.0/manifest").json()
    assert manifest["refers_to"] == [{"profile": "type-2-diabetes", "version": "1.0.0"}]
    assert manifest["content_hash"] == published.content_hash
    assert manifest["standard"] == "1.0"
    assert manifest["withdrawn"] is None
    assert manifest["runs_under"] == ["1.0", "1.1"]


def test_before_it_is_tried_a_version_runs_under_its_own_standard_alone(
    client: Client, publish: Publish
) -> None:
    publish()
    assert client.get(MANIFEST).json()["runs_under"] == ["1.0"]


def test_the_worker_tries_every_published_version_under_a_new_standard(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = publish()
    monkeypatch.setattr(prove_one, "delay", prove_one)
    prove_everything("1.1")
    prove_everything("1.1")
    assert published.runs_under == ["1.0", "1.1"]
    patients = dict(published.proofs.values_list("standard", "patients"))
    assert patients["1.0"] == 0
    assert patients["1.1"] > 100


def test_a_proof_is_never_changed_or_taken_back(plain: PublishedVersion) -> None:
    proof = plain.proofs.first()
    proof.standard = "2.0"
    with pytest.raises(IntegrityError), transaction.atomic():
        proof.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        proof.delete()


def test_only_what_is_published_can_be_withdrawn_and_only_once(
    plain: PublishedVersion, anna: User, ulla: User
) -> None:
    with pytest.raises(WrongState):
        withdraw_version(version=start_draft(profile=plain.profile, by=anna), by=ulla, reason="Nej")
    withdraw_version(version=plain.version, by=ulla, reason="Forkert")
    with pytest.raises(AlreadyWithdrawn):
        withdraw_version(version=PublishedVersion.objects.get().version, by=ulla, reason="Igen")
