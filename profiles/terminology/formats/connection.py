"""That a map connects two codes, as a file says it, and what is known to be wrong with such maps.

The public map from ICPC-2 to ICD-10 has faults that anybody who suggests codes from it must show: targets
that do not exist, three-character categories filled up with ``.9``, and codes that are no codes (measured on
HL7 Denmark's map of 2026-06-08).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from profiles.standard.codes import normalised

_CODE = re.compile(r"[A-Z]{1,2}[0-9]{2}[0-9A-Z]{0,6}|[A-Z][A-Z0-9]{2,9}|[0-9-]{3,18}")


@dataclass(frozen=True, slots=True)
class Connection:
    """Two codes that a map connects; the systems are named where the file names them."""

    from_code: str
    to_code: str
    relation: str = ""
    remark: str = ""
    line: int = 0
    from_system: str = ""
    to_system: str = ""

    @property
    def from_key(self) -> str:
        return normalised(self.from_code)

    @property
    def to_key(self) -> str:
        return normalised(self.to_code)


def remark_of(connection: Connection, known_target_keys: Container[str]) -> str:
    """What to tell beside a suggestion that comes from this connection; empty when nothing is known.

    A remark of the file itself comes first. The target is held against the keys that exist.
    """
    return " ".join(
        part for part in (connection.remark, _fault(connection.to_key, known_target_keys)) if part
    )


def _fault(key: str, known: Container[str]) -> str:
    if not _CODE.fullmatch(key):
        return f"{key} er ikke skrevet som en kode."
    if key in known:
        return ""
    if key.endswith("9") and key[:-1] in known:
        return f"{key[:-1]} er fyldt op med .9; {key} findes ikke."
    return f"{key} findes ikke."
