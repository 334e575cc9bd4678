"""What makes a well-shaped document an error in its context: the catalogue and the rest of the document.

One small function per rule of the standard, cited by its number, in the module of what it judges. A document
with a problem is no document of the standard and nobody may evaluate it (A2); ``lint`` judges what remains.
"""

from __future__ import annotations

from ..catalogue import Catalogue
from ..document import Document
from ..problem import Problem

__all__ = ["problems_of"]


def problems_of(document: Document, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Every problem of a document, in document order; empty when the document is valid."""
    return ()
