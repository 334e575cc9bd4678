"""What reviewers decide: approvals bound to the very content, requests for changes, approvals that lapse."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.events import Event
from accounts.models import User
from accounts.permissions import require_on
from profiles.authoring.actions import change_state
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Step
from profiles.review.announcements import Happening, announce
from profiles.review.conditions import APPROVAL_STEPS, RIGHTS, conditions, require_conditions
from profiles.review.errors import AlreadyApproved
from profiles.review.guards import held_for, must_say, require_content, said
from profiles.review.models import Decision

_EVENTS = {
    Decision.Kind.CLINICAL: Event.APPROVED_CLINICALLY,
    Decision.Kind.TECHNICAL: Event.APPROVED_TECHNICALLY,
}


@transaction.atomic
def approve(
    *, version: ProfileVersion, by: User, kind: Decision.Kind, content_hash: str, reason: str = ""
) -> Decision:
    """Approve what the reviewer saw, in one capacity; the second kind makes the version approved.

    ``content_hash`` is that of the content the reviewer looked at. Raises ``WrongState``, ``ContentChanged``,
    ``FourEyes`` or ``AlreadyApproved``.
    """
    step = APPROVAL_STEPS[kind]
    locked = held_for(step, version, by)
    require_content(locked, content_hash)
    require_conditions(locked, step, by)
    if locked.decisions.standing().filter(kind=kind).exists():
        raise AlreadyApproved(kind.label)
    decision = _decide(locked, by=by, kind=kind, outcome=Decision.Outcome.APPROVED, reason=said(reason))
    _record(_EVENTS[kind], decision)
    if all(state.holds for state in conditions(locked, Step.COMPLETE_APPROVAL)):
        change_state(version=locked, step=Step.COMPLETE_APPROVAL, by=by)
    return decision


@transaction.atomic
def request_changes(
    *, version: ProfileVersion, by: User, kind: Decision.Kind, content_hash: str, reason: str
) -> Decision:
    """Send the version back to its authors with a reason; approvals given to it lapse."""
    locked = held_for(Step.REQUEST_CHANGES, version, by)
    require_on(by, RIGHTS[kind], locked.profile)
    require_content(locked, content_hash)
    words = must_say(reason)
    decision = _decide(locked, by=by, kind=kind, outcome=Decision.Outcome.CHANGES_REQUESTED, reason=words)
    _record(Event.CHANGES_REQUESTED, decision)
    void_approvals(locked, by=by, why=f"{by} bad om ændringer: {words}")
    change_state(version=locked, step=Step.REQUEST_CHANGES, by=by, reason=words)
    return decision


def void_approvals(version: ProfileVersion, *, by: User, why: str) -> None:
    """Let every approval of the version lapse, with the reason; they stay in the history."""
    for decision in version.decisions.filter(outcome=Decision.Outcome.APPROVED, voided_at=None):
        decision.voided_at, decision.void_reason = timezone.now(), why[:300]
        decision._history_user = by  # type: ignore[attr-defined]
        decision.save()
        _record(Event.APPROVALS_VOIDED, decision, by=by, why=why)


def _decide(
    version: ProfileVersion, *, by: User, kind: Decision.Kind, outcome: Decision.Outcome, reason: str
) -> Decision:
    decision = Decision.objects.create(
        version=version,
        round=version.rounds.latest("number"),
        kind=kind,
        outcome=outcome,
        content_hash=version.content_hash,
        reason=reason,
        by=by,
    )
    announce(Happening.DECIDED, decision.pk, by=by)
    return decision


def _record(event: Event, decision: Decision, *, by: User | None = None, why: str = "") -> None:
    record(
        event,
        by=by or decision.by,
        profile=decision.version.profile.slug,
        version=decision.version.number,
        content_hash=decision.content_hash,
        capacity=decision.kind,
        reason=why or decision.reason,
    )
