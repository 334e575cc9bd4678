"""The only writer of published versions."""

from __future__ import annotations

from django.db import transaction

from accounts.events import Event
from accounts.models import User
from profiles.authoring.actions import change_state, retitle_profile
from profiles.authoring.models import ProfileVersion
from profiles.authoring.trail import record_about
from profiles.authoring.workflow import Step
from profiles.review.announcements import Happening, announce
from profiles.review.conditions import require_conditions
from profiles.review.guards import held_for, require_content, said

from .models import PublishedVersion


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
    return publication


def _add(version: ProfileVersion, *, by: User, note: str) -> PublishedVersion:
    major, minor, patch = version.semantic_number
    return PublishedVersion.objects.create(
        version=version,
        profile=version.profile,
        major=major,
        minor=minor,
        patch=patch,
        title=version.content.title,
        standard=version.content.standard,
        document=version.document,
        content_hash=version.content_hash,
        note=note,
        published_by=by,
    )
