"""Codes that are at hand, made into a release in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from accounts.models import User

from ..entries import Entry, Origin
from ..models import CodeSystem, Import, Release
from .merging import release_staged
from .staging import stage


@transaction.atomic
def take_in(
    *, system: CodeSystem, entries: Sequence[Entry], file: Path, origin: Origin, by: User | None
) -> Release:
    """Make the entries of a small file a release of the system."""
    taken = Import.objects.create(
        **asdict(origin),
        system=system,
        file_name=file.name,
        size=file.stat().st_size,
        sha256=sha256(file.read_bytes()).hexdigest(),
        state=Import.State.DONE,
        lines_read=len(entries),
        rows_read=len(entries),
        by=by,
    )
    stage(of=taken, entries=entries)
    taken.release = release_staged(of=taken)
    taken.save()
    return taken.release
