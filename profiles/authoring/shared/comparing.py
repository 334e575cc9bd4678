"""Two code sets held up against each other: what only one of them takes in, and what both do."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.document import CodeSet

from .families import Code, Families, codes_of, families


@dataclass(frozen=True)
class Compared:
    """Codes by where they are; ``converted`` are those of both whose value is not read alike."""

    only_a: Families
    only_b: Families
    both: Families
    converted: tuple[tuple[Code, Code], ...]
    units: tuple[str, str]

    @property
    def is_same(self) -> bool:
        same_unit = self.units[0] == self.units[1]
        return not (self.only_a.total or self.only_b.total or self.converted) and same_unit


def compared(a: CodeSet, b: CodeSet) -> Compared:
    """Both sets as they are expanded now."""
    first, second = codes_of(a), codes_of(b)
    both = {key: first[key] for key in first if key in second}
    pairs = ((first[key], second[key]) for key in sorted(both))
    return Compared(
        only_a=families({key: code for key, code in first.items() if key not in second}),
        only_b=families({key: code for key, code in second.items() if key not in first}),
        both=families(both),
        converted=tuple(pair for pair in pairs if _reading(pair[0]) != _reading(pair[1])),
        units=(a.unit or "", b.unit or ""),
    )


def _reading(code: Code) -> tuple[object, object]:
    return code.rule.factor, code.rule.offset
