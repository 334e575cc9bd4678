"""Earlier revisions of a version, as simple-history kept them, and what changed since one of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from .models import ProfileVersion
from .subjects import ChangeTold, content_of, subject_of


class Revision(NamedTuple):
    """A version as it was saved: its content (a document or a catalogue) and its release notes."""

    content: Any
    notes: str


def revision_of(version: ProfileVersion, revision: int) -> Revision | None:
    """What was saved under that revision number; ``None`` if there is no such revision."""
    row = version.history.filter(revision=revision).order_by("history_id").first()
    return Revision(subject_of(version.profile).read(row.document), row.release_notes) if row else None


def changes_since(version: ProfileVersion, revision: int) -> tuple[ChangeTold, ...]:
    """What was changed after that revision; everything unknown is no change."""
    then = revision_of(version, revision)
    return subject_of(version.profile).difference(then.content, content_of(version)) if then else ()


def editors_since(version: ProfileVersion, revision: int) -> list[str]:
    """Who saved after that revision, by name, in alphabetical order."""
    edits = version.edits.filter(revision__gt=revision)
    return sorted(set(edits.values_list("by__name", flat=True)))
