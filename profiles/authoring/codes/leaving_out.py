"""Leaving a code that nobody has seen out of its code set: a rule more, which names the code."""

from __future__ import annotations

from profiles.standard.document import Document, Rule
from profiles.standard.identifiers import Namespace
from profiles.standard.tree import replace
from profiles.terminology.lookup import labels
from profiles.terminology.models import Concept

from ..errors import NothingToSee
from ..models import ProfileVersion
from .seen import unseen_in


def without(version: ProfileVersion, code_set: str, system: str, key: str) -> tuple[Document, Concept]:
    """The draft's document with the code left out, and the code. Raises ``NothingToSee``."""
    waiting = unseen_in(version, code_set)
    if waiting is None or (system, key) not in waiting:
        raise NothingToSee
    concept = labels([(system, key)])[system, key]
    rule = Rule(system=system, code=concept.code, include=False)
    after = waiting.code_set.model_copy(update={"rules": (*waiting.code_set.rules, rule)})
    return replace(version.content, code_set, after, Namespace.CODE_SETS), concept
