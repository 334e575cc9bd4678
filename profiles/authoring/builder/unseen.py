"""Which codes of a set nobody has looked at yet (6.3)."""

from __future__ import annotations

from profiles.standard.document import CodeSet
from profiles.standard.rule_algebra import Code

from ..codes.seen import unseen_in
from ..models import ProfileVersion


def unseen_codes(version: ProfileVersion, code_set: CodeSet) -> frozenset[Code]:
    """The codes that came in under another and that no person has looked at."""
    waiting = unseen_in(version, code_set.id)
    return frozenset(waiting.rules) if waiting else frozenset()
