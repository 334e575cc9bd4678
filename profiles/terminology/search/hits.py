"""A found code as a page shows it: where it stands, what of its name matched, whether it may be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import localdate

from ..models import Concept
from .index import Index
from .spelling import span
from .words import SHORTEST_PART

_WORD = re.compile(r"\w+")

#: A text in pieces, each with whether it is what was sought.
Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Chosen:
    """A code by its place in an index; ``is_near`` when it only holds the words inside others."""

    index: Index
    place: int
    is_near: bool

    @property
    def id(self) -> int:
        return int(self.index.ids[self.place])

    @property
    def above(self) -> list[int]:
        """The codes above, the topmost first."""
        return [int(self.index.ids[place]) for place in self.index.ancestors(self.place)]


@dataclass(frozen=True)
class Allowed:
    """The systems whose codes may be chosen, all when none is named; and why no others, after their name."""

    systems: frozenset[str] = frozenset()
    because: str = "kan ikke vælges her"

    def reason_against(self, concept: Concept) -> str:
        """Why the code may not be chosen; empty when it may."""
        if not self.systems or concept.system_id in self.systems:
            return ""
        return f"{concept.system.title}, {self.because}"


EVERYTHING = Allowed()


@dataclass(frozen=True)
class Hit:
    """A found code. ``path`` are the codes above it, the topmost first; ``below`` counts those under it."""

    concept: Concept
    path: tuple[Concept, ...] = ()
    below: int = 0
    title: Parts = ()
    other_name: Parts = ()
    is_near: bool = False
    reason: str = ""

    @property
    def choosable(self) -> bool:
        return not self.reason

    @property
    def is_closed(self) -> bool:
        """Whether the code's last day has been."""
        return self.concept.closed is not None and self.concept.closed < localdate()

    @property
    def under(self) -> str:
        """``1.312 koder``; empty when none are under it."""
        return (
            f"{self.below:,} {'kode' if self.below == 1 else 'koder'}".replace(",", ".") if self.below else ""
        )

    @cached_property
    def above(self) -> str:
        """The names of the codes above, without what stands in brackets or after a comma."""
        return " › ".join(_short(concept.title) for concept in self.path)


def hits_of(chosen: Sequence[Chosen], words: Sequence[str], allowed: Allowed) -> tuple[Hit, ...]:
    """The chosen codes with those above them; one question to the database."""
    wanted = {id_ for each in chosen for id_ in (each.id, *each.above)}
    concepts = {
        each.pk: each
        for each in Concept.objects.defer("words").select_related("system").filter(pk__in=wanted)
    }
    return tuple(_hit(each, concepts, words, allowed) for each in chosen)


def _hit(chosen: Chosen, concepts: Mapping[int, Concept], words: Sequence[str], allowed: Allowed) -> Hit:
    concept = concepts[chosen.id]
    title = parts(concept.title, words)
    return Hit(
        concept=concept,
        path=tuple(concepts[id_] for id_ in chosen.above),
        below=int(chosen.index.below[chosen.place]),
        title=title,
        other_name=() if _is_marked(title) else _other_name(concept, words),
        is_near=chosen.is_near,
        reason=allowed.reason_against(concept),
    )


def _other_name(concept: Concept, words: Sequence[str]) -> Parts:
    """The first other name that holds a word that was sought; none when the code itself was typed."""
    names = (parts(name, words) for name in concept.synonyms)
    return next((name for name in names if _is_marked(name)), ())


def _is_marked(name: Parts) -> bool:
    return any(marked for _, marked in name)


def parts(text: str, words: Sequence[str]) -> Parts:
    """The text in pieces by what of it was sought: beginnings of its words, or else parts inside them."""
    pieces, at = [], 0
    for start, end in _spans(text, words):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where something that was sought stands, in order and never twice in one place, the longest first."""
    for found in _WORD.finditer(text):
        spans = {where for word in words if (where := _within(found.group(), word))}
        until = 0
        for start, end in sorted(spans, key=lambda where: (where[0], -where[1])):
            if start >= until:
                yield found.start() + start, found.start() + end
                until = end


def _within(word: str, part: str) -> tuple[int, int] | None:
    where = span(word.lower(), part)
    return where if where and (where[0] == 0 or len(part) >= SHORTEST_PART) else None


def _short(title: str) -> str:
    return title.partition(",")[0].partition("(")[0].strip() or title
