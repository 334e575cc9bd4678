"""Moving a draft to a newer standard: which one is offered, and what the move means (9.2)."""

from __future__ import annotations

from profiles.standard.catalogue import in_order
from profiles.standard.document import Document
from profiles.standard.migration import CannotMigrate, Migration, migrated

from .standards import not_withdrawn


def newer_standard(document: Document) -> str | None:
    """The newest standard there is and nobody has withdrawn, when it is newer than the document's own."""
    newest = not_withdrawn()[-1]
    return newest if in_order(newest) > in_order(document.standard) else None


def prepared(document: Document, to: str) -> tuple[Migration | None, CannotMigrate | None]:
    """The move as it would be made, or why it cannot be."""
    try:
        return migrated(document, to), None
    except CannotMigrate as refused:
        return None, refused
