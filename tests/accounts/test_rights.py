"""Rights on a profile: given and taken by those who manage it, and never taken from the last of them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.events import Event
from accounts.models import AuditEvent, User
from accounts.permissions import (
    grants_on,
    held_by_nobody,
    may_on,
    own_grants,
    prefetch,
    rights_on,
    role_group,
    with_right,
)
from accounts.rights import ProfileRight, Role
from profiles.authoring.actions import create_profile
from profiles.authoring.models import Profile, ProfileVersion
from tests.people import MakePerson, organisation


def written_by(author: User, slug: str = "type-2-diabetes") -> Profile:
    return create_profile(
        by=author,
        slug=slug,
        title="Type 2-diabetes",
        kind="disease",
        owner=organisation("plo"),
        purpose="At vise, hvem der mangler en måling.",
    ).profile


@pytest.fixture
def profile(anna: User) -> Profile:
    return written_by(anna)


def fresh(person: User) -> User:
    """The person as the next request would load them."""
    return User.objects.get(pk=person.pk)


def test_the_author_may_edit_and_manage_what_they_made_and_a_stranger_nothing(
    profile: Profile, anna: User, gunnar: User
) -> None:
    assert rights_on(fresh(anna), profile) == {ProfileRight.READ, ProfileRight.EDIT, ProfileRight.MANAGE}
    assert rights_on(gunnar, profile) == frozenset()


def test_roles_hold_their_rights_on_each_new_profile(profile: Profile, rikke: User, ulla: User) -> None:
    assert rights_on(rikke, profile) == {ProfileRight.READ, ProfileRight.REVIEW_CLINICALLY}
    assert rights_on(ulla, profile) == {ProfileRight.READ, ProfileRight.PUBLISH}


def test_a_right_on_one_profile_is_none_on_another(anna: User, gunnar: User) -> None:
    one, other = written_by(anna, "kol"), written_by(anna, "demens")
    actions.grant_right(right=ProfileRight.EDIT, to=gunnar, on=one, by=anna)
    assert may_on(fresh(gunnar), ProfileRight.EDIT, one)
    assert not may_on(fresh(gunnar), ProfileRight.EDIT, other)
    assert list(Profile.objects.editable_by(fresh(gunnar))) == [one]


def test_giving_any_right_gives_reading_too(profile: Profile, anna: User, gunnar: User) -> None:
    actions.grant_right(right=ProfileRight.EDIT, to=gunnar, on=profile, by=anna)
    assert rights_on(fresh(gunnar), profile) == {ProfileRight.READ, ProfileRight.EDIT}


def test_reading_is_taken_last(profile: Profile, anna: User, gunnar: User) -> None:
    actions.grant_right(right=ProfileRight.EDIT, to=gunnar, on=profile, by=anna)
    with pytest.raises(actions.StillNeeded):
        actions.revoke_right(right=ProfileRight.READ, of=gunnar, on=profile, by=anna)
    actions.revoke_right(right=ProfileRight.EDIT, of=gunnar, on=profile, by=anna)
    actions.revoke_right(right=ProfileRight.READ, of=gunnar, on=profile, by=anna)
    assert rights_on(fresh(gunnar), profile) == frozenset()


def test_each_gift_is_one_event_however_often_it_is_given(profile: Profile, anna: User, gunnar: User) -> None:
    for _ in range(2):
        actions.grant_right(right=ProfileRight.READ, to=gunnar, on=profile, by=anna)
    event = AuditEvent.objects.get(kind=Event.RIGHT_GRANTED)
    assert (event.actor_email, event.profile) == (anna.email, profile.slug)
    assert event.details == {"right": "read_profile", "person": gunnar.email}
    assert event.told == f"Læse kladder på type-2-diabetes ({gunnar.email})"


def test_taking_what_nobody_gave_records_nothing(profile: Profile, anna: User, gunnar: User) -> None:
    actions.revoke_right(right=ProfileRight.EDIT, of=gunnar, on=profile, by=anna)
    assert not AuditEvent.objects.filter(kind=Event.RIGHT_REVOKED).exists()


def test_only_who_manages_a_profile_gives_rights_on_it(profile: Profile, rikke: User, gunnar: User) -> None:
    for by in (rikke, gunnar):
        with pytest.raises(PermissionDenied):
            actions.grant_right(right=ProfileRight.EDIT, to=by, on=profile, by=by)
        with pytest.raises(PermissionDenied):
            actions.revoke_right(right=ProfileRight.EDIT, of=profile.created_by, on=profile, by=by)
    assert rights_on(fresh(gunnar), profile) == frozenset()


def test_managing_one_profile_is_no_say_over_another(anna: User, gunnar: User) -> None:
    one, other = written_by(anna, "kol"), written_by(anna, "demens")
    actions.grant_right(right=ProfileRight.MANAGE, to=gunnar, on=one, by=anna)
    with pytest.raises(PermissionDenied):
        actions.grant_right(right=ProfileRight.EDIT, to=gunnar, on=other, by=fresh(gunnar))


def test_nothing_is_given_to_a_person_who_cannot_sign_in(profile: Profile, anna: User, gunnar: User) -> None:
    actions.deactivate(person=gunnar, by=None)
    with pytest.raises(actions.NotActive):
        actions.grant_right(right=ProfileRight.EDIT, to=fresh(gunnar), on=profile, by=anna)


def test_the_last_manager_keeps_the_right(profile: Profile, anna: User) -> None:
    with pytest.raises(actions.LastManager, match="Type 2-diabetes"):
        actions.revoke_right(right=ProfileRight.MANAGE, of=anna, on=profile, by=anna)
    assert may_on(fresh(anna), ProfileRight.MANAGE, profile)


def test_an_administrator_counts_as_manager(profile: Profile, anna: User, asta: User) -> None:
    actions.revoke_right(right=ProfileRight.MANAGE, of=anna, on=profile, by=anna)
    assert not may_on(fresh(anna), ProfileRight.MANAGE, profile)
    role = role_group(Role.ADMINISTRATOR)
    with pytest.raises(actions.LastManager):
        actions.revoke_right(right=ProfileRight.MANAGE, of=role, on=profile, by=asta)


def test_the_last_manager_of_a_profile_cannot_be_deactivated(
    profile: Profile, anna: User, asta: User
) -> None:
    role = role_group(Role.ADMINISTRATOR)
    actions.revoke_right(right=ProfileRight.MANAGE, of=role, on=profile, by=anna)
    with pytest.raises(actions.LastManager):
        actions.deactivate(person=anna, by=asta)
    assert fresh(anna).is_active


def test_a_profile_whose_manager_left_is_found(profile: Profile, anna: User) -> None:
    assert not held_by_nobody(ProfileRight.MANAGE, Profile.objects.all()).exists()
    assert list(held_by_nobody(ProfileRight.PUBLISH, Profile.objects.all())) == [profile]


def test_the_rights_of_a_deactivated_person_are_asleep(profile: Profile, anna: User, asta: User) -> None:
    actions.deactivate(person=anna, by=asta)
    assert rights_on(fresh(anna), profile) == frozenset()
    assert not with_right(fresh(anna), ProfileRight.EDIT, Profile.objects.all()).exists()


def test_a_right_everywhere_opens_no_profile(profile: Profile, gunnar: User) -> None:
    """Guardian shows everything to a holder of the global permission; the tool never does."""
    from django.contrib.auth.models import Permission

    for right in ProfileRight:
        gunnar.user_permissions.add(Permission.objects.get(codename=right.value))
    assert gunnar.has_perm("authoring.edit_profile")
    assert rights_on(fresh(gunnar), profile) == frozenset()
    assert not Profile.objects.editable_by(fresh(gunnar)).exists()
    assert not Profile.objects.visible_to(fresh(gunnar)).exists()


def test_grants_are_listed_roles_first(profile: Profile, anna: User) -> None:
    listed = grants_on(profile)
    assert [str(holder) for holder in listed][-1] == str(anna)
    assert listed[role_group(Role.PUBLISHER)] == {ProfileRight.READ, ProfileRight.PUBLISH}


def test_a_person_sees_what_they_hold_personally(profile: Profile, anna: User, rikke: User) -> None:
    assert own_grants(anna)[profile] == [ProfileRight.READ, ProfileRight.EDIT, ProfileRight.MANAGE]
    assert own_grants(rikke) == {}


def test_asking_about_many_profiles_costs_the_same_as_about_one(anna: User) -> None:
    few = [written_by(anna, "p-0")]
    many = few + [written_by(anna, f"p-{number}") for number in range(1, 8)]

    def queries(profiles: list[Profile]) -> int:
        person = fresh(anna)
        with CaptureQueriesContext(connection) as seen:
            prefetch(person, profiles)
            assert all(may_on(person, ProfileRight.EDIT, profile) for profile in profiles)
        return len(seen)

    assert queries(few) == queries(many)


def test_somebody_who_may_edit_one_profile_sees_no_draft_of_others(
    anna: User, make_person: MakePerson
) -> None:
    jonas = make_person("Jonas", "plo", Role.AUTHOR)
    written_by(anna, "kol")
    mine = written_by(jonas, "demens")
    assert list(Profile.objects.visible_to(fresh(jonas))) == [mine]


def test_one_profile_is_seen_by_those_who_see_it_among_many(
    published: ProfileVersion, anna: User, gunnar: User, asta: User, make_person: MakePerson
) -> None:
    written_by(anna, "kol")
    asleep = make_person("Sofie", "plo", Role.AUTHOR)
    actions.deactivate(person=asleep, by=asta)
    for person in (anna, gunnar, asta, fresh(asleep), AnonymousUser()):
        seen = set(Profile.objects.visible_to(person))
        assert seen == {each for each in Profile.objects.all() if each.is_visible_to(person)}
    assert {each.slug for each in seen} == {"type-2-diabetes"}
