"""Codes as they are compared: normalised, and decided by the longest matching rule (1.4, 6.1, D2, D3)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Keys that stand together, from ``start`` and before ``stop``, and the one rule that decides them."""

    rule: Rule
    start: int
    stop: int


def stretches(rules: Sequence[Rule], keys: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of a system's sorted keys that its rules decide, in order.

    What a rule matches stands together, inside what a less specific one matches, so the rules around a place
    are a stack: the time goes with the rules, not with the keys.
    """
    around: list[tuple[int, Rule | None]] = []
    at = 0
    for start, stop, rule in (*_spans(rules, keys), (len(keys), len(keys), None)):
        while around and at < start:
            end, inner = around[-1]
            if inner and at < end:
                yield Stretch(inner, at, min(end, start))
            at = max(at, min(end, start))
            if end <= start:
                around.pop()
        at = start
        around.append((stop, rule))


def _spans(rules: Sequence[Rule], keys: Sequence[str]) -> list[tuple[int, int, Rule]]:
    """Where the keys stand that each rule matches, the wide first, and last the one that decides."""
    found = []
    for rule in reversed(rules):
        own = normalised(rule.code)
        start = bisect_left(keys, own)
        stop = bisect_left(keys, own + LAST, start) if rule.descendants else bisect_right(keys, own, start)
        if start < stop:
            found.append(((start, -stop, len(own), not rule.descendants), rule))
    return [(start, -stop, rule) for (start, stop, _, _), rule in sorted(found, key=itemgetter(0))]


def deciding_each(rules: Sequence[Rule], keys: Sequence[str]) -> dict[str, Rule]:
    """Those of a system's sorted keys that its rules match, in order, each with the rule that decides it."""
    return {key: each.rule for each in stretches(rules, keys) for key in keys[each.start : each.stop]}
