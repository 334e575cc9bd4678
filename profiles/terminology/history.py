"""A code as each release that changed it had it."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Concept, Release


@dataclass(frozen=True, slots=True)
class Chapter:
    """The code as it was from a release on; ``before`` is how it was until then, nothing for the first."""

    release: Release
    concept: Concept
    before: Concept | None


def history(concept: Concept) -> list[Chapter]:
    """The newest first; two queries."""
    rows = list(Concept.objects.filter(system=concept.system_id, key=concept.key).order_by("since"))
    numbers = [row.since for row in rows]
    releases = {
        each.number: each for each in Release.objects.filter(system=concept.system_id, number__in=numbers)
    }
    befores = [None, *rows]
    told = [Chapter(releases[row.since], row, before) for row, before in zip(rows, befores, strict=False)]
    return told[::-1]
