"""Two tellings laid into one tree of passages, each with what happened to it.

The tree is that of the newer telling. What was removed stands where it stood, so that nothing that happened
is out of sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from profiles.standard.narrative import Spans, text_of

from .marks import How, Marks, marked, unmarked
from .telling import Told


class What(StrEnum):
    """What happened to a passage; nothing is said of what was added or removed with what it stands in."""

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
    """Lays tellings into each other, each told by its key.

    ``changed`` are the properties that the difference found changed, in words; ``moved`` is what it found
    moved.
    """

    before: Mapping[str, Told] = field(default_factory=dict)
    after: frozenset[str] = frozenset()
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    compares: bool = True

    def merge(
        self,
        before: Sequence[Told],
        after: Sequence[Told],
        within: What = What.SAME,
        under: Told | None = None,
    ) -> tuple[Passage, ...]:
        """Passages of siblings: those that are, and between them those that were."""
        return tuple(self._passage(each, within, under) for each in self._with_removed(before, after))

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

    def _passage(self, told: Told, within: What, under: Told | None) -> Passage:
        was = self.before.get(told.key)
        what = self._what(told, was)
        says = _Says(was, told, what)
        return Passage(
            place=told.place,
            kind=told.kind,
            what=What.SAME if what == within and what in WHOLE else what,
            title=says.of("title"),
            head=says.of("head"),
            marks=says.of("parts"),
            label=says.of("label"),
            rationale=says.of("rationale"),
            children=self._children(told, was, what, within),
            hidden=tuple(told.hidden),
            moved_from=self._stood_in(told, under) if told.key in self.moved else "",
            unsaid=self.changed.get(told.key, ()) if was and _read_alike(was, told) else (),
        )

    def _children(self, told: Told, was: Told | None, what: What, within: What) -> tuple[Passage, ...]:
        now = () if what == What.REMOVED else told.children
        return self.merge(was.children if was else (), now, what if what in WHOLE else within, told)

    def _what(self, told: Told, was: Told | None) -> What:
        if not self.compares:
            return What.SAME
        if told.key not in self.after:
            return What.REMOVED
        if was is None:
            return What.ADDED
        if told.key in self.changed or not _read_alike(was, told):
            return What.CHANGED
        return What.MOVED if told.key in self.moved else What.SAME

    def _stood_in(self, told: Told, under: Told | None) -> str:
        """What a person calls the group that something was moved out of; empty when it is still in it."""
        parent = next((each for each in self.before.values() if told.key in each.child_keys), None)
        if parent is None or (under is not None and parent.key == under.key):
            return ""
        return text_of(parent.label or parent.title or parent.head)


#: What happens to something together with everything under it.
WHOLE = frozenset({What.ADDED, What.REMOVED})
_WORDS = ("title", "head", "parts", "label", "rationale")


@dataclass(frozen=True)
class _Says:
    """The words of a telling, marked by what happened."""

    was: Told | None
    told: Told
    what: What

    def of(self, name: str) -> Marks:
        now: Spans = getattr(self.told, name)
        if self.what == What.REMOVED:
            return unmarked(now, How.OUT)
        before: Spans = getattr(self.was, name) if self.was else now
        return unmarked(now) if before == now else marked(before, now)


def _read_alike(one: Told, other: Told) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _WORDS)
