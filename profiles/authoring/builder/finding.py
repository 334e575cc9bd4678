"""Codes found by words or by their beginning, each with how it stands in the set already."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.terminology.search import Asked as Sought
from profiles.terminology.search import find_codes
from profiles.terminology.tree import child_counts

from .bench import Bench
from .rows import Row, row_of

MOST = 8


@dataclass(frozen=True)
class Hit:
    """``row`` says how the code stands; ``take`` is what a press on *Tag med* does."""

    row: Row
    system: str
    below: int
    take: str


def found(bench: Bench, limit: int = MOST) -> list[Hit]:
    """The codes that the words of the address find."""
    if not bench.asked.words.strip():
        return []
    sought = Sought(bench.asked.words, [each.id for each in bench.systems], limit=limit)
    concepts = [hit.concept for hit in find_codes(sought).hits]
    below = child_counts({(each.system_id, each.key) for each in concepts}, bench.releases)
    hits = []
    for concept in concepts:
        code = (concept.system_id, concept.key)
        row = row_of(bench, code, concept, below=below.get(code, 0))
        take = "with-below" if bench.is_tree(code[0]) else "alone"
        hits.append(Hit(row, concept.system.title, below.get(code, 0), take))
    return hits
