"""Which codes of a set nobody has looked at yet (6.3). Where nothing is noted of that, none are told of."""

from __future__ import annotations

from profiles.standard.document import CodeSet
from profiles.standard.rule_algebra import Code

from ..models import ProfileVersion


def unseen_codes(_version: ProfileVersion, _code_set: CodeSet) -> frozenset[Code]:
    """The codes that came in under another and that no person has looked at."""
    return frozenset()
