"""Approvals bound to the very content, requests for changes, and approvals that lapse."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import grant_right
from accounts.events import Event
from accounts.models import AuditEvent, User
from accounts.rights import ProfileRight, Role
from profiles.authoring.errors import WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import State
from profiles.review.actions import approve, submit_for_review
from profiles.review.errors import AlreadyApproved, ContentChanged, FourEyes, NothingSaid
from profiles.review.models import Decision
from tests.people import MakePerson
from tests.versions import Kind, approve_as, edit_as, fresh, request_as


def test_one_approval_leaves_the_version_in_review(in_review: ProfileVersion, rikke: User) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL, "Godt løst")
    assert fresh(in_review).state == State.IN_REVIEW
    assert (decision.by, decision.kind, decision.reason) == (rikke, Kind.CLINICAL, "Godt løst")
    assert decision.content_hash == in_review.content_hash


@pytest.mark.parametrize("first", list(Kind))
def test_both_approvals_in_any_order_make_it_approved(
    in_review: ProfileVersion, rikke: User, tekla: User, first: Decision.Kind
) -> None:
    by = {Kind.CLINICAL: rikke, Kind.TECHNICAL: tekla}
    for kind in sorted(Kind, key=lambda kind: kind != first):
        approve_as(in_review, by[kind], kind)
    assert fresh(in_review).state == State.APPROVED


def test_an_approval_is_told_in_the_audit_trail_with_who_and_what(
    in_review: ProfileVersion, rikke: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    event = AuditEvent.objects.get(kind=Event.APPROVED_CLINICALLY)
    assert (event.actor_email, event.content_hash) == (rikke.email, in_review.content_hash)


def test_an_approval_of_other_content_than_the_version_has_is_refused(
    taken_back: ProfileVersion, anna: User, rikke: User
) -> None:
    seen = taken_back.content_hash
    edit_as(taken_back, anna, taken_back.content.model_copy(update={"description": "Nyt"}))
    submit_for_review(version=taken_back, by=anna)
    with pytest.raises(ContentChanged, match="ændret, siden du åbnede siden"):
        approve(version=taken_back, by=rikke, kind=Kind.CLINICAL, content_hash=seen)
    assert not taken_back.decisions.exists()


def test_whoever_has_written_in_the_version_may_not_approve_it(
    in_review: ProfileVersion, anna: User, asta: User
) -> None:
    grant_right(right=ProfileRight.REVIEW_CLINICALLY, to=anna, on=in_review.profile, by=asta)
    with pytest.raises(FourEyes, match="Du har selv skrevet i versionen"):
        approve_as(in_review, User.objects.get(pk=anna.pk), Kind.CLINICAL)
    assert not in_review.decisions.exists()


def test_whoever_wrote_in_an_earlier_round_may_not_approve_a_later_one(
    draft: ProfileVersion, anna: User, rikke: User, asta: User
) -> None:
    grant_right(right=ProfileRight.EDIT, to=rikke, on=draft.profile, by=asta)
    edit_as(draft, User.objects.get(pk=rikke.pk), draft.content.model_copy(update={"description": "Nyt"}))
    for _ in range(2):
        submit_for_review(version=draft, by=anna)
        with pytest.raises(FourEyes):
            approve_as(draft, rikke, Kind.CLINICAL)
        request_as(draft, rikke, Kind.CLINICAL, "Vinduet er for kort")


def test_a_reviewer_of_one_kind_may_not_approve_as_the_other(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    with pytest.raises(PermissionDenied):
        approve_as(in_review, rikke, Kind.TECHNICAL)
    with pytest.raises(PermissionDenied):
        request_as(in_review, tekla, Kind.CLINICAL, "Nej")


def test_a_person_with_both_rights_chooses_in_which_capacity(
    in_review: ProfileVersion, make_person: MakePerson
) -> None:
    both = make_person("Bodil Begge", "dsam", Role.CLINICAL_REVIEWER, Role.TECHNICAL_REVIEWER)
    approve_as(in_review, both, Kind.TECHNICAL)
    assert [each.kind for each in in_review.decisions.all()] == [Kind.TECHNICAL]


def test_the_same_kind_is_not_approved_twice(
    in_review: ProfileVersion, rikke: User, make_person: MakePerson
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    second = make_person("Karl Kliniker", "dsam", Role.CLINICAL_REVIEWER)
    with pytest.raises(AlreadyApproved, match="allerede godkendt klinisk"):
        approve_as(in_review, second, Kind.CLINICAL)


def test_asking_for_changes_makes_a_draft_again_and_voids_what_was_approved(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    approve_as(in_review, tekla, Kind.TECHNICAL)
    request_as(in_review, rikke, Kind.CLINICAL, "Vinduet bør være 36 måneder")
    assert fresh(in_review).state == State.DRAFT
    lapsed = in_review.decisions.get(outcome=Decision.Outcome.APPROVED)
    assert lapsed.voided_at is not None
    assert lapsed.void_reason == "Rikke Reviewer bad om ændringer: Vinduet bør være 36 måneder"
    assert AuditEvent.objects.get(kind=Event.APPROVALS_VOIDED).actor_email == rikke.email


def test_changes_can_be_asked_for_after_both_approvals(approved: ProfileVersion, rikke: User) -> None:
    request_as(approved, rikke, Kind.CLINICAL, "Jeg overså noget")
    assert fresh(approved).state == State.DRAFT
    assert not approved.decisions.standing().exists()


def test_asking_for_changes_needs_a_reason(in_review: ProfileVersion, rikke: User) -> None:
    with pytest.raises(NothingSaid):
        request_as(in_review, rikke, Kind.CLINICAL, "   ")
    assert fresh(in_review).state == State.IN_REVIEW


def test_a_draft_that_was_never_sent_cannot_be_approved(draft: ProfileVersion, rikke: User) -> None:
    with pytest.raises(WrongState):
        approve_as(draft, rikke, Kind.CLINICAL)


def test_an_approval_that_lapsed_stays_in_the_history(approved: ProfileVersion, rikke: User) -> None:
    request_as(approved, rikke, Kind.CLINICAL, "Jeg overså noget")
    lapsed = approved.decisions.filter(kind=Kind.TECHNICAL).get()
    assert [row.voided_at is None for row in lapsed.history.order_by("history_id")] == [True, False]
    assert lapsed.history.latest().history_user == rikke
