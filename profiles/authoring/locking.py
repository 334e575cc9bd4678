"""Holding a version still: every action on a version and its reviews takes this one lock first."""

from __future__ import annotations

from .models import ProfileVersion


def held(version: ProfileVersion) -> ProfileVersion:
    """The version as it stands now, kept from everyone else until the transaction ends."""
    return (
        ProfileVersion.objects.select_for_update(of=("self",))
        .select_related("profile", "base__profile")
        .get(pk=version.pk)
    )
