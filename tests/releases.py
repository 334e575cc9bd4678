"""New releases of a code system, taken in as any small file is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from profiles.terminology.actions import take_in
from profiles.terminology.entries import Entry, Origin
from profiles.terminology.models import CodeSystem, Release

NewRelease = Callable[..., Release]
DAY = date(2026, 10, 1)


@pytest.fixture
def new_release(db: None, tmp_path: Path) -> NewRelease:
    """``new_release("sks", DE11Z="Type 2-diabetes, ny underkode")``; ``closed=`` are codes that close."""

    def release(system: str = "sks", *, closed: dict[str, str] | None = None, **codes: str) -> Release:
        file = tmp_path / f"{system}.csv"
        file.write_text(repr((codes, closed)))
        entries = [Entry(code=code, title=title) for code, title in codes.items()]
        entries += [Entry(code=code, title=title, closed=DAY) for code, title in (closed or {}).items()]
        origin = Origin(format="test", title="Oktober", date=DAY, source="Prøve", complete=False)
        found = CodeSystem.objects.get(pk=system)
        return take_in(system=found, entries=entries, file=file, origin=origin, by=None)

    return release
