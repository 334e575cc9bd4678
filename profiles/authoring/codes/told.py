"""The codes that a version's rules mean, written out to be read, with who has seen each and when.

What nobody has seen stands first (6.3), also what only a newer release lists; then the codes as the version's
own releases list them (6.2). Queries grow neither with codes nor with code sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule
from profiles.terminology.expansion import Key, Releases, keys_in
from profiles.terminology.lookup import labels
from profiles.terminology.models import Concept

from ..models import Look, ProfileVersion
from .releases import releases_of
from .seen import code_sets_of, unseen

#: How many codes of each code set are written out on a page that shows them all.
FIRST = 50


@dataclass(frozen=True)
class CodeTold:
    """A code, the rule that takes it in, and the looks at it; ``is_listed``: by the version's own release."""

    concept: Concept
    rule: Rule
    looks: tuple[Look, ...]
    is_listed: bool

    @property
    def is_named(self) -> bool:
        return normalised(self.rule.code) == self.concept.key

    @property
    def is_unseen(self) -> bool:
        return not (self.is_named or self.looks)


@dataclass(frozen=True)
class CodesTold:
    """The codes of a code set, as many as are shown; ``count`` is how many they are in all."""

    code_set: CodeSet
    codes: tuple[CodeTold, ...]
    count: int
    unseen: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.codes)


def codes_told(
    version: ProfileVersion, *, only: str = "", first: int | None = FIRST
) -> tuple[CodesTold, ...]:
    """Every code set of a version, or one of them, written out."""
    releases = releases_of(version)
    sheets = _sheets(version, releases, only, first)
    shown = [key for sheet in sheets for key in sheet.shown]
    known = labels(shown) | labels(shown, releases)
    looks = _looks(version, sheets)
    return tuple(
        CodesTold(
            code_set=sheet.code_set,
            codes=tuple(
                CodeTold(
                    known[key],
                    sheet.rules[key],
                    looks.get((sheet.code_set.id, *key), ()),
                    key in sheet.listed,
                )
                for key in sheet.shown
            ),
            count=len(sheet.rules),
            unseen=sheet.unseen,
        )
        for sheet in sheets
    )


@dataclass(frozen=True)
class _Sheet:
    """A code set before its codes are looked up: all of its codes, those listed, and those shown."""

    code_set: CodeSet
    rules: dict[Key, Rule]
    listed: frozenset[Key]
    shown: tuple[Key, ...]
    unseen: int


def _sheets(version: ProfileVersion, releases: Releases, only: str, first: int | None) -> list[_Sheet]:
    code_sets = [each for each in code_sets_of(version) if only in ("", each.id)]
    waiting = {each.code_set.id: each.rules for each in unseen(version)}
    listed = keys_in([each.rules for each in code_sets], releases)
    sheets = []
    for code_set, inside in zip(code_sets, listed, strict=True):
        before = waiting.get(code_set.id, {})
        rules = {**before, **inside}
        sheets.append(_Sheet(code_set, rules, frozenset(inside), tuple(rules)[:first], len(before)))
    return sheets


def _looks(version: ProfileVersion, sheets: Iterable[_Sheet]) -> dict[tuple[str, str, str], tuple[Look, ...]]:
    """Who has looked at each code that is shown, the first look first."""
    keys = {key for sheet in sheets for _, key in sheet.shown}
    rows = (
        Look.objects.filter(profile=version.profile_id, key__in=keys)
        .select_related("by")
        .order_by("at", "pk")
    )
    found: dict[tuple[str, str, str], tuple[Look, ...]] = {}
    for row in rows:
        place = (row.code_set, row.system_id, row.key)
        found[place] = (*found.get(place, ()), row)
    return found
