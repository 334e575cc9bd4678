"""Into review, and back out of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.events import Event
from accounts.models import AuditEvent, User
from profiles.authoring.actions import start_draft
from profiles.authoring.errors import HoldsCprNumber, WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Condition, State
from profiles.review.actions import submit_for_review, take_back
from profiles.review.errors import ConditionsUnmet, NothingSaid, TooLong
from profiles.standard.document import Group
from tests.versions import Kind, approve_as, edit_as, fresh


def test_a_draft_that_is_submitted_is_in_review_and_has_a_first_round(
    draft: ProfileVersion, anna: User
) -> None:
    started = submit_for_review(version=draft, by=anna, note="  Se på vinduet.  ")
    assert fresh(draft).state == State.IN_REVIEW
    assert (started.number, started.note, started.submitted_by) == (1, "Se på vinduet.", anna)
    assert started.content_hash == draft.content_hash


def test_each_submission_is_a_new_round(taken_back: ProfileVersion, anna: User) -> None:
    assert submit_for_review(version=taken_back, by=anna).number == 2


def test_submitting_is_told_in_the_audit_trail_with_the_content(draft: ProfileVersion, anna: User) -> None:
    submit_for_review(version=draft, by=anna, note="Klar")
    event = AuditEvent.objects.get(kind=Event.VERSION_SUBMITTED)
    assert (event.actor_email, event.profile, event.content_hash) == (
        anna.email,
        draft.profile.slug,
        draft.content_hash,
    )
    assert event.details == {"round": 1, "reason": "Klar"}


def test_a_draft_with_an_empty_group_cannot_be_submitted(draft: ProfileVersion, anna: User) -> None:
    empty = draft.content.model_copy(update={"inclusion": Group(id="inclusion", type="all", of=())})
    edit_as(draft, anna, empty)
    with pytest.raises(ConditionsUnmet) as refusal:
        submit_for_review(version=draft, by=anna)
    assert [state.condition for state in refusal.value.unmet] == [Condition.NO_LINT_ERRORS]
    assert "Ingen fejl i indholdet" in str(refusal.value)
    assert fresh(draft).state == State.DRAFT
    assert not draft.rounds.exists()


def test_a_draft_that_says_what_is_published_already_cannot_be_submitted(
    published: ProfileVersion, anna: User
) -> None:
    same = start_draft(profile=published.profile, by=anna)
    with pytest.raises(ConditionsUnmet) as refusal:
        submit_for_review(version=same, by=anna)
    assert [state.condition for state in refusal.value.unmet] == [Condition.SOMETHING_CHANGED]
    assert "Kladden siger det samme som 1.0.0" in str(refusal.value)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_version_is_not_taken_back_without_a_reason(
    in_review: ProfileVersion, anna: User, reason: str
) -> None:
    with pytest.raises(NothingSaid):
        take_back(version=in_review, by=anna, reason=reason)
    assert fresh(in_review).state == State.IN_REVIEW


def test_taking_back_voids_the_approvals_and_says_why(approved: ProfileVersion, anna: User) -> None:
    take_back(version=approved, by=anna, reason="En kilde mangler")
    assert fresh(approved).state == State.DRAFT
    assert not approved.decisions.standing().exists()
    assert {each.void_reason for each in approved.decisions.all()} == {
        "Taget tilbage til kladde: En kilde mangler"
    }
    assert AuditEvent.objects.filter(kind=Event.APPROVALS_VOIDED).count() == 2
    assert AuditEvent.objects.get(kind=Event.VERSION_TAKEN_BACK).details["reason"] == "En kilde mangler"


def test_a_round_after_a_take_back_starts_without_approvals(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    take_back(version=in_review, by=anna, reason="Et øjeblik")
    submit_for_review(version=in_review, by=anna)
    approve_as(in_review, tekla, Kind.TECHNICAL)
    assert fresh(in_review).state == State.IN_REVIEW


def test_a_long_reason_is_kept_whole_and_shortened_where_the_approval_lapses(
    approved: ProfileVersion, anna: User
) -> None:
    take_back(version=approved, by=anna, reason="x" * 1000)
    assert all(len(each.void_reason) == 300 for each in approved.decisions.all())


def test_a_stranger_can_neither_submit_nor_take_back(draft: ProfileVersion, gunnar: User, anna: User) -> None:
    with pytest.raises(PermissionDenied):
        submit_for_review(version=draft, by=gunnar)
    submit_for_review(version=draft, by=anna)
    with pytest.raises(PermissionDenied):
        take_back(version=draft, by=gunnar, reason="Nej")


def test_a_version_in_review_cannot_be_edited(in_review: ProfileVersion, anna: User) -> None:
    with pytest.raises(WrongState):
        edit_as(in_review, anna, in_review.content.model_copy(update={"title": "En anden titel"}))


@pytest.mark.parametrize(
    ("note", "refusal"), [("Patienten 0101011234 er med", HoldsCprNumber), ("x" * 5001, TooLong)]
)
def test_a_note_with_a_cpr_number_or_without_end_is_refused_and_nothing_is_sent(
    draft: ProfileVersion, anna: User, note: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        submit_for_review(version=draft, by=anna, note=note)
    assert fresh(draft).state == State.DRAFT
