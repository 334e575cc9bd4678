"""Creating and changing people: their name, roles, password, and whether they may sign in."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import Organisation, User
from accounts.permissions import forget, require, role_group, roles_of
from accounts.rights import ROLES, Right, Role

from .errors import LastAdministrator, NotActive, WrongPassword
from .guards import keeping_managers, lock_rights


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    password: str | None = None,
    roles: Collection[Role] = (),
    by: User | None,
) -> User:
    """Add a person with roles. Without a password the person cannot sign in until one is set.

    Raises ``ValidationError`` when the e-mail is taken or malformed.
    """
    _require_administrator(by)
    person = User(email=email.strip(), name=name.strip(), organisation=organisation)
    person.set_password(password)
    person.full_clean()
    person.save()
    record(Event.PERSON_CREATED, by=by, person=person.email, name=person.name, organisation=organisation.slug)
    if roles:
        _change_roles(person, frozenset(roles), by)
    return person


@transaction.atomic
def change_person(
    *, person: User, email: str, name: str, organisation: Organisation, by: User | None
) -> User:
    """Change a person's name, e-mail or organisation; nothing is recorded when nothing differs."""
    _require_administrator(by)
    person = _locked(person)
    before = (person.email, person.name, person.organisation_id)
    person.email, person.name, person.organisation = email.strip(), name.strip(), organisation
    if before != (person.email, person.name, person.organisation_id):
        person.full_clean()
        person.save()
        record(Event.PERSON_CHANGED, by=by, person=person.email, before=before[0], name=person.name)
    return person


@transaction.atomic
def set_roles(*, person: User, roles: Collection[Role], by: User | None) -> None:
    """Give the person exactly these roles. The last active administrator and the last manager stay."""
    _require_administrator(by)
    lock_rights()
    if frozenset(roles) == roles_of(person):
        return
    if roles and not person.is_active:
        raise NotActive(person.name)
    with keeping_managers(person):
        _change_roles(person, frozenset(roles), by)
    _keep_an_administrator(by)


@transaction.atomic
def deactivate(*, person: User, by: User | None) -> None:
    """Keep the person, with everything they did, but out: no sign-in, no rights."""
    _require_administrator(by)
    lock_rights()
    with keeping_managers(person):
        _set_active(person, False, by)
    _keep_an_administrator(by)


@transaction.atomic
def reactivate(*, person: User, by: User | None) -> None:
    """Let the person in again, with the roles and rights they had."""
    _require_administrator(by)
    _set_active(person, True, by)


@transaction.atomic
def change_own_name(*, person: User, name: str) -> None:
    """A person says what they are called."""
    locked = _locked(person)
    if locked.name != name.strip():
        locked.name = name.strip()
        locked.full_clean()
        locked.save()
        record(Event.PERSON_CHANGED, by=locked, person=locked.email, name=locked.name)


@transaction.atomic
def change_password(*, person: User, current: str, new: str) -> None:
    """A person changes their own password. Raises ``WrongPassword`` when ``current`` is not theirs."""
    if not person.check_password(current):
        raise WrongPassword
    _set_password(person, new, person)


@transaction.atomic
def set_password(*, person: User, new: str, by: User | None) -> None:
    """Give a person a new password."""
    _require_administrator(by)
    _set_password(person, new, by)


def _require_administrator(by: User | None) -> None:
    if by is not None:
        require(by, Right.ADMINISTER_PEOPLE)


def _locked(person: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _set_password(person: User, new: str, by: User | None) -> None:
    locked = _locked(person)
    locked.set_password(new)
    locked.save(update_fields=["password"])
    record(Event.PASSWORD_CHANGED, by=by, person=locked.email)


def _change_roles(person: User, roles: frozenset[Role], by: User | None) -> None:
    before = roles_of(person)
    person.groups.set([role_group(role) for role in roles])
    forget(person)
    record(
        Event.ROLES_CHANGED,
        by=by,
        person=person.email,
        given=sorted(roles - before),
        taken=sorted(before - roles),
    )


def _set_active(person: User, active: bool, by: User | None) -> None:
    locked = _locked(person)
    if locked.is_active == active:
        return
    locked.is_active = person.is_active = active
    locked.save()
    forget(person)
    kind = Event.PERSON_REACTIVATED if active else Event.PERSON_DEACTIVATED
    record(kind, by=by, person=person.email)


def _keep_an_administrator(by: User | None) -> None:
    """An administrator may not leave the tool without one; whoever runs the tool may."""
    administrators = [role for role, rights in ROLES.items() if Right.ADMINISTER_PEOPLE in rights.everywhere]
    if by and not User.objects.filter(is_active=True, groups__name__in=administrators).exists():
        raise LastAdministrator
