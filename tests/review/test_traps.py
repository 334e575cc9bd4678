"""What other tools fell into, and this one does not."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.actions import import_profile
from profiles.authoring.errors import WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import State
from profiles.review.actions import comment_on, submit_for_review
from profiles.review.models import Comment, Decision
from tests.people import SignIn
from tests.versions import Kind, approve_as, fresh, publish_as


@pytest.fixture
def other(anna: User) -> ProfileVersion:
    """Another profile of Anna's, in review, with the very same words."""
    document = first_document().model_copy(update={"profile": "kol", "title": "KOL"})
    version = import_profile(by=anna, owner=anna.organisation, document=document)
    submit_for_review(version=version, by=anna)
    return fresh(version)


def test_approving_one_version_approves_no_other(
    in_review: ProfileVersion, other: ProfileVersion, rikke: User, tekla: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    approve_as(in_review, tekla, Kind.TECHNICAL)
    assert fresh(other).state == State.IN_REVIEW
    assert not other.decisions.exists()


def test_an_approval_by_one_person_is_in_nobody_elses_name(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    approve_as(in_review, tekla, Kind.TECHNICAL)
    assert {(each.kind, each.by.name) for each in in_review.decisions.all()} == {
        (Kind.CLINICAL, rikke.name),
        (Kind.TECHNICAL, tekla.name),
    }


def test_a_later_version_does_not_live_on_the_approvals_of_the_one_before(
    next_in_review: ProfileVersion, published: ProfileVersion, ulla: User
) -> None:
    assert published.decisions.standing().count() == 2
    assert not next_in_review.decisions.exists()
    with pytest.raises(WrongState):
        publish_as(next_in_review, ulla)


def test_publishing_leaves_the_drafts_of_others_alone(
    approved: ProfileVersion, other: ProfileVersion, ulla: User
) -> None:
    publish_as(approved, ulla)
    assert fresh(other).state == State.IN_REVIEW


@pytest.mark.parametrize("person", ["anna", "rikke", "tekla", "ulla"])
def test_whoever_wrote_decided_or_published_cannot_be_deleted_with_what_they_did(
    published: ProfileVersion, person: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(ProtectedError):
        request.getfixturevalue(person).delete()
    assert Decision.objects.filter(version=published).count() == 2


def test_a_comment_of_one_profile_is_not_reached_through_another(
    in_review: ProfileVersion, other: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    made = comment_on(version=other, by=rikke, node="adult", body="Hvorfor 18?")
    browser = signed_in(rikke)
    for verb in ("reply", "resolve", "reopen"):
        address = f"/profiles/type-2-diabetes/review/comments/{made.pk}/{verb}/"
        assert browser.post(address, {"body": "Hej"}).status_code == 404
    assert Comment.objects.get().resolved_at is None


def test_looking_changes_nothing(in_review: ProfileVersion, rikke: User, signed_in: SignIn) -> None:
    before = ProfileVersion.objects.values().get(pk=in_review.pk)
    for address in ("", "?view=all"):
        assert signed_in(rikke).get(f"/profiles/type-2-diabetes/review/{address}").status_code == 200
    assert ProfileVersion.objects.values().get(pk=in_review.pk) == before


@pytest.mark.parametrize("verb", ["decide", "take-back", "comments"])
def test_what_changes_something_is_not_reached_by_looking(
    in_review: ProfileVersion, rikke: User, signed_in: SignIn, verb: str
) -> None:
    assert signed_in(rikke).get(f"/profiles/type-2-diabetes/review/{verb}/").status_code == 405
