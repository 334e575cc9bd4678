"""Codes as they are compared: normalised, and decided by the longest matching rule (1.4, 6.1, D2, D3)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from .document import Rule

#: No code goes on with it, so every code that begins with a key comes before the key and this.
LAST = "\U0010ffff"


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


def deciding_each(rules: Sequence[Rule], keys: Sequence[str]) -> dict[str, Rule]:
    """Those of a system's sorted keys that its rules match, in order, each with the rule that decides it.

    Rules are laid over one another, the most specific one last and of rules for one code the first, so that
    the time is a step for each rule and each key it matches.
    """
    found: dict[str, Rule] = {}
    for own, rule in sorted(((normalised(rule.code), rule) for rule in reversed(rules)), key=_precision):
        found.update(dict.fromkeys(keys[_span(own, keys, descendants=rule.descendants)], rule))
    return {key: found[key] for key in sorted(found)}


def _precision(coded: tuple[str, Rule]) -> tuple[int, bool]:
    own, rule = coded
    return len(own), not rule.descendants


def _span(own: str, keys: Sequence[str], *, descendants: bool) -> slice:
    """Where the keys stand that a rule for ``own`` matches."""
    return slice(
        bisect_left(keys, own), bisect_left(keys, own + LAST) if descendants else bisect_right(keys, own)
    )
