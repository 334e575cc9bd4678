"""What a set amounts to: its rules, codes and patients, and what came and went since the last version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from profiles.standard.rule_algebra import Code, redundant
from profiles.terminology.models import Concept
from profiles.terminology.spread import spread
from profiles.terminology.tree import concepts_of

from .bench import Bench, code_set_in

MOST_LISTED = 20


@dataclass(frozen=True)
class Figures:
    """``patients`` is ``None`` where nobody is counted; ``against`` is the published version's number."""

    rules: int
    codes: int
    patients: int | None
    clinic_size: int
    needless: int
    against: str
    came: frozenset[Code]
    went: frozenset[Code]

    @cached_property
    def changed(self) -> list[tuple[bool, Code, Concept | None]]:
        """Some of the codes that came or went: whether it came, the code, and what it is."""
        listed = [(True, code) for code in sorted(self.came)[:MOST_LISTED]]
        listed += [(False, code) for code in sorted(self.went)[:MOST_LISTED]]
        known = concepts_of(code for _, code in listed)
        return [(came, code, known.get(code)) for came, code in listed]

    @property
    def is_all_listed(self) -> bool:
        return max(len(self.came), len(self.went)) <= MOST_LISTED


def figures(bench: Bench) -> Figures:
    came, went = _against_base(bench)
    counted = bench.carriers
    return Figures(
        rules=len(bench.rules),
        codes=bench.spread.members,
        patients=counted.any_of(bench.spread.inside) if counted else None,
        clinic_size=counted.size if counted else 0,
        needless=len(redundant(bench.rules)),
        against=bench.version.base.number if bench.version.base else "",
        came=came,
        went=went,
    )


def _against_base(bench: Bench) -> tuple[frozenset[Code], frozenset[Code]]:
    """The codes that are in now and were not in the published version, and the other way round."""
    base = bench.version.base
    if base is None:
        return frozenset(), frozenset()
    then = code_set_in(base.content, bench.code_set.id)
    if then is not None and then.rules == bench.rules:
        return frozenset(), frozenset()
    before = spread(then.rules, bench.releases).codes() if then else set()
    now = bench.spread.codes()
    return frozenset(now - before), frozenset(before - now)
