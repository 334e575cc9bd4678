"""The audit trail: written with what it tells about, never changed, and outliving everything it names."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from accounts import actions
from accounts.audit import record
from accounts.events import Event
from accounts.models import AuditEvent, User
from tests.people import MakePerson


@pytest.fixture
def event(anna: User) -> AuditEvent:
    return actions.record_sign_in(person=anna)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_auditevent SET actor_name = 'En anden' WHERE id = %s",
        "UPDATE accounts_auditevent SET at = now() - interval '1 year' WHERE id = %s",
        "DELETE FROM accounts_auditevent WHERE id = %s",
    ],
)
def test_the_database_refuses_to_rewrite_an_event(event: AuditEvent, sql: str) -> None:
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(sql, [event.pk])
    assert AuditEvent.objects.get(pk=event.pk).actor_name == "Anna Author"


def test_an_event_is_saved_only_once(event: AuditEvent) -> None:
    event.actor_name = "En anden"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


def test_an_event_is_undone_with_what_it_tells_about(anna: User) -> None:
    def fail_half_way() -> None:
        with transaction.atomic():
            actions.deactivate(person=anna, by=None)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_half_way()
    assert User.objects.get(pk=anna.pk).is_active
    assert not AuditEvent.objects.filter(kind=Event.PERSON_DEACTIVATED).exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(Event.SIGNED_IN, by=None)
    assert not AuditEvent.objects.exists()


def test_an_event_points_at_nothing_that_could_be_deleted() -> None:
    assert not [field.name for field in AuditEvent._meta.get_fields() if field.is_relation]


@pytest.mark.parametrize("kind", Event)
def test_every_kind_of_event_is_told_without_stumbling(kind: Event) -> None:
    """Also one that was written before its details were what they are now."""
    assert isinstance(AuditEvent(kind=kind, profile="kol", details={}).told, str)


def test_an_author_cannot_be_deleted_with_what_they_wrote(anna: User, make_person: MakePerson) -> None:
    from profiles.authoring.actions import create_profile
    from profiles.authoring.models import ProfileVersion

    create_profile(
        by=anna, slug="kol", title="KOL", kind="disease", owner=anna.organisation, purpose="Vise dem."
    )
    with pytest.raises(ProtectedError):
        anna.delete()
    assert ProfileVersion.objects.get().created_by == anna
