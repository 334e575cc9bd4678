"""Two tellings laid into one tree of passages, each with what happened to it.

The tree is that of the newer telling. What was removed stands where it stood, so that nothing that happened is out
of sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from profiles.standard.narrative import Spans

from .marks import How, Marks, marked, unmarked
from .telling import Told


class What(StrEnum):
    """What happened to a passage; ``SAME`` also for what is told within something added or removed."""

    SAME = ""
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Passage:
    """One sentence in its place, with what happened to it and, where it was moved, where it stood."""

    place: str | None
    kind: str
    what: What
    title: Marks
    head: Marks
    marks: Marks
    label: Marks
    rationale: Marks
    children: tuple[Passage, ...] = ()
    hidden: tuple[str, ...] = ()
    moved_from: str = ""
    unsaid: tuple[str, ...] = ()

    @property
    def is_touched(self) -> bool:
        """Whether anything happened here or below."""
        return bool(self.what) or any(child.is_touched for child in self.children)

    @property
    def about(self) -> str:
        """What it is, in words for a link: its title, or else its sentence as it is now."""
        said = self.title or self.label or self.head or self.marks
        return "".join(mark.text for mark in said if mark.how != How.OUT)

    def places(self) -> Iterator[str]:
        """Every place that is told here or below."""
        if self.place is not None and self.what != What.REMOVED:
            yield from (self.place, *self.hidden)
        for child in self.children:
            yield from child.places()


@dataclass(frozen=True)
class Merger:
    """Lays tellings into each other. ``happened`` says what the difference found at a place, and ``unsaid`` what no
    sentence tells of it."""

    before: Mapping[str, Told]
    after: frozenset[str]
    happened: Mapping[str, What] = field(default_factory=dict)
    unsaid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parents: Mapping[str, Told] = field(default_factory=dict)
    compares: bool = True

    def merge(self, before: Sequence[Told], after: Sequence[Told], within: What = What.SAME) -> tuple[Passage, ...]:
        """Passages of siblings: those that are, and between them those that were."""
        return tuple(self._passage(each, within) for each in self._with_removed(before, after))

    def _with_removed(self, before: Sequence[Told], after: Sequence[Told]) -> list[Told]:
        """What is removed comes after the nearest earlier sibling that is still there."""
        row = list(after)
        place_of_next = 0
        for each in before:
            if each.key not in self.after:
                row.insert(place_of_next, each)
                place_of_next += 1
            elif each.key in (keys := [told.key for told in row]):
                place_of_next = keys.index(each.key) + 1
        return row

    def _passage(self, told: Told, within: What) -> Passage:
        was = self.before.get(told.key)
        what = self._what(told, was)
        removed = what == What.REMOVED
        shown = What.SAME if what == within and what in (What.ADDED, What.REMOVED) else what
        return Passage(
            place=told.place,
            kind=told.kind,
            what=shown,
            title=_words(was and was.title, told.title, what),
            head=_words(was and was.head, told.head, what),
            marks=_words(was and was.parts, told.parts, what),
            label=_words(was and was.label, told.label, what),
            rationale=_words(was and was.rationale, told.rationale, what),
            children=self.merge(was.children if was else (), () if removed else told.children, what or within),
            hidden=tuple(told.hidden),
            moved_from=self._stood_in(told) if what == What.MOVED else "",
            unsaid=self.unsaid.get(told.key, ()),
        )

    def _what(self, told: Told, was: Told | None) -> What:
        if not self.compares:
            return What.SAME
        if told.key not in self.after:
            return What.REMOVED
        if was is None:
            return What.ADDED
        found = self.happened.get(told.key, What.SAME)
        return found or (What.SAME if _reads_alike(was, told) else What.CHANGED)

    def _stood_in(self, told: Told) -> str:
        parent = self.parents.get(told.key)
        return "".join(span.text for span in parent.label or parent.title or parent.head) if parent else ""


def _words(before: Spans | None, after: Spans, what: What) -> Marks:
    if what == What.REMOVED:
        return unmarked(after, How.OUT)
    if what == What.ADDED or before is None or before == after:
        return unmarked(after)
    return marked(before, after)


def _reads_alike(one: Told, other: Told) -> bool:
    return (one.title, one.head, one.parts, one.label, one.rationale) == (
        other.title,
        other.head,
        other.parts,
        other.label,
        other.rationale,
    )
