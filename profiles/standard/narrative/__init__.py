"""A document in sentences that a clinician would have written, each tied to its node.

``narrate(document, catalogue)`` gives the whole :class:`Narrative`; a :class:`Teller` says single parts of a
document, for a page that changes one criterion at a time. Two documents that mean different things do not
read the same: every property that carries meaning is heard in some sentence.
"""

from .danish import DANISH
from .lexicon import Lexicon
from .sentence import Detail, Narrative, Role, Sentence, Span, Spans, text_of
from .telling import Teller, narrate

__all__ = [
    "DANISH",
    "Detail",
    "Lexicon",
    "Narrative",
    "Role",
    "Sentence",
    "Span",
    "Spans",
    "Teller",
    "narrate",
    "text_of",
]
