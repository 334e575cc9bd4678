"""Giving and taking rights on one object (a profile)."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model

from accounts.audit import record
from accounts.events import Event
from accounts.models import User
from accounts.permissions import Holder, grant, holds, require_on, revoke
from accounts.rights import ProfileRight, Role

from .errors import NotActive, StillNeeded
from .guards import lock_rights, refuse_if_orphaned


@transaction.atomic
def grant_right(*, right: ProfileRight, to: Holder, on: Model, by: User | None) -> None:
    """Give a right on an object, and reading with it, to an active person or a role. Twice is once."""
    _require_manager(by, on)
    lock_rights()
    if isinstance(to, User) and not to.is_active:
        raise NotActive(to.name)
    for given in dict.fromkeys((ProfileRight.READ, right)):
        if not holds(to, given, on):
            grant(right=given, to=to, on=on)
            _record(Event.RIGHT_GRANTED, given, to, on, by)


@transaction.atomic
def revoke_right(*, right: ProfileRight, of: Holder, on: Model, by: User | None) -> None:
    """Take a right on an object.

    Raises ``LastManager`` when nobody would be left to manage its rights, ``StillNeeded`` when reading is
    taken before what needs it.
    """
    _require_manager(by, on)
    lock_rights()
    if not holds(of, right, on):
        return
    if right is ProfileRight.READ and any(
        holds(of, other, on) for other in ProfileRight if other is not right
    ):
        raise StillNeeded
    revoke(right=right, of=of, on=on)
    if right is ProfileRight.MANAGE:
        refuse_if_orphaned(type(on), [on.pk])
    _record(Event.RIGHT_REVOKED, right, of, on, by)


def _require_manager(by: User | None, on: Model) -> None:
    if by is not None:
        require_on(by, ProfileRight.MANAGE, on)


def _record(kind: Event, right: ProfileRight, holder: Holder, on: Model, by: User | None) -> None:
    whom = {"role": Role(holder.name).value} if isinstance(holder, Group) else {"person": holder.email}
    record(kind, by=by, profile=getattr(on, "slug", ""), right=right.value, **whom)
