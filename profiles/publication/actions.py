"""The only writer of published versions and of the proofs of what they run under."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import localdate

from accounts.events import Event
from accounts.models import User
from profiles.authoring.actions import change_state, retitle_profile, withdraw
from profiles.authoring.models import ProfileVersion, SubjectName, Withdrawal
from profiles.authoring.subjects import content_of, subject_of
from profiles.authoring.trail import record_about
from profiles.authoring.workflow import Step
from profiles.review.announcements import Happening, announce
from profiles.review.conditions import require_conditions
from profiles.review.guards import held_for, must_say, require_content, said
from profiles.standard.reading import read

from .models import Proof, PublishedVersion
from .proving import proved
from .tasks import prove_later


@transaction.atomic
def publish_version(
    *, version: ProfileVersion, by: User, content_hash: str, note: str = ""
) -> PublishedVersion:
    """Publish the very content that was approved, for ever, under the version's number.

    ``content_hash`` is that of the content the publisher looked at; ``note`` says what is new. Raises
    ``WrongState``, ``ContentChanged`` or ``ConditionsUnmet``.
    """
    locked = held_for(Step.PUBLISH, version, by)
    require_content(locked, content_hash)
    require_conditions(locked, Step.PUBLISH, by)
    words = said(note)
    publication = _add(locked, by=by, note=words)
    change_state(version=locked, step=Step.PUBLISH, by=by, reason=words)
    retitle_profile(profile=locked.profile, title=publication.title, by=by)
    record_about(Event.VERSION_PUBLISHED, locked, by=by, reason=words)
    announce(Happening.PUBLISHED, locked.pk, by=by)
    if locked.profile.subject == SubjectName.PROFILE:
        # What it is written in needs no proof; the others are tried by the worker.
        _keep_proof(publication, publication.standard, patients=0)
    prove_later(publication)
    return publication


@transaction.atomic
def withdraw_version(*, version: ProfileVersion, by: User, reason: str) -> Withdrawal:
    """Say of a published version that it is no longer to be used, and why; it stays readable (9.4).

    Raises ``WrongState``, ``AlreadyWithdrawn``, ``NothingSaid``, ``TooLong`` or ``HoldsCprNumber``.
    """
    withdrawal = withdraw(version=version, by=by, reason=must_say(reason))
    announce(Happening.WITHDRAWN, version.pk, by=by)
    return withdrawal


@transaction.atomic
def prove(*, published: PublishedVersion) -> tuple[str, ...]:
    """Keep every standard that a published profile is proved to run under (9.3, G1); returns those."""
    tried = proved(read(published.document), localdate(published.published_at))
    for standard in tried.standards:
        _keep_proof(published, standard, patients=tried.patients)
    return tried.standards


def _keep_proof(published: PublishedVersion, standard: str, *, patients: int) -> None:
    """Once proved is proved: an earlier proof stands."""
    asked = {"published": published, "standard": standard}
    Proof.objects.get_or_create(**asked, defaults={"patients": patients})


def _add(version: ProfileVersion, *, by: User, note: str) -> PublishedVersion:
    subject, content = subject_of(version.profile), content_of(version)
    major, minor, *patch = version.semantic_number
    return PublishedVersion.objects.create(
        version=version,
        profile=version.profile,
        major=major,
        minor=minor,
        patch=patch[0] if patch else None,
        title=subject.title(content),
        standard=subject.standard(content),
        document=version.document,
        content_hash=version.content_hash,
        note=note,
        published_by=by,
    )
