"""What a valid document should not look like: it has a meaning, but hardly the one that was intended (A2).

A lint of severity *error* may not be submitted or published: those are the ones the standard names, and texts
that a person needs and that are not there. Every message tells in Danish what to do about it. Consumers need
not look for lints; they are the tool's own care.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..catalogue import Catalogue
from ..document import Document, Part
from ..kinds import Setting
from ..walk import Spot, walk
from . import clinic, codes, criteria, ranges, texts, use, windows
from .finding import Lint, Severity

__all__ = ["Lint", "Severity", "lint"]

Check = Callable[[Spot[Any], Setting], Iterator[Lint]]

CHECKS: tuple[tuple[type[Part], tuple[Check, ...]], ...] = (
    *texts.CHECKS,
    *criteria.CHECKS,
    *ranges.CHECKS,
    *windows.CHECKS,
    *codes.CHECKS,
    *clinic.CHECKS,
    *use.CHECKS,
)


def lint(document: Document, catalogue: Catalogue) -> tuple[Lint, ...]:
    """Every lint of a valid document, the gravest first and otherwise in document order."""
    setting = Setting(document, catalogue)
    found = [
        finding
        for spot in walk(document)
        for kind, checks in CHECKS
        if isinstance(spot.part, kind)
        for check in checks
        for finding in check(spot, setting)
    ]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))
