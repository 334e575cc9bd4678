"""What is found: which codes, in which order, and with which words when what was typed finds nothing.

A code that is what is typed comes first. Open codes come before closed ones, and among each those whose code
begins so, then those with all the words whole, then those with words that begin so, then those with words
that hold them. Among equals the rank decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import and_, or_

import numpy as np

from profiles.standard.codes import normalised

from ..entries import words_of
from .hits import EVERYTHING, Allowed, Chosen, Hit, hits_of
from .index import Index, Mask
from .shelf import SHELF
from .words import SHORTEST_PART, SHORTEST_REPAIR, Likeness

LIMIT, MOST_WORDS, LONGEST = 20, 10, 200
#: A word that no code's word begins with is repaired unless more codes than so many hold it inside others.
FEW = 2
#: So many words that are equally near are all searched for.
MOST_READINGS = 5


class Tier(IntEnum):
    """How a code is found, the nearest first."""

    EXACT = 0
    CODE = 1
    WHOLE = 2
    BEGINNING = 3
    INSIDE = 4


@dataclass(frozen=True)
class Asked:
    """What is sought: ``under`` is a code, ``exact`` switches the repair of typing errors off."""

    text: str
    systems: Sequence[str]
    under: str = ""
    exact: bool = False
    limit: int = LIMIT

    @property
    def words(self) -> list[str]:
        return words_of(self.text[:LONGEST])[:MOST_WORDS]

    @property
    def key(self) -> str:
        return normalised(self.text[:LONGEST])


@dataclass(frozen=True)
class Word:
    """A word as it was typed, and those it was taken for."""

    typed: str
    used: tuple[str, ...]

    @property
    def is_repaired(self) -> bool:
        return self.used != (self.typed,)

    @property
    def may_be_code(self) -> bool:
        """Whether it is sought in codes too: words without a figure are not."""
        return len(self.typed) >= SHORTEST_PART and any(letter.isdigit() for letter in self.typed)

    @property
    def said(self) -> str:
        """``alzheimer``, or ``alder eller alter``."""
        return " eller ".join(self.used)


@dataclass(frozen=True)
class Found:
    """The hits, best first. ``total`` counts all, of which ``near`` only hold the words inside others."""

    asked: Asked
    words: tuple[Word, ...] = ()
    hits: tuple[Hit, ...] = ()
    total: int = 0
    near: int = 0

    @property
    def repaired(self) -> tuple[Word, ...]:
        """The words that were taken for others."""
        return tuple(word for word in self.words if word.is_repaired)

    @property
    def said(self) -> str:
        """What was sought, as one would have typed it."""
        return " ".join(word.said for word in self.words)

    @property
    def direct(self) -> int:
        """How many have the words as words of their own."""
        return self.total - self.near


@dataclass(frozen=True)
class Reader:
    """A system's index, and what each typed word is like in it."""

    system: str
    index: Index
    likeness: Mapping[str, Likeness]

    def is_begun(self, word: str) -> bool:
        return bool(len(self.likeness[word].beginning))

    def holders(self, word: str) -> int:
        """How many times the word is held by codes, inside others too."""
        return int(self.index.words.counts[self.likeness[word].anywhere].sum())

    def tiers(self, asked: Asked, words: Sequence[Word]) -> Iterator[Mask]:
        """The codes of each tier; a code is in the first that fits."""
        seen = ~self.index.under(normalised(asked.under)) if asked.under else self.index.nothing()
        for mask in self._overlapping(asked, words):
            yield mask & ~seen
            seen |= mask

    def _overlapping(self, asked: Asked, words: Sequence[Word]) -> Iterator[Mask]:
        exact, place = self.index.nothing(), self.index.place_of(asked.key)
        if place is not None:
            exact[place] = True
        yield exact
        yield self.index.beginning(asked.key)
        read = [self._read(word) for word in words]
        yield reduce(and_, (whole for whole, _, _ in read))
        yield reduce(and_, (beginning for _, beginning, _ in read))
        yield reduce(and_, (anywhere for _, _, anywhere in read))

    def _read(self, word: Word) -> tuple[Mask, Mask, Mask]:
        """The codes with the word whole, beginning so, or anywhere; what was typed counts anywhere too."""
        likenesses = [self.likeness.get(used) or self.index.words.like(used) for used in word.used]
        whole = [self.index.holding(each.whole) for each in likenesses]
        beginning = [self.index.holding(each.beginning) for each in likenesses]
        anywhere = [self.index.holding(each.anywhere) for each in likenesses]
        if word.is_repaired:
            anywhere.append(self.index.holding(self.likeness[word.typed].anywhere))
        if word.may_be_code:
            beginning.append(self.index.beginning(normalised(word.typed)))
            anywhere.append(self.index.holding_key(normalised(word.typed)))
        return reduce(or_, whole), reduce(or_, beginning), reduce(or_, [*beginning, *anywhere])


def find_codes(asked: Asked, allowed: Allowed = EVERYTHING) -> Found:
    """The codes of the newest releases that are found by what is asked; nothing typed finds nothing."""
    if not asked.words:
        return Found(asked)
    readers = [
        Reader(system, index, {word: index.words.like(word) for word in asked.words})
        for system, index in SHELF.indexes(asked.systems).items()
    ]
    words = tuple(_understood(typed, readers, asked.exact) for typed in asked.words)
    tiers = [list(reader.tiers(asked, words)) for reader in readers]
    used = [*dict.fromkeys(each for word in words for each in (*word.used, word.typed))]
    return Found(
        asked=asked,
        words=words,
        hits=hits_of(_best(readers, tiers, asked.limit), used, allowed),
        total=sum(int(mask.sum()) for masks in tiers for mask in masks),
        near=sum(int(masks[Tier.INSIDE].sum()) for masks in tiers),
    )


def _understood(typed: str, readers: Sequence[Reader], exact: bool) -> Word:
    """The word as typed, unless it finds nothing, or next to nothing, and others are an error or two away."""
    as_typed = Word(typed, (typed,))
    if exact or len(typed) < SHORTEST_REPAIR or not typed.isalpha():
        return as_typed
    if any(reader.is_begun(typed) for reader in readers):
        return as_typed
    if sum(reader.holders(typed) for reader in readers) > FEW:
        return as_typed
    return Word(typed, _meant(typed, readers) or (typed,))


def _meant(typed: str, readers: Iterable[Reader]) -> tuple[str, ...]:
    """The words that are the fewest errors away, those that find most first."""
    repairs = [repair for reader in readers for repair in reader.index.words.repairs(typed)]
    least = min((repair.distance for repair in repairs), default=0)
    codes: Counter[str] = Counter()
    for repair in repairs:
        if repair.distance == least:
            codes[repair.word] += repair.codes
    return tuple(word for word, _ in codes.most_common(MOST_READINGS))


def _best(readers: Sequence[Reader], tiers: Sequence[Sequence[Mask]], limit: int) -> list[Chosen]:
    """The first codes over all systems; of each tier only its first can be among them."""
    ordered = []
    for reader, masks in zip(readers, tiers, strict=True):
        for tier, mask in zip(Tier, masks, strict=True):
            for place in np.flatnonzero(mask)[:limit].tolist():
                closed = place >= reader.index.open_count and tier is not Tier.EXACT
                rank = (tier is not Tier.EXACT, closed, tier, int(reader.index.ranks[place]))
                ordered.append((*rank, reader.system, Chosen(reader.index, place, tier is Tier.INSIDE)))
    return [chosen for *_, chosen in sorted(ordered, key=lambda each: each[:-1])[:limit]]
