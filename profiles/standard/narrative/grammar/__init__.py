"""Where everything stands in a sentence; the words come from a :class:`~..lexicon.Lexicon`.

One function for each thing that a document can say. Danish and English place their words alike here.
"""

from .details import details
from .running import heading, population, sentence
from .sections import (
    action,
    code_set,
    column,
    entry,
    expected,
    flag,
    group,
    parameter,
    quality,
    reference,
    section,
    sort,
)

__all__ = [
    "action",
    "code_set",
    "column",
    "details",
    "entry",
    "expected",
    "flag",
    "group",
    "heading",
    "parameter",
    "population",
    "quality",
    "reference",
    "section",
    "sentence",
    "sort",
]
