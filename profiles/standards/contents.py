"""The rules as a list: by chapter, narrowed by words, each with how many examples it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from profiles.evaluation.cases import Case
from profiles.standard.catalogue import load_catalogue
from profiles.standard.catalogue_difference import catalogue_difference
from profiles.standard.introduced import features_since
from profiles.standard.rules import Rule, RuleGroup

from .versions import Version


@dataclass(frozen=True)
class RuleLine:
    """A rule of the list. ``news`` is empty for what stands as the first standard had it."""

    rule: Rule
    examples: int
    news: str


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
    return RuleLine(rule, counted[rule.number], news(rule, version))


def news(rule: Rule, version: Version) -> str:
    """``Ny i 1.1`` or ``Ændret i 1.1``; empty for what the first standard of the major number said."""
    if rule.changed:
        return f"Ændret i {rule.changed}"
    first = list(version.up_to())[-1]
    return "" if rule.since == first else f"Ny i {rule.since}"


def changes(version: Version) -> tuple[str, tuple[str, ...]]:
    """The version before this one, and what this one adds to it, in sentences; empty for the first."""
    older = next(iter(list(version.up_to())[1:]), "")
    if not older:
        return "", ()
    grammar = (f"{each.title} kan skrives." for each in features_since(older, version.number))
    catalogue = catalogue_difference(load_catalogue(older), version.catalogue)
    return older, (*grammar, *(each.message for each in catalogue))
