"""Holding a version still: every action on a version and its reviews takes this one lock first."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import require_on
from accounts.rights import ProfileRight

from .errors import StaleSave, WrongState
from .models import ProfileVersion
from .workflow import State


def held(version: ProfileVersion) -> ProfileVersion:
    """The version as it stands now, kept from everyone else until the transaction ends."""
    return (
        ProfileVersion.objects.select_for_update(of=("self",))
        .select_related("profile", "base__profile")
        .get(pk=version.pk)
    )


def held_in_draft(version: ProfileVersion, by: User) -> ProfileVersion:
    """The locked draft, if the person may edit it. Raises ``WrongState``."""
    locked = held(version)
    require_on(by, ProfileRight.EDIT, locked.profile)
    if locked.state != State.DRAFT:
        raise WrongState(locked, State.DRAFT)
    return locked


def held_for_editing(version: ProfileVersion, by: User, base_revision: int) -> ProfileVersion:
    """The same, if nobody saved since ``base_revision``. Raises ``StaleSave`` too."""
    locked = held_in_draft(version, by)
    if locked.revision != base_revision:
        raise StaleSave(locked, base_revision)
    return locked
