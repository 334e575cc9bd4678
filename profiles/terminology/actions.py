"""The only writer of code systems and codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from profiles.standard.catalogue import load_catalogue
from profiles.standard.codes import normalised

from .models import CodeSystem, Concept
from .shipped import FOLDER, SOURCE, Code, read_codes


@transaction.atomic
def load_codes(*, system: CodeSystem, codes: Iterable[Code]) -> int:
    """Add codes to a system, or renew the label and unit of those it has. Returns how many were given."""
    concepts = [
        Concept(system=system, code=row.code, key=normalised(row.code), title=row.title, unit=row.unit)
        for row in codes
    ]
    Concept.objects.bulk_create(
        concepts,
        update_conflicts=True,
        unique_fields=["system", "key"],
        update_fields=["code", "title", "unit"],
    )
    return len(concepts)


@transaction.atomic
def load_shipped_codes(**_: Any) -> None:
    """The catalogue's code systems, and the shipped codes of each; runs after every migration."""
    for entry in load_catalogue().code_systems:
        system, _created = CodeSystem.objects.update_or_create(
            id=entry.id,
            defaults={
                "title": entry.title,
                "uri": entry.uri,
                "hierarchical": entry.hierarchical,
                "source": SOURCE,
            },
        )
        shipped = FOLDER / f"{entry.id}.csv"
        if shipped.exists():
            load_codes(system=system, codes=read_codes(shipped))
