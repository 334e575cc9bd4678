"""The narrative in Danish: one function for each thing that a document can say.

The package is a :class:`~profiles.standard.narrative.telling.Language`; another language is another package
with the same functions.
"""

from .running import heading, population, sentence
from .sections import (
    ACTIONS,
    LEVELS,
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
    rule_words,
    section,
    sort,
)
from .selections import filter_words, window_of

__all__ = [
    "ACTIONS",
    "LEVELS",
    "action",
    "code_set",
    "column",
    "entry",
    "expected",
    "filter_words",
    "flag",
    "group",
    "heading",
    "parameter",
    "population",
    "quality",
    "reference",
    "rule_words",
    "section",
    "sentence",
    "sort",
    "window_of",
]
