"""What makes a well-shaped document an error in its context: the catalogue and the rest of the document.

One small function per rule of the standard, cited by its number, in the module of what it judges. A document
with a problem is no document of the standard and nobody may evaluate it (A2); ``lint`` judges what remains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..catalogue import Catalogue
from ..document import Document, Part
from ..kinds import Setting
from ..problem import Problem
from ..walk import Spot, walk
from . import clinic, codes, comparisons, measures, names, selections, standard, texts

__all__ = ["problems_of"]

Rule = Callable[[Spot[Any], Setting], Iterator[Problem]]

RULES: tuple[tuple[type[Part], tuple[Rule, ...]], ...] = (
    *standard.RULES,
    *names.RULES,
    *codes.RULES,
    *selections.RULES,
    *measures.RULES,
    *comparisons.RULES,
    *clinic.RULES,
    *texts.RULES,
)


def problems_of(document: Document, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Every problem of a document, in document order; empty when the document is valid."""
    setting = Setting(document, catalogue)
    found = (
        problem
        for spot in walk(document)
        for rule in _rules_of(type(spot.part))
        for problem in rule(spot, setting)
    )
    return tuple(dict.fromkeys(found))


@cache
def _rules_of(kind: type[Part]) -> tuple[Rule, ...]:
    return tuple(rule for judged, rules in RULES if issubclass(kind, judged) for rule in rules)
