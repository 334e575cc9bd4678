"""How many synthetic patients carry a code, or any of several: read once from the clinic and kept.

A clinic's patients are numbered and each code is the number whose bits are its patients, so that any number
of codes are counted together without asking the clinic again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from profiles.evaluation.engine import EvaluationStopped
from profiles.evaluation.notices import TableProblem
from profiles.standard.catalogue import load_catalogue
from profiles.standard.codes import LAST, normalised
from profiles.standard.rule_algebra import Code

from ..counting.clinics import STANDARD, Clinic, clinics, database_of

SECONDS = 2.0
Bits = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Carriers:
    """Which patients carry which code, by system and key."""

    size: int
    bits: Bits
    keys: dict[str, list[str]]

    def of(self, code: Code) -> int:
        """Patients with the code."""
        system, key = code
        return self.bits.get(system, {}).get(key, 0).bit_count()

    def under(self, code: Code) -> int:
        """Patients with the code or one that begins with it, each counted once."""
        system, key = code
        keys = self.keys.get(system, [])
        between = keys[bisect_left(keys, key) : bisect_left(keys, key + LAST)]
        return self._together((system, each) for each in between)

    def any_of(self, inside: dict[str, list[str]]) -> int:
        """Patients with any of the keys, each counted once."""
        wanted = {system: set(keys) for system, keys in inside.items()}
        carried = ((system, key) for system, keys in self.keys.items() for key in keys)
        return self._together(code for code in carried if code[1] in wanted.get(code[0], ()))

    def _together(self, codes: Iterable[Code]) -> int:
        together = 0
        for system, key in codes:
            together |= self.bits[system][key]
        return together.bit_count()


def carriers() -> Carriers | None:
    """Of the smallest clinic there is; ``None`` when none is made or it cannot be read."""
    made = clinics()
    try:
        return _read(made[0]) if made else None
    except (TableProblem, EvaluationStopped):
        return None


@lru_cache(maxsize=2)
def _read(clinic: Clinic) -> Carriers:
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    bits: Bits = defaultdict(lambda: defaultdict(int))
    for row in database_of(clinic).rows(" UNION ALL ".join(_selects()), seconds=SECONDS):
        bits[row["system"]][normalised(row["code"])] |= 1 << numbers[row["patient"]]
    plain = {system: dict(by_key) for system, by_key in bits.items()}
    return Carriers(clinic.size, plain, {system: sorted(by_key) for system, by_key in plain.items()})


def _selects() -> Iterator[str]:
    for element in load_catalogue(STANDARD).elements:
        for field in element.fields:
            for system in field.systems:
                column = f"{field.id}_{system.replace('-', '_')}"
                yield (
                    f"SELECT DISTINCT '{system}' AS system, \"{column}\" AS code, patient_id AS patient "
                    f'FROM "{element.id}" WHERE "{column}" IS NOT NULL'
                )
