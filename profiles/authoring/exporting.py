"""A code set of a version, ready to be taken out: read against the releases that the version is pinned to."""

from __future__ import annotations

from django.conf import settings

from profiles.standard.document import CodeSet
from profiles.terminology.exports import Exported
from profiles.terminology.exports.exported import Status

from .codes.releases import releases_of
from .codes.seen import unseen_in
from .models import ProfileVersion
from .workflow import State

NOT_APPROVED = "Kladde: ikke klinisk godkendt."
APPROVED = "Klinisk godkendt som del af version {}."
WITHDRAWN = "Trukket tilbage og skal ikke bruges: {}"


def exported(version: ProfileVersion, code_set: CodeSet) -> Exported:
    """What the formats tell of the code set."""
    is_published = version.state == State.PUBLISHED
    waiting = unseen_in(version, code_set.id)
    return Exported(
        code_set=code_set,
        within=version.profile.slug,
        title=version.profile.title,
        number=version.number if is_published else "",
        status=_status(version),
        at=version.changed_at,
        publisher=version.profile.owner.name,
        base=settings.BASE_URL,
        mark=_mark(version),
        releases=releases_of(version),
        unseen=waiting.rules if waiting else {},
    )


def _status(version: ProfileVersion) -> Status:
    if version.withdrawn:
        return Status.RETIRED
    return Status.ACTIVE if version.state == State.PUBLISHED else Status.DRAFT


def _mark(version: ProfileVersion) -> str:
    if version.withdrawn:
        return WITHDRAWN.format(version.withdrawn.reason)
    return APPROVED.format(version.number) if version.state == State.PUBLISHED else NOT_APPROVED
