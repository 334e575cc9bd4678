"""The audit trail of versions: every event about one names its profile, its number and its content alike."""

from __future__ import annotations

from typing import Any

from accounts.audit import record
from accounts.events import Event
from accounts.models import AuditEvent, User

from .models import ProfileVersion


def record_about(kind: Event, version: ProfileVersion, *, by: User, **details: Any) -> AuditEvent:
    """Add one event about a version as it stands; inside the transaction of what it tells about."""
    return record(
        kind,
        by=by,
        profile=version.profile.slug,
        version=version.number,
        content_hash=version.content_hash,
        **details,
    )
