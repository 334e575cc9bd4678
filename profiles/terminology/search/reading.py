"""An index from the rows of the database: one question, and memory that grows with the system alone."""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import date

import numpy as np
import numpy.typing as npt
from django.db.models import F, Func, TextField
from django.utils.timezone import localdate

from ..models import Concept
from .index import Index, ancestries
from .words import Lines, Numbers, Words

Row = tuple[int, str, str, int, date | None, str | None]
COLUMNS = ("id", "key", "parent", "rank", "closed", "found_by")
AT_A_TIME = 5_000


class Spaced(Func):
    """The words of a search vector with spaces between."""

    template = "array_to_string(tsvector_to_array(%(expressions)s), ' ')"
    output_field = TextField()


def read_index(system: str, *, hierarchical: bool) -> Index:
    """The current codes of a system."""
    current = Concept.objects.current().filter(system=system).order_by()
    rows = Rows()
    for row in current.annotate(found_by=Spaced(F("words"))).values_list(*COLUMNS).iterator(AT_A_TIME):
        rows.add(row)
    return rows.arranged(hierarchical)


class Rows:
    """Rows as they come, in no order; words are numbered as they are met."""

    def __init__(self) -> None:
        self._today = localdate()
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._keys: list[bytes] = []
        self._parents: list[bytes] = []
        self._facts = array("q")
        self._held = array("i")

    def add(self, row: Row) -> None:
        """Take in a row as ``COLUMNS`` gives it."""
        id_, key, parent, rank, closed, found_by = row
        words = (found_by or "").split()
        self._keys.append(key.encode())
        self._parents.append(parent.encode())
        self._facts.extend((id_, rank, bool(closed and closed < self._today), len(words)))
        self._held.extend(map(self._numbers.__getitem__, words))

    def arranged(self, hierarchical: bool) -> Index:
        """The rows by place."""
        ids, ranks, closed, lengths = np.array(self._facts, np.int64).reshape(-1, 4).T
        keys = np.array(self._keys, np.bytes_)
        order = np.lexsort((keys, ranks, closed))
        words, starts, places = self._postings(lengths, np.argsort(order))
        by_key = np.argsort(keys[order])
        ordered = keys[order][by_key]
        parents = _found(np.array(self._parents, np.bytes_)[order], ordered, by_key)
        return Index(
            hierarchical=hierarchical,
            open_count=len(ids) - int(closed.sum()),
            ids=ids[order],
            ranks=ranks[order],
            keys=ordered,
            by_key=by_key,
            key_lines=Lines([key.decode() for key in ordered.tolist()]),
            parents=parents,
            below=_below(parents),
            words=words,
            starts=starts,
            places=places,
        )

    def _postings(self, lengths: Numbers, place_of: Numbers) -> tuple[Words, Numbers, npt.NDArray[np.int32]]:
        """The words in order, and one after another the places each of them finds, in order too."""
        texts = sorted(self._numbers)
        renumbered = np.empty(len(texts), np.int64)
        renumbered[[self._numbers[text] for text in texts]] = np.arange(len(texts))
        words = renumbered[np.array(self._held, np.int64)]
        places = np.repeat(place_of, lengths)
        counts = np.bincount(words, minlength=len(texts))
        starts = np.concatenate(([0], np.cumsum(counts)))
        return Words(texts, counts), starts, places[np.lexsort((places, words))].astype(np.int32)


def _found(wanted: npt.NDArray[np.bytes_], keys: npt.NDArray[np.bytes_], by_key: Numbers) -> Numbers:
    """The place of each of the wanted keys; -1 for one that is not there."""
    if not len(keys):
        return np.empty(0, np.int64)
    where = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[where] == wanted, by_key[where], -1)


def _below(parents: Numbers) -> Numbers:
    """How many codes stand under each, however far down."""
    counts = np.zeros(len(parents), np.int64)
    for above in ancestries(parents):
        counts += np.bincount(above[above >= 0], minlength=len(parents))
    return counts
