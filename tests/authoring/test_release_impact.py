"""What a release means for what is published: who is touched, by which codes, and in how many patients."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from profiles.authoring.codes.impact import impacts
from profiles.authoring.codes.releases import releases_of
from profiles.authoring.models import ProfileVersion
from profiles.publication.actions import withdraw_version
from tests.people import SignIn
from tests.publication.conftest import Publish
from tests.publication.conftest import publish as publish
from tests.releases import NewRelease

from .conftest import text

PAGE = "/profiles/release-impact/sks/2/"


@pytest.fixture(autouse=True)
def no_clinic(settings: Settings, tmp_path: Path) -> None:
    """The synthetic clinic may be there or not; here it is not."""
    settings.CLINICS = tmp_path


def test_a_release_that_touches_no_code_set_leaves_every_profile_identical(
    published: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    found = impacts(new_release(DF99="Uden for"), anna)
    assert [each.pk for each in found.identical] == [published.pk]
    assert not found.changed


def test_what_changes_is_told_with_codes_and_test_patients(
    published: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    release = new_release(
        DE11Z="Ny", DE119="Nyt navn", DF99="Uden for", closed={"DE110": "Type 2-diabetes med koma"}
    )
    (impact,) = impacts(release, anna).changed
    assert impact.before == 1
    told = [(code.effect.value, code.concept.key) for code in impact.effects[0].codes]
    assert told == [("comes-in", "DE11Z"), ("closed", "DE110"), ("renamed", "DE119")]
    assert impact.tests > 0
    assert not impacts(release, anna).synthetic.is_there


def test_only_what_is_offered_is_told_of(
    published: ProfileVersion, draft: ProfileVersion, anna: User, ulla: User, new_release: NewRelease
) -> None:
    release = new_release(DE11Z="Ny")
    withdraw_version(version=published, by=ulla, reason="En grund")
    found = impacts(release, anna)
    assert not found.changed
    assert not found.identical


def test_a_version_that_reads_the_release_already_is_identical(
    new_release: NewRelease, publish: Publish, anna: User
) -> None:
    release = new_release(DE11Z="Ny")
    publish()
    assert not impacts(release, anna).changed


def test_questions_do_not_grow_with_profiles(
    publish: Publish, anna: User, gunnar: User, new_release: NewRelease
) -> None:
    publish()
    release = new_release(DE11Z="Ny")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            impacts(release, User.objects.get(pk=gunnar.pk))
        return len(queries)

    few = asked()
    for slug in ("kol", "demens", "adhd"):
        publish(slug, slug)
    for version in ProfileVersion.objects.exclude(profile__slug="type-2-diabetes"):
        assert releases_of(version)["sks"] == 2
    assert asked() <= few + 2


# --- the page ------------------------------------------------------------------------------------


def test_the_page_shows_the_changed_before_the_identical_and_says_what_was_not_counted(
    published: ProfileVersion, gunnar: User, signed_in: SignIn, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    said = text(signed_in(gunnar).get(PAGE))
    for words in (
        "Ændret (1)",
        "Læses mod udgave nr. 1",
        "Kommer ind",
        "Ny underkode",
        "Kan redigeres af Anna Author",
    ):
        assert words in said
    assert "er ikke lavet her" in said
    assert "Begynd kladde" not in said


def test_a_draft_is_begun_at_a_click_with_the_release_pinned(
    published: ProfileVersion, anna: User, signed_in: SignIn, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    browser = signed_in(anna)
    assert "Begynd kladde" in text(browser.get(PAGE))
    answer = browser.post(PAGE, {"profile": "type-2-diabetes"}, follow=True)
    assert "DE11Z" in text(answer)
    assert "1 underkode er ikke set endnu" in text(answer)
    assert releases_of(published.profile.versions.open().get())["sks"] == 2
    said = text(browser.get(PAGE))
    assert 'href="/profiles/type-2-diabetes/draft/releases/sks/?to=2"' in said
    assert "Begynd kladde" not in said
    again = browser.post(PAGE, {"profile": "type-2-diabetes"}, follow=True)
    assert "har allerede en kladde" in text(again)


@pytest.mark.parametrize("who", ["rikke", "ulla", "gunnar"])
def test_only_who_may_edit_begins_one(
    who: str,
    published: ProfileVersion,
    request: pytest.FixtureRequest,
    signed_in: SignIn,
    new_release: NewRelease,
) -> None:
    new_release(DE11Z="Ny underkode")
    browser: Client = signed_in(request.getfixturevalue(who))
    assert browser.post(PAGE, {"profile": "type-2-diabetes"}).status_code == 403
    assert not published.profile.versions.open().exists()
