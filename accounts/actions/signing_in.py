"""Telling the audit trail who signed in, and whose sign-in was refused."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import AuditEvent, User


@transaction.atomic
def record_sign_in(*, person: User) -> AuditEvent:
    """Record that a person signed in."""
    return record(Event.SIGNED_IN, by=person)


@transaction.atomic
def record_refused_sign_in(*, email: str, address: str, throttled: bool) -> AuditEvent:
    """Record a refused sign-in. An e-mail nobody has is left out: it may be a password in the wrong field."""
    known = User.objects.filter(email__iexact=email).first()
    return record(
        Event.SIGN_IN_REFUSED,
        by=None,
        person=known.email if known else "",
        address=address,
        throttled=throttled,
    )
