"""Imports as tests make them: a file of rows, begun by Stine, and read by whoever is told to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from profiles.terminology import actions
from profiles.terminology.models import CodeSystem, Import

DAY = date(2026, 12, 1)


def upload(*rows: str, heading: str = "code;title", name: str = "koder.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((heading, *rows, "")).encode())


def begun(*rows: str, by: User | None, system: str = "sks", **facts: Any) -> Import:
    """An import that waits; any fact of ``receive`` may be given."""
    usual: dict[str, Any] = {
        "format": "csv",
        "title": "2026-12",
        "date": DAY,
        "source": "Sundhedsdatastyrelsen",
        "licence": "Fri",
        "complete": True,
    }
    file = facts.pop("upload", None) or upload(*rows)
    return actions.receive(by=by, upload=file, system=CodeSystem.objects.get(pk=system), **{**usual, **facts})


def imported(*rows: str, by: User | None = None, **facts: Any) -> Import:
    """An import that has been read."""
    return actions.run(of=begun(*rows, by=by, **facts))


def begun_map(*rows: str, by: User | None = None, **facts: Any) -> Import:
    file = upload(*rows, heading="from;to;relation;remark", name="icpc.csv")
    to_system = CodeSystem.objects.get(pk="sks")
    usual: dict[str, Any] = {"system": "icpc-2-dk", "to_system": to_system, "format": "map-csv"}
    return begun(by=by, upload=file, **{**usual, **facts})
