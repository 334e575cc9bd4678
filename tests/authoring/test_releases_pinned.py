"""The releases of code systems that a version is read against: pinned, moved in the draft, then frozen."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import AuditEvent, User
from profiles.authoring.actions import start_draft, upgrade_standard
from profiles.authoring.codes.actions import move_to_release
from profiles.authoring.codes.releases import readings, releases_of
from profiles.authoring.errors import WrongState
from profiles.authoring.models import ProfileVersion, ReleasePin
from profiles.standard.catalogue import load_catalogue
from profiles.terminology.expansion import members
from profiles.terminology.models import Release
from tests.people import SignIn
from tests.releases import NewRelease
from tests.versions import fresh

from .conftest import DRAFT, text

MOVE = f"{DRAFT}releases/sks/"


def members_of(version: ProfileVersion, code_set: str) -> set[str]:
    """The codes of a code set as the version reads them."""
    found = next(each for each in version.content.code_sets if each.id == code_set)
    return {each.concept.key for each in members(found.rules, releases_of(version))}


def test_a_new_draft_is_read_against_the_newest_release_of_each_system(
    new_release: NewRelease, draft: ProfileVersion
) -> None:
    systems = {each.id for each in load_catalogue(draft.content.standard).code_systems}
    with_releases = set(Release.objects.filter(system__in=systems).values_list("system_id", flat=True))
    assert set(releases_of(draft)) == with_releases
    assert releases_of(draft)["sks"] == 1


def test_a_new_release_changes_no_version_that_was_begun_before_it(
    draft: ProfileVersion, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    assert releases_of(draft)["sks"] == 1
    assert "DE11Z" not in members_of(draft, "t2d")
    behind = {each.release.system_id: each.is_behind for each in readings(draft)}
    assert behind.pop("sks")
    assert not any(behind.values())


def test_the_next_draft_keeps_the_releases_of_what_is_published_and_is_offered_the_newer(
    published: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    begun = start_draft(profile=published.profile, by=anna)
    assert releases_of(begun) == releases_of(published)
    assert next(each for each in readings(begun) if each.release.system_id == "sks").is_behind


def test_a_draft_can_be_begun_on_a_release(
    published: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    release = new_release(DE11Z="Ny underkode")
    begun = start_draft(profile=published.profile, by=anna, releases=[release])
    assert releases_of(begun) == {**releases_of(published), "sks": 2}


def test_moving_reads_the_draft_against_the_release_and_is_told(
    draft: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    release = new_release(DE11Z="Ny underkode")
    before = fresh(draft)
    move_to_release(version=draft, by=anna, release=release)
    assert "DE11Z" in members_of(draft, "t2d")
    after = fresh(draft)
    assert (after.content_hash, after.revision) == (before.content_hash, before.revision)
    event = AuditEvent.objects.get(kind="release-moved")
    assert (event.actor_name, event.profile, event.version) == (anna.name, "type-2-diabetes", "1.0.0")
    assert (event.details["system"], event.details["before"], event.details["after"]) == ("sks", 1, 2)
    move_to_release(version=draft, by=anna, release=release)
    assert AuditEvent.objects.filter(kind="release-moved").count() == 1


@pytest.mark.parametrize("state", ["in_review", "approved", "published"])
def test_after_the_draft_the_release_is_frozen_in_python_and_in_the_database(
    state: str, request: pytest.FixtureRequest, anna: User, new_release: NewRelease
) -> None:
    version: ProfileVersion = request.getfixturevalue(state)
    release = new_release(DE11Z="Ny underkode")
    with pytest.raises(WrongState):
        move_to_release(version=version, by=anna, release=release)
    pins = version.pins.filter(system="sks")
    with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
        pins.update(release=release)
    with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
        pins.delete()
    with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
        ReleasePin.objects.create(version=version, system_id="local", release=release)
    assert releases_of(version)["sks"] == 1


@pytest.mark.parametrize("who", ["rikke", "tekla", "ulla", "gunnar"])
def test_only_who_may_edit_moves_it(
    who: str, draft: ProfileVersion, request: pytest.FixtureRequest, new_release: NewRelease
) -> None:
    with pytest.raises(PermissionDenied):
        move_to_release(version=draft, by=request.getfixturevalue(who), release=new_release(DE11Z="Ny"))


def test_a_version_without_pins_is_read_as_the_codes_are_now(
    draft: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    draft.pins.all().delete()
    release = new_release(DE11Z="Ny underkode")
    assert releases_of(draft) == {}
    assert "DE11Z" in members_of(draft, "t2d")
    assert not any(each.is_pinned or each.is_behind for each in readings(draft))
    move_to_release(version=draft, by=anna, release=release)
    assert releases_of(draft) == {"sks": 2}


def test_a_draft_that_moves_to_a_newer_standard_gets_the_systems_that_come_with_it(
    draft: ProfileVersion, anna: User, standard_1_1: ProfileVersion
) -> None:
    draft.pins.filter(system="atc").delete()
    now = fresh(draft)
    upgraded = upgrade_standard(version=now, by=anna, to="1.1", base_revision=now.revision)
    assert releases_of(upgraded)["atc"] == 1


# --- pages ---------------------------------------------------------------------------------------


def test_the_code_sets_name_their_releases_and_offer_a_newer_one(
    editor: Client, new_release: NewRelease
) -> None:
    said = text(editor.get(f"{DRAFT}code-sets/"))
    assert "SKS · udgave 21. nov. 2026" in said
    assert "nyere udgave" not in said
    new_release(DE11Z="Ny underkode")
    assert "Se, hvad udgave 1. okt. 2026 ændrer" in text(editor.get(f"{DRAFT}code-sets/"))


def test_before_moving_one_sees_which_codes_come_into_which_code_sets(
    editor: Client, draft: ProfileVersion, new_release: NewRelease
) -> None:
    new_release(
        DE11Z="Ny underkode", DE100="Nyt navn", DF99="Uden for", closed={"DE110": "Type 2-diabetes med koma"}
    )
    said = text(editor.get(MOVE))
    assert said.index("Type 2-diabetes</h3>") < said.index("Kommer ind") < said.index("DE11Z")
    for words in (
        "Er lukket",
        "Har nyt navn",
        "før: Type 1-diabetes med koma",
        "Skift til udgave 1. okt. 2026",
    ):
        assert words in said
    assert "DF99" not in said
    answer = editor.post(MOVE, {"to": 2}, follow=True)
    assert "Kladden læses nu mod" in text(answer)
    assert releases_of(draft)["sks"] == 2
    assert "Går ud" in text(editor.get(f"{MOVE}?to=1"))


def test_a_release_that_touches_nothing_says_so(editor: Client, new_release: NewRelease) -> None:
    new_release(DF99="Uden for")
    assert "Ingen af dem er med i kladdens kodesæt" in text(editor.get(MOVE))


@pytest.mark.parametrize("to", ["", "9", "x", "99999999999999999999", "²"])
def test_a_release_that_is_not_there_is_refused(editor: Client, to: str, draft: ProfileVersion) -> None:
    answer = editor.post(MOVE, {"to": to})
    assert answer.status_code == 422
    assert "Vælg en udgave." in text(answer)
    assert releases_of(draft)["sks"] == 1


def test_a_version_in_review_is_not_moved(
    in_review: ProfileVersion, anna: User, signed_in: SignIn, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    browser = signed_in(anna)
    assert "Skift til udgave 1. okt. 2026</button>" not in text(browser.get(MOVE))
    assert browser.post(MOVE, {"to": 2}).status_code == 409


def test_the_published_page_names_the_releases(
    published: ProfileVersion, client: Client, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    assert "SKS · udgave 21. nov. 2026" in text(client.get("/profiles/type-2-diabetes/versions/1.0.0/"))
