"""Finding the version that a review address is about, for someone who may read it."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import State


def version_of(slug: str, person: User) -> ProfileVersion:
    """The profile's open version, or else its newest; 404 for those who may not read its drafts."""
    found = (
        ProfileVersion.objects.readable_by(person)
        .filter(profile__slug=slug)
        .exclude(state=State.DISCARDED)
        .select_related("profile", "base__profile")
        .order_by("-id")
        .first()
    )
    if found is None:
        raise Http404
    return found
