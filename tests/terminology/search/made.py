"""Code systems made for a test: a few entries, released the way every other is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from profiles.terminology.actions import take_in
from profiles.terminology.entries import Entry, Origin
from profiles.terminology.models import CodeSystem, Release

ORIGIN = Origin(format="made", title="Prøve", date=date(2026, 1, 1), source="Lavet til prøven")


def made(*entries: Entry, system: str = "made", hierarchical: bool = True) -> Release:
    """The next release of a system, with just these codes."""
    known, _ = CodeSystem.objects.get_or_create(
        id=system, defaults={"title": system.title(), "uri": f"urn:{system}", "hierarchical": hierarchical}
    )
    with NamedTemporaryFile() as file:
        return take_in(system=known, entries=entries, file=Path(file.name), origin=ORIGIN, by=None)
