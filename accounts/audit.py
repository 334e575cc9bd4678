"""Writing the audit trail: called by actions, inside their transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from .events import Event
from .models import AuditEvent, User


def record(
    kind: Event,
    *,
    by: User | None,
    profile: str = "",
    version: str = "",
    content_hash: str = "",
    **details: Any,
) -> AuditEvent:
    """Add one event; must be called inside the transaction of what it tells about."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit event belongs in the transaction it tells of")
    return AuditEvent.objects.create(
        kind=kind,
        actor_email=by.email if by else "",
        actor_name=by.name if by else "",
        profile=profile,
        version=version,
        content_hash=content_hash,
        details=details,
    )
