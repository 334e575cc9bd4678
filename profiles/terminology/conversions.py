"""Conversions between units that are known once and for all: told of, never applied by themselves.

A conversion is ``value × factor + offset`` (D8). Scales of one quantity are converted by a factor; HbA1c in
per cent (kept as a fraction of 1) becomes mmol/mol by IFCC's master equation, 10,93 × per cent − 23,5.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: What a prefix of a unit is worth.
PREFIXES = {"p": -12, "n": -9, "µ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "": 0, "k": 3}
BASES = ("mol/L", "g/L", "g/mol", "mol/mol", "IU/L", "U/L", "g", "L", "m", "Pa", "katal/L")


@dataclass(frozen=True, slots=True)
class Conversion:
    """``value × factor + offset``, and why."""

    factor: Decimal
    offset: Decimal
    why: str


#: What holds for one code only, by system, key and the unit it becomes.
OF_A_CODE = {
    ("npu", "NPU03835", "mmol/mol"): Conversion(
        Decimal(1093), Decimal("-23.5"), "HbA1c fra DCCT som andel af 1 til IFCC i mmol/mol"
    ),
}


def known_conversion(system: str, key: str, unit: str, into: str) -> Conversion | None:
    """The conversion of a code's values to another unit, when there is one that always holds."""
    if found := OF_A_CODE.get((system, key, into)):
        return found
    for base in BASES:
        one, other = _power(unit, base), _power(into, base)
        if one is not None and other is not None:
            factor = Decimal(1).scaleb(one - other)
            return Conversion(factor, Decimal(0), f"{unit} til {into}")
    return None


def _power(unit: str, base: str) -> int | None:
    """The power of ten that a unit is of its base; ``None`` when it is not of that base."""
    if not unit.endswith(base):
        return None
    return PREFIXES.get(unit[: len(unit) - len(base)])
