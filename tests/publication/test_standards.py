"""Published standards: served as they were approved, known in every process, what drafts are written in."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.actions import create_profile, import_profile, save_content, start_draft
from profiles.authoring.catalogue.surgery import add
from profiles.authoring.models import ProfileVersion
from profiles.evaluation import evaluate
from profiles.publication.actions import withdraw_version
from profiles.publication.numbers import numbers_of
from profiles.standard.catalogue import (
    ElementField,
    FieldType,
    UnknownStandard,
    load_catalogue,
    serve_standards_from,
    standards,
)
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read_json
from profiles.standard.schema import json_schema
from tests.people import SignIn
from tests.standard_versions import PublishStandard, save_catalogue

from .test_api import assert_problem

pytestmark = pytest.mark.django_db

LIST = "/api/v1/standards"
PLACE = ElementField(id="site", title="Sted", type=FieldType.TEXT)


@pytest.fixture
def standard_1_2(
    standard_1_1: ProfileVersion, stine: User, publish_standard: PublishStandard
) -> ProfileVersion:
    """A standard that is shipped with nothing: contacts have a place."""
    draft = start_draft(profile=standard_1_1.profile, by=stine)
    catalogue, _ = add(draft.catalogue, "contact", PLACE)
    return publish_standard(save_catalogue(draft, stine, catalogue))


def test_the_list_tells_every_standard_newest_first(client: Client, standard_1_0: ProfileVersion) -> None:
    newest, first = client.get(LIST).json()
    assert (newest["standard"], newest["published_at"]) == ("1.1", None)
    assert first["standard"] == "1.0"
    assert first["published_at"] is not None
    assert first["content_hash"] == standard_1_0.content_hash


def test_a_catalogue_is_served_in_the_bytes_that_were_approved(
    client: Client, standard_1_1: ProfileVersion
) -> None:
    served = client.get(f"{LIST}/1.1")
    assert served.content == standard_1_1.document.encode()
    assert served["ETag"] == f'"{sha256(served.content).hexdigest()}"'
    assert "immutable" in served["Cache-Control"]
    again = client.get(f"{LIST}/1.1", headers={"If-None-Match": served["ETag"]})
    assert again.status_code == 304


def test_a_shipped_standard_is_served_in_the_bytes_it_will_be_published_in(
    client: Client, request: pytest.FixtureRequest
) -> None:
    before = client.get(f"{LIST}/1.0")
    published: ProfileVersion = request.getfixturevalue("standard_1_0")
    assert before.content == published.document.encode() == client.get(f"{LIST}/1.0").content


def test_the_schema_is_that_of_the_standard(client: Client) -> None:
    served = client.get(f"{LIST}/1.1/schema")
    address = "http://127.0.0.1:8000/api/v1/standards/1.1/schema"
    assert served.json() == json.loads(json.dumps(json_schema(address, "1.1")))
    assert client.get(f"{LIST}/1.1/schema", headers={"If-None-Match": served["ETag"]}).status_code == 304


@pytest.mark.parametrize("number", ["2.0", "1", "1.0.0", "ny"])
@pytest.mark.parametrize("below", ["", "/schema"])
def test_a_standard_that_is_not_there_is_a_problem_that_names_it(
    client: Client, number: str, below: str
) -> None:
    assert_problem(client.get(f"{LIST}/{number}{below}"), 404, number)


def test_a_draft_of_the_standard_is_nowhere_in_the_api(
    client: Client, standard_1_1_draft: ProfileVersion
) -> None:
    assert [row["published_at"] is None for row in client.get(LIST).json()] == [True, False]
    assert client.get("/api/v1/profiles").json()["results"] == []
    assert client.get("/api/v1/profiles/standard").status_code == 404
    assert client.get("/api/v1/profiles/standard/versions/1.0").status_code == 404


def test_a_standard_published_in_the_tool_is_known_the_moment_it_is(standard_1_2: ProfileVersion) -> None:
    assert standards() == ("1.0", "1.1", "1.2")
    assert load_catalogue("1.2").element("contact").field("site").title == "Sted"


def test_a_draft_of_a_standard_is_known_to_nobody(standard_1_1: ProfileVersion, stine: User) -> None:
    draft = start_draft(profile=standard_1_1.profile, by=stine)
    catalogue, _ = add(draft.catalogue, "contact", PLACE)
    assert save_catalogue(draft, stine, catalogue).number == "1.2"
    with pytest.raises(UnknownStandard):
        load_catalogue("1.2")


def test_where_nothing_is_asked_for_a_published_standard_is_unknown(standard_1_2: ProfileVersion) -> None:
    serve_standards_from(None)
    with pytest.raises(UnknownStandard):
        load_catalogue("1.2")


def with_place(document: Document) -> Document:
    """The document pinned to 1.2 and asking for what only that has."""
    column = {
        "id": "places",
        "title": "Kontakter uden sted",
        "measure": {
            "type": "count",
            "of": {"element": "contact", "where": [{"field": "site", "missing": True}]},
        },
    }
    written = json.loads(json.dumps(document.to_json(), default=str))
    return read_json(written | {"standard": "1.2", "columns": [*written["columns"], column]})


def test_a_profile_is_written_in_the_new_standard_uses_its_field_and_runs(
    standard_1_2: ProfileVersion, anna: User, tmp_path: Path
) -> None:
    draft = import_profile(by=anna, owner=anna.organisation, document=first_document())
    draft = save_content(
        version=draft,
        by=anna,
        document=with_place(draft.content),
        base_revision=draft.revision,
        summary="Flyttet til 1.2",
    )
    (tmp_path / "patient.csv").write_text(
        "patient_id,birth_date,sex,deceased_date,enrolled_from,enrolled_to\nTEST-1,1960-01-01,female,,2000-01-01,\n"
    )
    (tmp_path / "contact.csv").write_text(
        "patient_id,kind,date,clinician,role,own_clinician,site\n"
        "TEST-1,phone,2026-01-01,a,doctor,yes,Hjemme\nTEST-1,phone,2026-01-02,a,doctor,yes,\n"
    )
    [result] = evaluate(draft.content, tmp_path, date(2026, 11, 21))
    assert result.to_json()["columns"]["places"]["value"] == 1


def test_a_field_of_the_new_standard_is_unknown_to_the_older_ones(standard_1_2: ProfileVersion) -> None:
    document = with_place(first_document())
    with pytest.raises(InvalidDocument, match="site"):
        read_json(json.loads(json.dumps(document.to_json(), default=str)) | {"standard": "1.1"})


def test_a_new_profile_is_written_in_the_newest_standard_in_force(
    standard_1_2: ProfileVersion, anna: User, ulla: User
) -> None:
    facts = {"title": "Astma", "kind": "disease", "owner": anna.organisation, "purpose": "Alle med astma"}
    assert create_profile(by=anna, slug="astma", **facts).content.standard == "1.2"
    withdraw_version(version=standard_1_2, by=ulla, reason="Sted skulle have været en kode")
    assert create_profile(by=anna, slug="astma-2", **facts).content.standard == "1.1"


def test_a_draft_is_moved_to_a_standard_that_was_published_here(
    standard_1_2: ProfileVersion, draft: ProfileVersion, anna: User, ulla: User, signed_in: SignIn
) -> None:
    browser, address = signed_in(anna), "/profiles/type-2-diabetes/draft/upgrade/"
    assert browser.get(address).context["to"] == "1.2"
    assert browser.post(address, {"to": "1.2", "revision": draft.revision}).status_code == 303
    draft.refresh_from_db()
    assert draft.content.standard == "1.2"


def test_nobody_is_moved_to_a_standard_that_is_withdrawn(
    standard_1_2: ProfileVersion, draft: ProfileVersion, anna: User, ulla: User, signed_in: SignIn
) -> None:
    withdraw_version(version=standard_1_2, by=ulla, reason="Sted skulle have været en kode")
    assert signed_in(anna).get("/profiles/type-2-diabetes/draft/upgrade/").context["to"] == "1.1"


def test_a_draft_in_a_withdrawn_standard_is_told_so(
    standard_1_1: ProfileVersion, anna: User, ulla: User, signed_in: SignIn
) -> None:
    document = first_document().model_copy(update={"standard": "1.1"})
    import_profile(by=anna, owner=anna.organisation, document=document)
    withdraw_version(version=standard_1_1, by=ulla, reason="En fejl")
    page = signed_in(anna).get("/profiles/type-2-diabetes/draft/purpose/").content.decode()
    assert "Profilstandard 1.1 er trukket tilbage." in page


def test_a_withdrawn_standard_is_served_and_says_why(
    client: Client, standard_1_1: ProfileVersion, ulla: User
) -> None:
    withdraw_version(version=standard_1_1, by=ulla, reason="En fejl i døgndosis")
    assert client.get(LIST).json()[0]["withdrawn"]["reason"] == "En fejl i døgndosis"
    assert client.get(f"{LIST}/1.1").content == standard_1_1.document.encode()
    page = client.get("/profiles/standard/versions/1.1/").content.decode()
    assert "En fejl i døgndosis" in page


def test_the_page_of_a_published_standard_tells_what_is_new(
    client: Client, standard_1_1: ProfileVersion
) -> None:
    page = " ".join(client.get("/profiles/standard/versions/1.1/").content.decode().split())
    assert "Ændret siden 1.0" in page
    assert "Elementet »Sygehuskontakt« er nyt." in page
    assert "/api/v1/standards/1.1/schema" in page


@pytest.mark.parametrize("name", ["standard", "standard@1.1", "standard@draft"])
def test_the_standard_is_nothing_to_evaluate(
    standard_1_1: ProfileVersion, stine: User, tmp_path: Path, name: str
) -> None:
    start_draft(profile=standard_1_1.profile, by=stine)
    with pytest.raises(CommandError, match="standard"):
        call_command("evaluate", name, str(tmp_path), "--date", "2026-11-21")


def test_a_published_standard_never_changes(standard_1_1: ProfileVersion) -> None:
    published: Any = standard_1_1.publication
    published.document = "{}"
    with pytest.raises(IntegrityError), transaction.atomic():
        published.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        standard_1_1.delete()


def test_both_versions_of_the_standard_are_shown_as_in_force(
    client: Client, standard_1_1: ProfileVersion
) -> None:
    page = client.get("/profiles/standard/").content.decode()
    assert page.count("Gælder nu") == 2
    assert "Erstattet" not in page


@pytest.mark.parametrize(
    ("slug", "text", "numbers"),
    [
        ("standard", "1.1", (1, 1)),
        ("standard", "1.1.0", None),
        ("standard", "x", None),
        ("kol", "1.1.0", (1, 1, 0)),
        ("kol", "1.1", None),
    ],
)
def test_numbers_of_the_standard_have_two_parts(slug: str, text: str, numbers: Any) -> None:
    assert numbers_of(slug, text) == numbers
