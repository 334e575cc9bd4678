"""Publishing: the very content that was approved, under its number, for ever."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.events import Event
from accounts.models import AuditEvent, User
from profiles.authoring.actions import start_draft
from profiles.authoring.errors import HoldsCprNumber, WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Condition, State
from profiles.publication.actions import publish_version
from profiles.publication.models import PublishedVersion
from profiles.review.actions import comment_on, resolve_comment, submit_for_review
from profiles.review.errors import ConditionsUnmet, ContentChanged
from tests.people import SignIn
from tests.versions import Kind, approve_as, edit_as, fresh, publish_as

SEEN = "publish-content_hash"
NUMBER = "publish-number"


def test_what_is_published_is_what_was_approved_byte_for_byte(approved: ProfileVersion, ulla: User) -> None:
    row = publish_version(version=approved, by=ulla, content_hash=approved.content_hash, note="Første udgave")
    assert (row.document, row.content_hash) == (approved.document, approved.content_hash)
    assert (row.number, row.title, row.standard) == ("1.0.0", "Type 2-diabetes", "1.0")
    assert (row.published_by, row.note) == (ulla, "Første udgave")
    assert fresh(approved).state == State.PUBLISHED


def test_publishing_is_told_in_the_audit_trail(approved: ProfileVersion, ulla: User) -> None:
    publish_as(approved, ulla)
    event = AuditEvent.objects.get(kind=Event.VERSION_PUBLISHED)
    assert (event.actor_email, event.version, event.content_hash) == (
        ulla.email,
        "1.0.0",
        approved.content_hash,
    )


def test_a_version_with_an_open_comment_is_not_published(
    approved: ProfileVersion, rikke: User, ulla: User
) -> None:
    thread = comment_on(version=approved, by=rikke, node="adult", body="Hvorfor 18?")
    with pytest.raises(ConditionsUnmet, match="1 kommentar er åben") as refusal:
        publish_as(approved, ulla)
    assert [state.condition for state in refusal.value.unmet] == [Condition.COMMENTS_RESOLVED]
    assert not PublishedVersion.objects.exists()
    resolve_comment(comment=thread, by=rikke)
    assert publish_as(approved, ulla).state == State.PUBLISHED


def test_content_other_than_the_publisher_saw_is_not_published(approved: ProfileVersion, ulla: User) -> None:
    with pytest.raises(ContentChanged):
        publish_version(version=approved, by=ulla, content_hash="0" * 64)
    assert fresh(approved).state == State.APPROVED


@pytest.mark.parametrize("person", ["anna", "rikke", "tekla", "gunnar", "asta"])
def test_only_a_publisher_publishes(
    approved: ProfileVersion, person: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        publish_as(approved, request.getfixturevalue(person))
    assert not PublishedVersion.objects.exists()


def test_one_approval_is_not_enough(in_review: ProfileVersion, rikke: User, ulla: User) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    with pytest.raises(WrongState):
        publish_as(in_review, ulla)


def test_a_note_with_a_cpr_number_is_refused(approved: ProfileVersion, ulla: User) -> None:
    with pytest.raises(HoldsCprNumber):
        publish_version(
            version=approved, by=ulla, content_hash=approved.content_hash, note="Se patient 0101011234"
        )
    assert fresh(approved).state == State.APPROVED


def test_the_profile_carries_the_title_of_what_was_published_last(
    next_draft: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User
) -> None:
    edit_as(next_draft, anna, next_draft.content.model_copy(update={"title": "Diabetes, type 2"}))
    assert fresh(next_draft).profile.title == "Type 2-diabetes"
    submit_for_review(version=next_draft, by=anna)
    approve_as(next_draft, rikke, Kind.CLINICAL)
    approve_as(next_draft, tekla, Kind.TECHNICAL)
    publish_as(next_draft, ulla)
    assert fresh(next_draft).profile.title == "Diabetes, type 2"


def test_the_number_comes_from_the_difference(
    next_in_review: ProfileVersion, rikke: User, tekla: User, ulla: User
) -> None:
    approve_as(next_in_review, rikke, Kind.CLINICAL)
    approve_as(next_in_review, tekla, Kind.TECHNICAL)
    assert publish_as(next_in_review, ulla).publication.number == "1.1.0"


def test_publishing_leaves_other_profiles_and_the_version_before_alone(
    next_in_review: ProfileVersion, published: ProfileVersion, rikke: User, tekla: User, ulla: User
) -> None:
    before = PublishedVersion.objects.values().get(version=published)
    approve_as(next_in_review, rikke, Kind.CLINICAL)
    approve_as(next_in_review, tekla, Kind.TECHNICAL)
    publish_as(next_in_review, ulla)
    assert PublishedVersion.objects.values().get(version=published) == before
    assert fresh(published).state == State.PUBLISHED


def test_after_publishing_the_next_draft_can_be_started(published: ProfileVersion, anna: User) -> None:
    assert start_draft(profile=published.profile, by=anna).base == published


# --- the form on the review page -----------------------------------------------------------------


def test_the_publisher_types_the_number_and_comes_to_the_published_text(
    approved: ProfileVersion, ulla: User, signed_in: SignIn
) -> None:
    answer = signed_in(ulla).post(
        "/profiles/type-2-diabetes/publish/", {SEEN: approved.content_hash, NUMBER: " 1.0.0 "}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/profiles/type-2-diabetes/versions/1.0.0/")
    assert fresh(approved).state == State.PUBLISHED


def test_another_number_is_refused_at_its_field_and_the_note_is_kept(
    approved: ProfileVersion, ulla: User, signed_in: SignIn
) -> None:
    answer = signed_in(ulla).post(
        "/profiles/type-2-diabetes/publish/",
        {SEEN: approved.content_hash, NUMBER: "1.1.0", "publish-note": "Det nye er grænsen"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Versionen udgives som 1.0.0. Skriv det nummer." in page
    assert "Det nye er grænsen" in page
    assert fresh(approved).state == State.APPROVED


def test_publishing_what_has_changed_is_a_409_that_can_be_sent_again_after_reading(
    approved: ProfileVersion, ulla: User, signed_in: SignIn
) -> None:
    answer = signed_in(ulla).post(
        "/profiles/type-2-diabetes/publish/", {SEEN: "0" * 64, NUMBER: "1.0.0", "publish-note": "Nyt"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Indholdet er ændret, siden du åbnede siden" in page
    assert "Nyt" in page
    assert f'name="{SEEN}" value="{approved.content_hash}"' in page
    assert fresh(approved).state == State.APPROVED


def test_publishing_what_is_published_already_is_a_409(
    published: ProfileVersion, ulla: User, signed_in: SignIn
) -> None:
    answer = signed_in(ulla).post(
        "/profiles/type-2-diabetes/publish/", {SEEN: published.content_hash, NUMBER: "1.0.0"}
    )
    assert answer.status_code == 409
    assert "er nu “Udgivet”" in answer.content.decode()


@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("rikke", 403), ("gunnar", 404)])
def test_others_cannot_publish_through_the_form(
    approved: ProfileVersion, person: str, status: int, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(request.getfixturevalue(person))
    answer = browser.post(
        "/profiles/type-2-diabetes/publish/", {SEEN: approved.content_hash, NUMBER: "1.0.0"}
    )
    assert answer.status_code == status
    assert fresh(approved).state == State.APPROVED
