"""What a valid document should not look like: it has a meaning, but hardly the one that was intended (A2).

A lint of severity *error* may not be submitted or published: those are the ones the standard names, a
population that provably holds nobody, and texts that a person needs and that are not there. Every message
tells in Danish what to do about it, ``rulebook`` holds every code with its explanation, and many lints carry
a fix. Consumers need not look for lints; they are the tool's own care.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..catalogue import Catalogue
from ..document import Document, Part
from ..walk import Spot
from . import claims, clinic, codes, criteria, flags, population, selections, siblings, support, texts, use
from .finding import Fix, Lint
from .rulebook import ADVICE, RULEBOOK, Advice
from .severity import Severity
from .study import Study

__all__ = ["ADVICE", "RULEBOOK", "Advice", "Fix", "Lint", "Severity", "lint"]

Check = Callable[[Spot[Any], Study], Iterator[Lint]]

CHECKS: tuple[tuple[type[Part], tuple[Check, ...]], ...] = (
    *texts.CHECKS,
    *population.CHECKS,
    *criteria.CHECKS,
    *claims.CHECKS,
    *siblings.CHECKS,
    *selections.CHECKS,
    *codes.CHECKS,
    *flags.CHECKS,
    *clinic.CHECKS,
    *support.CHECKS,
    *use.CHECKS,
)
#: The document is looked at once more when all else is said.
LAST: tuple[Check, ...] = (population.large_documents_are_said_to_be,)
GRAVITY = {severity: place for place, severity in enumerate(Severity)}


def lint(document: Document, catalogue: Catalogue) -> tuple[Lint, ...]:
    """Every lint of a valid document, the gravest first and otherwise in document order."""
    study = Study(document, catalogue)
    found = [
        finding
        for spot in study.spots
        for check in _checks_of(type(spot.part))
        for finding in check(spot, study)
    ]
    found += [finding for check in LAST for finding in check(Spot(document, (), ()), study)]
    return tuple(sorted(found, key=lambda finding: GRAVITY[finding.severity]))


@cache
def _checks_of(kind: type[Part]) -> tuple[Check, ...]:
    """The checks of a kind of part; code rules are looked at by their sets."""
    return tuple(check for each, checks in CHECKS if issubclass(kind, each) for check in checks)
