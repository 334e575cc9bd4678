"""Which standards a document fits: pinned to another version, would it be a document of it? (9.3, G1)

Only the text is judged here. Whether the results are the same too is proved by evaluating them.
"""

from __future__ import annotations

from .catalogue import UnknownStandard, load_catalogue, standards
from .document import Document
from .problem import Problem
from .validity import problems_of


def pinned(document: Document, standard: str) -> Document:
    """The same document under another standard; nothing else in it is touched."""
    return document.model_copy(update={"standard": standard})


def fits(document: Document, standard: str) -> tuple[Problem, ...]:
    """What stands in the way of a document under another standard; nothing when it validates.

    Raises :class:`~profiles.standard.catalogue.UnknownStandard`.
    """
    return problems_of(pinned(document, standard), load_catalogue(standard))


def candidates(document: Document) -> tuple[str, ...]:
    """The standards that are known here under which a document validates, oldest first."""
    return tuple(each for each in standards() if _validates(document, each))


def _validates(document: Document, standard: str) -> bool:
    try:
        return not fits(document, standard)
    except UnknownStandard:
        # Withdrawn from its source between the question and the answer.
        return False
