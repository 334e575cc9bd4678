"""A table of connections: ``from;to`` and, where they are there, relation and remark.

The map from ICPC-2-DK to ICD-10 comes this way too (``icpc;icd10``). ICD-10 as WHO writes it gets the ``D``
of SKS in front; codes that begin with it already are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from .connection import Connection
from .table import column, rows

_COLUMNS = (
    column("from", "fra", "icpc", "icpc2", "icpc-2", "icpc-2-dk", "icpc kode", "source"),
    column("to", "til", "icd", "icd10", "icd-10", "icd10 kode", "sks", "target"),
    column("relation", "forhold", "equivalence", required=False),
    column("remark", "bemærkning", required=False),
)
_ICD_10 = re.compile(r"[A-Z][0-9]{2}([.]?[0-9A-Z]+)?", re.IGNORECASE)


def parse(file: BinaryIO) -> Iterator[Connection]:
    """Every connection as it is written. Raises ``FileProblem``."""
    for row in rows(file, _COLUMNS):
        yield Connection(row["from"], row["to"], row["relation"], row["remark"], row.line)


def parse_icpc_icd(file: BinaryIO) -> Iterator[Connection]:
    """The same from ICPC-2-DK to SKS, whether the file writes ICD-10 or SKS."""
    for each in parse(file):
        to_code = f"D{each.to_code}" if _ICD_10.fullmatch(each.to_code) else each.to_code
        yield Connection(each.from_code, to_code, each.relation, each.remark, each.line, "icpc-2-dk", "sks")
