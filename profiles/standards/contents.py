"""The rules as a list: by chapter, narrowed by words, each with how many examples it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from profiles.evaluation.cases import Case
from profiles.standard.rules import Rule, RuleGroup

from .versions import Version


@dataclass(frozen=True)
class RuleLine:
    """A rule of the list. ``since`` is empty for what the first standard had."""

    rule: Rule
    examples: int
    since: str


@dataclass(frozen=True)
class Chapter:
    group: RuleGroup
    lines: tuple[RuleLine, ...]

    @property
    def is_annex(self) -> bool:
        """Whether the chapter settles questions rather than states the rules."""
        return self.group.id.isalpha()


def chapters(version: Version, words: str = "") -> tuple[Chapter, ...]:
    """The chapters with rules that hold the words; all of them without words."""
    chosen = version.rules.searched(words) if words.strip() else version.rules.rules
    counted = shown_by(version.cases)
    listed = (
        Chapter(group, tuple(_line(rule, counted, version) for rule in chosen if rule.group == group.id))
        for group in version.rules.groups
    )
    return tuple(chapter for chapter in listed if chapter.lines)


def shown_by(cases: Iterable[Case]) -> Counter[str]:
    """How many cases show each rule."""
    return Counter(number for case in cases for number in case.rules)


def _line(rule: Rule, counted: Counter[str], version: Version) -> RuleLine:
    return RuleLine(rule, counted[rule.number], new_in(rule, version))


def new_in(rule: Rule, version: Version) -> str:
    """The standard a rule came with, when it was not there from the first."""
    first = list(version.up_to())[-1]
    return "" if rule.since == first else rule.since
