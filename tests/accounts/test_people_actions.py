"""What may be done to people, by whom, and what the trail and the history say afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts import actions
from accounts.events import Event
from accounts.models import AuditEvent, User
from accounts.permissions import may, roles_of
from accounts.rights import Right, Role
from tests.people import PASSWORD, MakePerson, organisation


def events(kind: Event) -> list[dict[str, Any]]:
    return [event.details for event in AuditEvent.objects.filter(kind=kind)]


def details_of(person: User, **changed: Any) -> dict[str, Any]:
    return {"email": person.email, "name": person.name, "organisation": person.organisation, **changed}


def test_a_new_person_has_the_roles_given_and_can_sign_in(asta: User) -> None:
    person = actions.create_person(
        email="jonas@plo.test",
        name="Jonas",
        organisation=organisation("plo"),
        password=PASSWORD,
        roles=[Role.AUTHOR],
        by=asta,
    )
    assert person.check_password(PASSWORD)
    assert roles_of(person) == {Role.AUTHOR}
    assert events(Event.PERSON_CREATED)[0]["person"] == "jonas@plo.test"
    assert events(Event.ROLES_CHANGED)[0]["given"] == ["author"]


def test_a_person_without_a_password_cannot_sign_in(make_person: MakePerson, asta: User) -> None:
    person = actions.create_person(email="x@plo.test", name="X", organisation=organisation("plo"), by=asta)
    assert not person.has_usable_password()


@pytest.mark.parametrize("email", ["anna@plo.test", "ANNA@PLO.TEST", "  Anna@plo.test "])
def test_an_email_belongs_to_one_person_whatever_its_case(anna: User, asta: User, email: str) -> None:
    with pytest.raises(ValidationError, match="e-mail"):
        actions.create_person(email=email, name="En anden", organisation=anna.organisation, by=asta)
    assert User.objects.count() == 2


def test_the_database_too_refuses_a_second_person_with_the_email(anna: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="ANNA@plo.test", name="X", organisation=anna.organisation, password="x").save()


def test_nobody_can_be_made_to_stand_above_the_rights(anna: User) -> None:
    anna.is_superuser = True
    with pytest.raises(IntegrityError, match="nobody_stands_above"), transaction.atomic():
        anna.save()


@pytest.mark.parametrize("who", ["anna", "gunnar"])
def test_only_administrators_change_people(request: pytest.FixtureRequest, rikke: User, who: str) -> None:
    by = request.getfixturevalue(who)
    attempts = (
        lambda: actions.create_person(email="x@x.test", name="X", organisation=rikke.organisation, by=by),
        lambda: actions.change_person(person=rikke, **details_of(rikke, name="Y"), by=by),
        lambda: actions.set_roles(person=rikke, roles=[Role.ADMINISTRATOR], by=by),
        lambda: actions.deactivate(person=rikke, by=by),
        lambda: actions.reactivate(person=rikke, by=by),
        lambda: actions.set_password(person=rikke, new=PASSWORD, by=by),
        lambda: actions.create_organisation(slug="x", name="X", kind="vendor", by=by),
        lambda: actions.change_organisation(organisation=rikke.organisation, name="X", kind="vendor", by=by),
        lambda: actions.create_client(name="X", organisation=rikke.organisation, by=by),
    )
    before = AuditEvent.objects.count()
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert AuditEvent.objects.count() == before


def test_nobody_makes_themselves_administrator(anna: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.set_roles(person=anna, roles=[Role.ADMINISTRATOR], by=anna)
    assert not may(anna, Right.ADMINISTER_PEOPLE)


def test_a_change_of_name_is_in_the_history_with_who_did_it(anna: User, asta: User) -> None:
    actions.change_person(person=anna, **details_of(anna, name="Anna Andersen"), by=asta)
    newest, oldest = anna.history.all()[:2]
    assert [change.field for change in newest.diff_against(oldest).changes] == ["name"]
    assert AuditEvent.objects.filter(kind=Event.PERSON_CHANGED).get().actor_email == asta.email


def test_saving_an_unchanged_person_records_nothing(anna: User, asta: User) -> None:
    actions.change_person(person=anna, **details_of(anna), by=asta)
    assert (anna.history.count(), events(Event.PERSON_CHANGED)) == (1, [])


def test_what_a_person_did_is_found_after_their_email_changed(anna: User, asta: User) -> None:
    actions.record_sign_in(person=anna)
    actions.change_person(person=anna, **details_of(anna, email="anna@ny.test"), by=asta)
    kinds = [event.kind for event in AuditEvent.objects.about(anna)]
    assert kinds == [Event.PERSON_CHANGED, Event.SIGNED_IN, Event.ROLES_CHANGED, Event.PERSON_CREATED]


def test_a_deactivated_person_loses_every_right_and_gets_them_back(anna: User, asta: User) -> None:
    actions.deactivate(person=anna, by=asta)
    assert not may(anna, Right.CREATE_PROFILE)
    actions.reactivate(person=anna, by=asta)
    assert may(User.objects.get(pk=anna.pk), Right.CREATE_PROFILE)
    assert len(events(Event.PERSON_DEACTIVATED)) == len(events(Event.PERSON_REACTIVATED)) == 1


def test_deactivating_twice_is_one_event(anna: User, asta: User) -> None:
    for _ in range(2):
        actions.deactivate(person=anna, by=asta)
    assert len(events(Event.PERSON_DEACTIVATED)) == 1


def test_the_last_administrator_cannot_be_deactivated(asta: User) -> None:
    with pytest.raises(actions.LastAdministrator):
        actions.deactivate(person=asta, by=asta)
    asta.refresh_from_db()
    assert asta.is_active


def test_the_last_administrator_cannot_give_up_the_role(asta: User) -> None:
    with pytest.raises(actions.LastAdministrator):
        actions.set_roles(person=asta, roles=[], by=asta)
    assert roles_of(asta) == {Role.ADMINISTRATOR}


def test_a_sleeping_administrator_does_not_count(asta: User, make_person: MakePerson) -> None:
    other = make_person("Ove", "medcom", Role.ADMINISTRATOR)
    actions.deactivate(person=other, by=asta)
    with pytest.raises(actions.LastAdministrator):
        actions.deactivate(person=asta, by=asta)


def test_one_of_two_administrators_may_leave(asta: User, make_person: MakePerson) -> None:
    other = make_person("Ove", "medcom", Role.ADMINISTRATOR)
    actions.deactivate(person=asta, by=other)
    assert not User.objects.get(pk=asta.pk).is_active


def test_roles_are_not_given_to_someone_who_cannot_sign_in(anna: User, asta: User) -> None:
    actions.deactivate(person=anna, by=asta)
    with pytest.raises(actions.NotActive, match="Anna"):
        actions.set_roles(person=anna, roles=[Role.PUBLISHER], by=asta)


def test_changing_ones_password_takes_the_current_one(anna: User) -> None:
    with pytest.raises(actions.WrongPassword):
        actions.change_password(person=anna, current="gættet", new="en-helt-ny-kode")
    actions.change_password(person=anna, current=PASSWORD, new="en-helt-ny-kode")
    assert User.objects.get(pk=anna.pk).check_password("en-helt-ny-kode")
    assert events(Event.PASSWORD_CHANGED) == [{"person": anna.email}]


def test_no_password_is_ever_in_the_trail_or_the_history(anna: User, asta: User) -> None:
    actions.set_password(person=anna, new="en-helt-ny-kode", by=asta)
    trail = str(list(AuditEvent.objects.values())) + str(list(anna.history.values()))
    assert "kode" not in trail.replace("password", "")
    assert "password" not in {field.name for field in User.history.model._meta.get_fields()}


def test_a_person_with_a_past_cannot_be_deleted(anna: User) -> None:
    """Deleting an author must never delete what they wrote; people are deactivated."""
    protected = [
        field.name
        for field in User._meta.related_objects
        if field.on_delete.__name__ == "CASCADE"
        and field.related_model.__module__.startswith(("profiles", "accounts"))
    ]
    assert set(protected) <= {"profilepersongrant"}
