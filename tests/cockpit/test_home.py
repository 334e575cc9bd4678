"""What waits for whom: read from the workflow's rows and the person's rights."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from accounts.actions import grant_right
from accounts.models import User
from accounts.rights import ProfileRight, Role
from cockpit.demo.content import first_document
from cockpit.overview import drafts_of, published_lately, waiting_for
from profiles.authoring.actions import import_profile
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import submit_for_review
from tests.people import MakePerson, SignIn
from tests.versions import Kind, approve_as, fresh, publish_as, request_as


def asked(person: User) -> list[tuple[str, str]]:
    """What the person is asked, without what their checker remembers."""
    person = User.objects.get(pk=person.pk)
    return [(task.action, task.title) for task in waiting_for(person)]


def title_of(version: ProfileVersion) -> str:
    return version.profile.title


def test_a_draft_waits_for_nobody(
    draft: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User
) -> None:
    assert [asked(person) for person in (anna, rikke, tekla, ulla)] == [[], [], [], []]


def test_a_version_in_review_waits_for_those_who_may_approve_it(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User, gunnar: User
) -> None:
    question = [("Gennemgå", f"{title_of(in_review)} venter på din gennemgang")]
    assert asked(rikke) == asked(tekla) == question
    assert asked(anna) == asked(ulla) == asked(gunnar) == []


def test_what_is_approved_clinically_waits_for_the_technical_reviewer_alone(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    assert asked(rikke) == []
    assert len(asked(tekla)) == 1


def test_who_may_approve_in_both_capacities_is_asked_once(
    in_review: ProfileVersion, make_person: MakePerson, anna: User
) -> None:
    both = make_person("Bodil Begge", "dsam", Role.READER)
    for right in (ProfileRight.READ, ProfileRight.REVIEW_CLINICALLY, ProfileRight.REVIEW_TECHNICALLY):
        grant_right(right=right, to=both, on=in_review.profile, by=anna)
    [task] = waiting_for(User.objects.get(pk=both.pk))
    assert task.note == "Du kan godkende klinisk og teknisk"


def test_who_has_written_in_it_is_not_asked_to_approve_it(in_review: ProfileVersion, anna: User) -> None:
    grant_right(right=ProfileRight.REVIEW_CLINICALLY, to=anna, on=in_review.profile, by=anna)
    assert asked(anna) == []


def test_an_approved_version_waits_for_the_publisher_alone(
    approved: ProfileVersion, anna: User, rikke: User, ulla: User
) -> None:
    assert asked(ulla) == [("Udgiv", f"{title_of(approved)} er godkendt og kan udgives")]
    assert asked(anna) == asked(rikke) == []


def test_a_published_version_waits_for_nobody(
    published: ProfileVersion, rikke: User, tekla: User, ulla: User
) -> None:
    assert [asked(person) for person in (rikke, tekla, ulla)] == [[], [], []]


def test_a_request_for_changes_waits_for_the_author_with_its_reason(
    in_review: ProfileVersion, anna: User, rikke: User
) -> None:
    request_as(in_review, rikke, Kind.CLINICAL, "Vinduet bør være 36 måneder")
    [task] = waiting_for(User.objects.get(pk=anna.pk))
    assert task.title == f"{rikke.name} beder om ændringer i {title_of(in_review)}"
    assert task.note == "Vinduet bør være 36 måneder"
    assert asked(rikke) == []


def test_a_request_that_was_met_waits_for_nobody(in_review: ProfileVersion, anna: User, rikke: User) -> None:
    request_as(in_review, rikke, Kind.CLINICAL, "Vinduet bør være 36 måneder")
    submit_for_review(version=fresh(in_review), by=anna)
    assert asked(anna) == []
    assert len(asked(rikke)) == 1


def test_drafts_are_those_one_may_write_in(in_review: ProfileVersion, anna: User, rikke: User) -> None:
    [mine] = drafts_of(anna)
    assert (mine, mine.round) == (in_review, 1)
    assert list(drafts_of(rikke)) == []


def test_the_newest_published_comes_first(published: ProfileVersion) -> None:
    assert [version.version for version in published_lately()] == [published]


def test_a_visitor_reads_what_the_tool_is_and_what_is_published(
    client: Client, published: ProfileVersion
) -> None:
    html = client.get("/").content.decode()
    assert "Log ind" in html
    assert f'href="{published.publication.get_absolute_url()}"' in html
    assert "Venter på dig" not in html


@override_settings(OPEN_READING=False)
def test_a_visitor_sees_no_profile_when_reading_is_not_open(
    client: Client, published: ProfileVersion
) -> None:
    assert title_of(published) not in client.get("/").content.decode()


def test_an_author_can_begin_a_profile_from_home(signed_in: SignIn, anna: User, gunnar: User) -> None:
    assert 'href="/profiles/new/"' in signed_in(anna).get("/").content.decode()
    assert 'href="/profiles/new/"' not in signed_in(gunnar).get("/").content.decode()


def test_an_empty_home_teaches(signed_in: SignIn, anna: User) -> None:
    html = signed_in(anna).get("/").content.decode()
    assert "Intet venter på dig" in html
    assert "En profil begynder med et formål" in html
    assert "Ingen profiler er udgivet endnu" in html


def test_home_has_one_blue_button(
    signed_in: SignIn, in_review: ProfileVersion, another: ProfileVersion, rikke: User
) -> None:
    html = signed_in(rikke).get("/").content.decode()
    assert html.count("button-primary") == 1
    assert html.count("button-secondary") == 1


@pytest.fixture
def another(anna: User) -> ProfileVersion:
    """A second version in review."""
    return second(anna, "kol")


def second(anna: User, slug: str) -> ProfileVersion:
    document = first_document().model_copy(update={"profile": slug})
    version = import_profile(by=anna, owner=anna.organisation, document=document)
    submit_for_review(version=version, by=anna)
    return fresh(version)


def queries(client: Client, django_assert_max_num_queries) -> int:
    with django_assert_max_num_queries(40) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(
    signed_in: SignIn,
    in_review: ProfileVersion,
    anna: User,
    rikke: User,
    tekla: User,
    ulla: User,
    django_assert_max_num_queries,
) -> None:
    browsers = [signed_in(person) for person in (anna, rikke, ulla)]
    few = [queries(browser, django_assert_max_num_queries) for browser in browsers]
    for number in range(4):
        more = second(anna, f"profil-{number}")
        approve_as(more, tekla, Kind.TECHNICAL)
    approve_as(in_review, rikke, Kind.CLINICAL)
    approve_as(in_review, tekla, Kind.TECHNICAL)
    publish_as(in_review, ulla)
    assert [queries(browser, django_assert_max_num_queries) for browser in browsers] == few
