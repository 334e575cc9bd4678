"""Earlier revisions of a version, as simple-history kept them, and what changed since one of them."""

from __future__ import annotations

from profiles.standard.difference import Change, difference
from profiles.standard.document import Document
from profiles.standard.reading import read

from .models import ProfileVersion


def document_at(version: ProfileVersion, revision: int) -> Document | None:
    """The document as it was saved under that revision number; ``None`` if there is no such revision."""
    row = version.history.filter(revision=revision).order_by("history_id").first()
    return read(row.document) if row else None


def changes_since(version: ProfileVersion, revision: int) -> tuple[Change, ...]:
    """What was changed after that revision; everything unknown is no change."""
    then = document_at(version, revision)
    return difference(then, version.content) if then else ()


def editors_since(version: ProfileVersion, revision: int) -> list[str]:
    """Who saved after that revision, by name, in alphabetical order."""
    edits = version.edits.filter(revision__gt=revision)
    return sorted(set(edits.values_list("by__name", flat=True)))
