"""The roles as Django groups with their rights everywhere, kept equal to ``accounts.rights.ROLES``."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.rights import ROLES, Right


@transaction.atomic
def sync_roles(**_signal: Any) -> None:
    """Make a group for every role, holding exactly its rights everywhere. Safe to run any number of times."""
    for label in sorted({right.value.split(".")[0] for right in Right}):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role, rights in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set([_permission(right) for right in rights.everywhere])


def _permission(right: Right) -> Permission:
    app_label, codename = right.value.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
