"""A shared code set as the review tells it: what it is, its codes and its sources, and no population."""

from __future__ import annotations

from profiles.authoring.shared.content import code_set_summary
from profiles.standard.document import Document
from profiles.standard.narrative import Span

from .telling import Telling, tell

SECTIONS = ("facts", "code_sets", "references")
#: Facts of the document it is read as, which are none of its own.
NOT_ITS = "fact:Art"


def tell_code_set(document: Document) -> Telling:
    """The one code set of the document, with the places it has in a profile too."""
    told = tell(document).sections
    sections = {name: tuple(each for each in told[name] if each.key != NOT_ITS) for name in SECTIONS}
    return Telling("Kodesættet", (Span(code_set_summary(document)),), sections)
