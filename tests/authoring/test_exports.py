"""A code set taken out of a draft and of a published version."""

from __future__ import annotations

import json

import pytest

from accounts.models import User
from cockpit.demo.looking import see_every_code
from profiles.authoring.models import ProfileVersion
from profiles.publication.actions import withdraw_version
from tests.people import SignIn

pytestmark = pytest.mark.django_db
DRAFT = "/profiles/type-2-diabetes/draft/code-sets/t2d/export"
PUBLISHED = "/profiles/type-2-diabetes/code-sets/1.0.0/t2d/export"


def test_a_drafts_code_set_says_that_it_is_a_draft(
    draft: ProfileVersion, anna: User, signed_in: SignIn
) -> None:
    answer = signed_in(anna).get(f"{DRAFT}/fhir/")
    resource = json.loads(answer.content)
    assert resource["status"] == "draft"
    assert "version" not in resource
    assert "ikke klinisk godkendt" in resource["description"]
    assert answer["Content-Disposition"] == 'attachment; filename="type-2-diabetes-t2d-kladde.json"'


@pytest.mark.parametrize("form", ["csv", "xlsx", "fhir"])
def test_a_published_code_set_is_taken_out_in_every_format(
    published: ProfileVersion, gunnar: User, signed_in: SignIn, form: str
) -> None:
    answer = signed_in(gunnar).get(f"{PUBLISHED}/{form}/")
    assert answer.status_code == 200
    assert "t2d-1.0.0" in answer["Content-Disposition"]
    assert answer.content


def test_a_withdrawn_version_says_so_in_what_is_taken_out(
    published: ProfileVersion, ulla: User, signed_in: SignIn
) -> None:
    withdraw_version(version=published, by=ulla, reason="En kode var forkert.")
    resource = json.loads(signed_in(ulla).get(f"{PUBLISHED}/fhir/").content)
    assert resource["status"] == "retired"
    assert "En kode var forkert" in resource["description"]


@pytest.mark.parametrize("where", [f"{DRAFT}/pdf/", DRAFT.replace("t2d", "findes-ikke") + "/csv/"])
def test_what_is_not_there_is_not_found(
    draft: ProfileVersion, anna: User, signed_in: SignIn, where: str
) -> None:
    assert signed_in(anna).get(where).status_code == 404


def test_a_drafts_code_that_nobody_has_seen_says_so_in_the_table(
    draft: ProfileVersion, anna: User, signed_in: SignIn
) -> None:
    text = signed_in(anna).get(f"{DRAFT}/csv/").content.decode("utf-8-sig")
    last = {row.split(";")[1]: row.split(";")[-1] for row in text.splitlines()}
    assert (last["kode"], last["DE11"], last["DE119"]) == ("set", "ja", "nej")
    see_every_code(draft, anna)
    text = signed_in(anna).get(f"{DRAFT}/csv/").content.decode("utf-8-sig")
    assert {row.split(";")[-1] for row in text.splitlines()[1:]} == {"ja"}
