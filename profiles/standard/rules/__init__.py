"""The rules of the standard, one by one, for a person to read: the first line for anyone, the rest exact.

One JSON file per standard version in this folder. A file holds what its version adds or says anew; a version
has the rules of the earlier versions of its major number too, because a minor version only adds (9.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

DIRECTORY = Path(__file__).parent


class Rule(BaseModel):
    """``short`` is one sentence for a clinician, ``text`` the exact paragraphs; code stands in backticks.

    ``see`` are numbers of rules that belong with it. ``unshown`` says why no patient can show the rule.
    ``since`` is the standard version it came with, ``changed`` the one that gave it these words, if another.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(pattern=r"^([1-9][0-9]?\.[0-9]+|[A-H][1-9][0-9]?)$")
    title: str = Field(min_length=3)
    short: str = Field(min_length=3)
    text: tuple[str, ...] = Field(min_length=1)
    see: tuple[str, ...] = ()
    unshown: str = ""
    since: str = ""
    changed: str = ""

    @property
    def group(self) -> str:
        """``2`` of 2.3, ``B`` of B11."""
        return self.number.partition(".")[0] if "." in self.number else self.number[0]

    def holds(self, words: str) -> bool:
        """Whether every word stands somewhere in the rule, or the words are its number."""
        whole = " ".join((self.number, self.title, self.short, *self.text)).casefold()
        return all(word in whole for word in words.casefold().split())


class RuleGroup(BaseModel):
    """A chapter: its number or letter and its title."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: tuple[RuleGroup, ...] = ()
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class RuleBook:
    """The rules of one standard version in their order."""

    standard: str
    groups: tuple[RuleGroup, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def by_number(self) -> dict[str, Rule]:
        return {rule.number: rule for rule in self.rules}

    def find(self, number: str) -> Rule | None:
        return self.by_number.get(number)

    def of_group(self, group: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.group == group)

    def neighbours(self, rule: Rule) -> tuple[Rule | None, Rule | None]:
        """The rule before and the rule after."""
        pairs = list(pairwise((None, *self.rules, None)))
        before = next(first for first, second in pairs if second is rule)
        return before, next(second for first, second in pairs if first is rule)

    def searched(self, words: str) -> tuple[Rule, ...]:
        """The rules that hold the words; the one with that number alone when there is one."""
        exact = self.find(words.strip().upper())
        return (exact,) if exact else tuple(rule for rule in self.rules if rule.holds(words))


@cache
def load_rules(standard: str = "1.0") -> RuleBook:
    """The rules of a standard version, those of earlier minor versions included.

    A version without a file of its own has the rules of the version before it.
    """
    groups: dict[str, RuleGroup] = {}
    rules: dict[str, Rule] = {}
    for version in _versions_up_to(standard):
        file = _File.model_validate_json((DIRECTORY / f"{version}.json").read_bytes())
        groups |= {group.id: group for group in file.groups}
        rules |= {rule.number: _told_in(version, rule, rules.get(rule.number)) for rule in file.rules}
    order = {group: position for position, group in enumerate(groups)}
    ordered = sorted(rules.values(), key=lambda rule: (order[rule.group], _place(rule.number)))
    return RuleBook(standard, tuple(groups.values()), tuple(ordered))


def _told_in(version: str, rule: Rule, earlier: Rule | None) -> Rule:
    if earlier is None:
        return rule.model_copy(update={"since": version})
    return rule.model_copy(update={"since": earlier.since, "changed": version})


def _versions_up_to(standard: str) -> list[str]:
    """The versions with a file, of the same major number and not later, oldest first."""
    major, limit = _numbers(standard)
    known = {path.stem: _numbers(path.stem) for path in DIRECTORY.glob("*.json")}
    chosen = [name for name, numbers in known.items() if numbers[0] == major and numbers[1] <= limit]
    return sorted(chosen, key=lambda name: known[name])


def _numbers(standard: str) -> tuple[int, int]:
    major, _, minor = standard.partition(".")
    return int(major), int(minor)


def _place(number: str) -> int:
    """A rule's place in its group: 11 of B11, 3 of 2.3."""
    return int(number.rpartition(".")[2] if "." in number else number[1:])
