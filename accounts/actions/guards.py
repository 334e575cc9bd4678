"""What must still hold after rights have changed: that every profile has somebody to manage its rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.db.models import Model

from accounts.models import User
from accounts.permissions import forget, governed_models, held_by_nobody, with_right
from accounts.rights import ProfileRight

from .errors import LastManager


def lock_rights() -> None:
    """Let changes of rights happen one at a time, so that two people cannot both remove "the other one"."""
    list(Group.objects.select_for_update().order_by("pk"))


@contextmanager
def keeping_managers(person: User) -> Iterator[None]:
    """Undo the change made inside if something the person managed has no manager after it."""
    managed = {model: _managed_by(person, model) for model in governed_models()}
    yield
    forget(person)
    for model, keys in managed.items():
        refuse_if_orphaned(model, keys)


def refuse_if_orphaned(model: type[Model], keys: list[int]) -> None:
    """Raise ``LastManager`` if one of these objects has nobody left to manage its rights."""
    objects = model._default_manager.filter(pk__in=keys)
    orphans = [str(thing) for thing in held_by_nobody(ProfileRight.MANAGE, objects)]
    if orphans:
        raise LastManager(", ".join(orphans))


def _managed_by(person: User, model: type[Model]) -> list[int]:
    managed = with_right(person, ProfileRight.MANAGE, model._default_manager.all())
    return list(managed.values_list("pk", flat=True))
