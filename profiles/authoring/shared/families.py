"""Codes as a person reads them: each under what is above it, with the rule that took it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule
from profiles.terminology.expansion import NOW, Releases, members
from profiles.terminology.lookup import labels
from profiles.terminology.models import CodeSystem

#: A code's system and normalised form.
Key = tuple[str, str]
#: So many codes a list shows; what is beyond is counted.
SHOWN = 500


@dataclass(frozen=True)
class Code:
    """A code that rules take in; ``title`` is empty for one that no list has, ``parent`` is the key above."""

    system: str
    code: str
    title: str
    parent: str
    rule: Rule

    @property
    def key(self) -> Key:
        return self.system, normalised(self.code)

    @property
    def via(self) -> str:
        """``Nævnt``, or ``Med via DF00``."""
        named = normalised(self.rule.code) == normalised(self.code)
        return "Nævnt" if named else f"Med via {self.rule.code}"


@dataclass(frozen=True)
class Row:
    """A code in its family; ``depth`` is how many of its ancestors stand above it in the list, at most 5."""

    code: Code
    depth: int


@dataclass(frozen=True)
class Family:
    """Codes under one ancestor: its title and code, or the system's title for those without one."""

    title: str
    code: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Families:
    """A list of codes as families; ``more`` are those that are not shown."""

    total: int
    families: tuple[Family, ...]
    more: int


def codes_of(code_set: CodeSet, releases: Releases = NOW) -> dict[Key, Code]:
    """The codes of a set: those that its rules take in of the lists, and those it names besides."""
    listed = {
        (each.concept.system_id, each.concept.key): Code(
            each.concept.system_id,
            each.concept.code,
            each.concept.title,
            each.concept.parent or "",
            each.rule,
        )
        for each in members(code_set.rules, releases)
    }
    named = {
        (rule.system, normalised(rule.code)): Code(rule.system, rule.code, "", "", rule)
        for rule in code_set.rules
        if rule.include
    }
    return {**named, **listed}


def families(codes: Mapping[Key, Code], most: int = SHOWN) -> Families:
    """The codes under their ancestors, by system and code; two queries."""
    shown = [codes[key] for key in sorted(codes)[:most]]
    tops = {each.key: _top(each, codes) for each in shown}
    by_ancestor: dict[Key, list[Code]] = defaultdict(list)
    for each in shown:
        top = tops[each.key]
        by_ancestor[top.system, top.parent].append(each)
    titles = _titles(by_ancestor)
    made = (
        Family(*titles[above], tuple(Row(each, _depth(each, codes)) for each in below))
        for above, below in by_ancestor.items()
    )
    return Families(len(codes), tuple(made), len(codes) - len(shown))


def _above(code: Code, codes: Mapping[Key, Code]) -> Code | None:
    return codes.get((code.system, code.parent)) if code.parent else None


def _top(code: Code, codes: Mapping[Key, Code]) -> Code:
    while above := _above(code, codes):
        code = above
    return code


def _depth(code: Code, codes: Mapping[Key, Code], most: int = 5) -> int:
    depth = 0
    while depth < most and (above := _above(code, codes)):
        code, depth = above, depth + 1
    return depth


def _titles(ancestors: Iterable[Key]) -> dict[Key, tuple[str, str]]:
    """Title and code of each ancestor; a code without one stands under its system."""
    listed = list(ancestors)
    known = labels((system, key) for system, key in listed if key)
    systems = dict(
        CodeSystem.objects.filter(pk__in={system for system, _ in listed}).values_list("id", "title")
    )
    return {
        (system, key): (known[system, key].title, known[system, key].code)
        if (system, key) in known
        else (systems.get(system, system), "")
        for system, key in listed
    }
