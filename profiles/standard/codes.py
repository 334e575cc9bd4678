"""Codes as they are compared: normalised, and decided by the longest matching rule (1.4, 6.1, D2, D3)."""

from __future__ import annotations

from collections.abc import Iterable

from .document import Rule


def normalised(code: str) -> str:
    """Upper case, without white space and dots; everything else kept, leading zeros too (D3)."""
    if code.isalnum():
        return code.upper()
    return "".join(code.split()).replace(".", "").upper()


def deciding_rule(rules: Iterable[Rule], system: str, code: str) -> Rule | None:
    """The most specific rule that matches a code of a system; ``None`` when no rule does (6.1)."""
    wanted = normalised(code)
    matching = [rule for rule in rules if rule.system == system and _matches(rule, wanted)]
    return max(matching, key=lambda rule: len(normalised(rule.code)), default=None)


def _matches(rule: Rule, wanted: str) -> bool:
    own = normalised(rule.code)
    return wanted.startswith(own) if rule.descendants else wanted == own


def is_in(rules: Iterable[Rule], system: str, code: str) -> bool:
    """Whether the rules put a code in the set; a code without a rule is not in it."""
    decided = deciding_rule(rules, system, code)
    return decided is not None and decided.include
