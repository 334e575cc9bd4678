"""The narrative in Danish: one function for each thing that a document can say.

The package is a :class:`~profiles.standard.narrative.telling.Language`; another language is another package
with the same functions.
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
