"""Into review, and back out of it."""

from __future__ import annotations

from django.db import transaction

from accounts.events import Event
from accounts.models import User
from profiles.authoring.actions import change_state
from profiles.authoring.models import ProfileVersion
from profiles.authoring.trail import record_about
from profiles.authoring.workflow import Step
from profiles.review.announcements import Happening, announce
from profiles.review.conditions import require_conditions
from profiles.review.guards import held_for, must_say, said
from profiles.review.models import Round

from .decisions import void_approvals


@transaction.atomic
def submit_for_review(*, version: ProfileVersion, by: User, note: str = "") -> Round:
    """Send a draft to its reviewers as the next round. Raises ``WrongState`` or ``ConditionsUnmet``."""
    locked = held_for(Step.SUBMIT, version, by)
    require_conditions(locked, Step.SUBMIT, by)
    words = said(note)
    change_state(version=locked, step=Step.SUBMIT, by=by, reason=words)
    started = Round.objects.create(
        version=locked,
        number=locked.rounds.count() + 1,
        content_hash=locked.content_hash,
        note=words,
        submitted_by=by,
    )
    record_about(Event.VERSION_SUBMITTED, locked, by=by, round=started.number, reason=words)
    announce(Happening.SUBMITTED, started.pk, by=by)
    return started


@transaction.atomic
def take_back(*, version: ProfileVersion, by: User, reason: str) -> ProfileVersion:
    """Make a submitted version a draft again; approvals given to it lapse."""
    locked = held_for(Step.TAKE_BACK, version, by)
    words = must_say(reason)
    void_approvals(locked, by=by, why=f"Taget tilbage til kladde: {words}")
    record_about(Event.VERSION_TAKEN_BACK, locked, by=by, reason=words)
    announce(Happening.TAKEN_BACK, locked.rounds.latest("number").pk, by=by)
    return change_state(version=locked, step=Step.TAKE_BACK, by=by, reason=words)
