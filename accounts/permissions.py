"""Who may do what: the one place that asks, and the only module that imports guardian.

Every check in HTML, htmx and API goes through :func:`may` or :func:`may_on`; every list through
:func:`with_right`. Rights on a profile are guardian object permissions in direct-foreign-key tables,
held by a person or by a role (a group); a right everywhere never stands in for one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, Q, QuerySet
from guardian.core import ObjectPermissionChecker
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model

from .models import User
from .rights import ROLES, ProfileRight, Right, Role

M = TypeVar("M", bound=Model)
Holder = User | Group
Person = User | AnonymousUser


class PersonGrant(UserObjectPermissionBase):
    """Base of a table of rights that persons hold on one kind of object."""

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


class RoleGrant(GroupObjectPermissionBase):
    """Base of a table of rights that roles hold on one kind of object."""

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True


def may(person: Person, right: Right) -> bool:
    """Whether the person holds a right everywhere, through a role."""
    return person.is_active and person.is_authenticated and right.value in person.get_group_permissions()


def may_on(person: Person, right: ProfileRight, thing: Model) -> bool:
    """Whether the person holds a right on this very object, personally or through a role."""
    if not (person.is_active and person.is_authenticated):
        return False
    return bool(_checker(person).has_perm(right.value, thing))


def require(person: Person, right: Right) -> None:
    """Raise ``PermissionDenied`` unless :func:`may`."""
    if not may(person, right):
        raise PermissionDenied(f"Det kræver retten: {right.label}.")


def require_on(person: Person, right: ProfileRight, thing: Model) -> None:
    """Raise ``PermissionDenied`` unless :func:`may_on`."""
    if not may_on(person, right, thing):
        raise PermissionDenied(f"Det kræver retten: {right.label}.")


def rights_on(person: Person, thing: Model) -> frozenset[ProfileRight]:
    """All rights the person holds on the object."""
    return frozenset(right for right in ProfileRight if may_on(person, right, thing))


def with_right(person: Person, right: ProfileRight, queryset: QuerySet[M]) -> QuerySet[M]:
    """The objects of the queryset on which the person holds the right."""
    if not (person.is_active and person.is_authenticated):
        return queryset.none()
    found: QuerySet[M] = get_objects_for_user(
        person, right.value, queryset, with_superuser=False, accept_global_perms=False
    )
    return found


def holds(holder: Holder, right: ProfileRight, thing: Model) -> bool:
    """Whether this very person or role was given the right; a person's roles do not count."""
    held = _held_by(holder, type(thing))
    return held.filter(content_object=thing, permission__codename=right.value).exists()


def grants_on(thing: Model) -> dict[Holder, frozenset[ProfileRight]]:
    """Every role and person that was given rights on the object: roles first, then by name."""
    found: dict[Holder, set[ProfileRight]] = defaultdict(set)
    by_persons, by_roles = _grants(type(thing))
    for grants, field in ((by_roles, "group"), (by_persons, "user")):
        rows = grants.filter(content_object=thing).select_related(field, "permission")
        for row in rows.order_by(f"{field}__name", f"{field}_id"):
            found[getattr(row, field)].add(ProfileRight(row.permission.codename))
    return {holder: frozenset(rights) for holder, rights in found.items()}


def held_by_nobody(right: ProfileRight, queryset: QuerySet[M]) -> QuerySet[M]:
    """The objects on which no active person holds the right, personally or through a role."""
    by_persons, by_roles = _grants(queryset.model)
    awake = by_persons.filter(user__is_active=True), by_roles.filter(group__user__is_active=True)
    for grants in awake:
        held = grants.filter(permission__codename=right.value).values("content_object")
        queryset = queryset.exclude(pk__in=held)
    return queryset


def people_with(right: ProfileRight, thing: Model) -> QuerySet[User]:
    """The active people who hold the right on the object, personally or through a role."""
    persons, roles = (
        grants.filter(content_object=thing, permission__codename=right.value)
        for grants in _grants(type(thing))
    )
    holding = Q(pk__in=persons.values("user")) | Q(groups__in=roles.values("group"))
    return User.objects.filter(holding, is_active=True).distinct()


def people_with_each(right: ProfileRight, things: Iterable[Model]) -> dict[int, tuple[User, ...]]:
    """The active people who hold the right on each of many objects of one kind, by its key and their name.

    Three queries, however many the objects.
    """
    listed = list(things)
    if not listed:
        return {}
    persons, roles = (
        grants.filter(content_object__in=listed, permission__codename=right.value).order_by()
        for grants in _grants(type(listed[0]))
    )
    pairs = set(persons.values_list("content_object_id", "user_id"))
    pairs |= set(roles.values_list("content_object_id", "group__user"))
    active = User.objects.filter(pk__in={person for _, person in pairs}, is_active=True)
    found: dict[int, list[User]] = defaultdict(list)
    for person in active.order_by("name", "pk"):
        for thing in sorted(thing for thing, holder in pairs if holder == person.pk):
            found[thing].append(person)
    return {thing: tuple(people) for thing, people in found.items()}


def own_grants(person: User) -> dict[Model, list[ProfileRight]]:
    """The rights that the person holds personally, by object; what comes with roles is not listed."""
    found: dict[Model, list[ProfileRight]] = defaultdict(list)
    for model in governed_models():
        grants = _held_by(person, model).select_related("content_object", "permission")
        for row in grants.order_by("content_object_id", "permission_id"):
            found[row.content_object].append(ProfileRight(row.permission.codename))
    return dict(found)


def governed_models() -> list[type[Model]]:
    """Every kind of object that rights are held on."""
    tables: list[Any] = PersonGrant.__subclasses__()
    return [table._meta.get_field("content_object").related_model for table in tables]


def _grants(model: Any) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The rights on a kind of object: those that persons hold, and those that roles hold."""
    by_persons: Any = get_user_obj_perms_model(model)
    by_roles: Any = get_group_obj_perms_model(model)
    return by_persons.objects.all(), by_roles.objects.all()


def _held_by(holder: Holder, model: type[Model]) -> QuerySet[Any]:
    by_persons, by_roles = _grants(model)
    return by_roles.filter(group=holder) if isinstance(holder, Group) else by_persons.filter(user=holder)


def grant(*, right: ProfileRight, to: Holder, on: Model) -> None:
    """Give a person or a role a right on an object; giving it twice changes nothing."""
    assign_perm(right.value, to, on)
    forget(to)


def revoke(*, right: ProfileRight, of: Holder, on: Model) -> None:
    """Take a right on an object from a person or a role."""
    remove_perm(right.value, of, on)
    forget(of)


def grant_to_roles(on: Model, *, is_standard: bool = False) -> None:
    """Give each role the rights it has on every new profile, or on the standard (``ROLES``)."""
    for role, rights in ROLES.items():
        for right in sorted(rights.on_the_standard if is_standard else rights.on_each_profile):
            grant(right=right, to=role_group(role), on=on)


def role_group(role: Role) -> Group:
    """The Django group that stands for a role."""
    return Group.objects.get(name=role.value)


def roles_of(person: User) -> frozenset[Role]:
    """The roles a person has."""
    return frozenset(Role(name) for name in person.groups.values_list("name", flat=True))


def role_sizes() -> dict[Role, int]:
    """How many active people have each role."""
    counted = Group.objects.annotate(size=Count("user", filter=Q(user__is_active=True)))
    return {Role(group.name): group.size for group in counted}


def forget(holder: Any) -> None:
    """Drop what a person's checker remembers, after a change of grants."""
    holder.__dict__.pop("_grant_checker", None)


def prefetch(person: Person, things: Iterable[Model]) -> None:
    """Load the person's rights on many objects of one kind in one go."""
    listed: Any = list(things)
    if listed and person.is_active and person.is_authenticated:
        _checker(person).prefetch_perms(listed)


def _checker(person: Any) -> ObjectPermissionChecker:
    """One checker a person object, so one a request."""
    checker: ObjectPermissionChecker = person.__dict__.setdefault(
        "_grant_checker", ObjectPermissionChecker(person)
    )
    return checker
