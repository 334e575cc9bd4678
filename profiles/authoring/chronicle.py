"""What happened to a profile, told from the audit trail, with each saved change spelt out field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.events import Event
from accounts.models import AuditEvent
from accounts.telling import told as told_in_words

from .models import Edit, Profile, ProfileVersion
from .subjects import ChangeTold, subject_of

#: A revision of a version: the version's key and the number of the save.
Revision = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    """One event; ``changes`` is what was saved, when it was a save."""

    event: AuditEvent
    changes: tuple[ChangeTold, ...] = ()

    @property
    def summary(self) -> str:
        """What the person was said to have done when they saved."""
        return str(self.event.details.get("summary", ""))

    @property
    def words(self) -> str:
        """Who got or lost which right; empty for what its name says."""
        return told_in_words(self.event.kind, "", self.event.details)


def events_of(profile: Profile) -> QuerySet[AuditEvent]:
    """Everything that was done to the profile, newest first; a first save is told by what began with it."""
    first_saves = Q(kind=Event.DRAFT_EDITED, details__revision=1)
    return AuditEvent.objects.filter(profile=profile.slug).exclude(first_saves)


def told(profile: Profile, events: Iterable[AuditEvent]) -> list[Entry]:
    """The events with what each save changed; three queries, however many events."""
    listed = list(events)
    edits = _edits_of(profile, listed)
    documents = _documents(edits.values())
    return [Entry(event, _changes(profile, edits.get(_key(event)), documents)) for event in listed]


def _key(event: AuditEvent) -> tuple[str, int]:
    return event.content_hash, int(event.details.get("revision", 0))


def _edits_of(profile: Profile, events: list[AuditEvent]) -> dict[tuple[str, int], Edit]:
    """The saves that the events tell of, by content and number of the save."""
    hashes = {event.content_hash for event in events if event.kind == Event.DRAFT_EDITED}
    edits = Edit.objects.filter(version__profile=profile, content_hash__in=hashes)
    return {(edit.content_hash, edit.revision): edit for edit in edits}


def _documents(edits: Iterable[Edit]) -> dict[Revision, str]:
    """The stored text of each revision that was saved, and of the one before it."""
    wanted = Q(pk__in=())
    for edit in edits:
        wanted |= Q(id=edit.version_id, revision__in=(edit.revision - 1, edit.revision))
    rows = ProfileVersion.history.filter(wanted).order_by("-history_id")
    return {(row.id, row.revision): row.document for row in rows}


def _changes(profile: Profile, edit: Edit | None, documents: dict[Revision, str]) -> tuple[ChangeTold, ...]:
    """Nothing for an event that was no save, and for the first save, which has nothing before it."""
    if edit is None:
        return ()
    before = documents.get((edit.version_id, edit.revision - 1))
    after = documents.get((edit.version_id, edit.revision))
    if not before or not after:
        return ()
    subject = subject_of(profile)
    return subject.difference(subject.read(before), subject.read(after))
