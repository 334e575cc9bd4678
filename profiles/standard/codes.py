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


class RuleIndex:
    """Rules made ready to decide many codes: each takes a look-up for every length of the code."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._exact: dict[tuple[str, str], Rule] = {}
        self._above: dict[tuple[str, str], Rule] = {}
        for rule in rules:
            where = self._above if rule.descendants else self._exact
            where.setdefault((rule.system, normalised(rule.code)), rule)

    def deciding(self, system: str, key: str) -> Rule | None:
        """The most specific rule that matches a normalised code; ``None`` when no rule does (6.1)."""
        if rule := self._exact.get((system, key)):
            return rule
        prefixes = ((system, key[:end]) for end in range(len(key), 0, -1))
        return next((self._above[each] for each in prefixes if each in self._above), None)
