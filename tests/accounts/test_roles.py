"""Roles are part of the code: the database says what ``ROLES`` says, whatever happened to it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.actions import sync_roles
from accounts.models import User
from accounts.permissions import may, role_group, roles_of
from accounts.rights import ROLES, Right, Role


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_role_holds_exactly_its_rights_everywhere(role: Role) -> None:
    held = {f"{p.content_type.app_label}.{p.codename}" for p in role_group(role).permissions.all()}
    assert held == {right.value for right in ROLES[role].everywhere}


@pytest.mark.django_db
def test_a_right_given_to_a_role_by_hand_is_taken_again() -> None:
    role_group(Role.READER).permissions.add(Permission.objects.get(codename="administer_people"))
    sync_roles()
    assert not role_group(Role.READER).permissions.exists()


@pytest.mark.django_db
def test_syncing_twice_makes_no_second_group() -> None:
    sync_roles()
    assert Group.objects.count() == len(Role)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_roles_survive_the_flush_between_transactional_tests(time: int) -> None:
    assert Group.objects.count() == len(Role)


def test_everybody_is_who_the_story_says(
    anna: User, rikke: User, tekla: User, ulla: User, gunnar: User, asta: User
) -> None:
    told = {person: roles_of(person) for person in (anna, rikke, tekla, ulla, gunnar, asta)}
    assert told == {
        anna: {Role.AUTHOR},
        rikke: {Role.CLINICAL_REVIEWER},
        tekla: {Role.TECHNICAL_REVIEWER},
        ulla: {Role.PUBLISHER},
        gunnar: {Role.READER},
        asta: {Role.ADMINISTRATOR},
    }


def test_only_the_administrator_may_administer_people(anna: User, gunnar: User, asta: User) -> None:
    assert [may(person, Right.ADMINISTER_PEOPLE) for person in (anna, gunnar, asta)] == [False, False, True]
