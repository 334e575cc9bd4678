"""What changed between two documents, node by node: what a reviewer reads and a version number rests on.

Each change names its node, says it before and after in sentences, lists the properties that changed, and
tells which bump it asks for and why. The changes are complete: ``apply(before, difference(before, after))``
is ``after``. The number that a document carries is no part of its content and no part of the difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .catalogue import Catalogue, load_catalogue
from .document import Document, Node, Reference
from .entries import (
    NODES,
    OWN_NAMESPACE,
    ROOT,
    SECTIONS,
    DoesNotFit,
    Entries,
    Entry,
    Key,
    Place,
    put_together,
    take_apart,
)
from .narrative import Detail, Sentence, Teller
from .reasons import Judge
from .version import Bump
from .walk import walk

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A property of a node: its name in the document, its Danish title, and what it said and says now.

    ``before`` is ``None`` for what is new (a code that came into a code set), ``after`` for what is gone.
    """

    name: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one node; a node both moved and changed has two.

    ``node`` is the node's id, ``""`` for the document itself, whose ``section`` is ``document``. Adding or
    removing a node is one change together with everything added or removed below it: ``nodes`` lists them
    all. ``old`` and ``new`` are the entries that :func:`apply` needs.
    """

    kind: Kind
    node: str
    section: str
    title: str
    before: Sentence | None
    after: Sentence | None
    fields: tuple[FieldChange, ...]
    bump: Bump
    reason: str
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.new or self.old)


def difference(
    before: Document, after: Document, *, catalogue: Callable[[str], Catalogue] = load_catalogue
) -> tuple[Change, ...]:
    """The changes section by section, in document order; none for documents that differ in number alone.

    ``catalogue`` gives the catalogue of a standard version, for the sentences.
    """
    found = _Comparison(_Side(before, catalogue), _Side(after, catalogue), Judge(before, after)).changes()
    return tuple(sorted(found, key=lambda each: SECTIONS.index(each.section)))


# --- applying -----------------------------------------------------------------------------------


def apply(before: Document, changes: Iterable[Change], *, version: str | None = None) -> Document:
    """The document after the changes, under ``version`` (unless said, the number that it has).

    Raises :class:`~profiles.standard.entries.DoesNotFit` when they do not belong to this document or cannot
    stand without others, :class:`~profiles.standard.reading.InvalidDocument` when what they make is no
    document.
    """
    entries = dict(take_apart(before))
    placed: set[Key] = set()
    for change in changes:
        _apply(change, entries)
        placed |= {entry.key for entry in change.new if change.kind in ("added", "moved")}
    return put_together(_renumbered(entries, placed), version or before.version)


def _apply(change: Change, entries: dict[Key, Entry]) -> None:
    for entry in change.old if change.kind == "removed" else change.new:
        if (entry.key in entries) == (change.kind == "added"):
            raise DoesNotFit(entry.id)
        if change.kind == "removed":
            del entries[entry.key]
        elif change.kind == "added":
            entries[entry.key] = entry
        else:
            kept = {"place": entry.place} if change.kind == "moved" else {"own": entry.own}
            entries[entry.key] = replace(entries[entry.key], **kept)


def _renumbered(entries: Entries, placed: Collection[Key]) -> dict[Key, Entry]:
    """Positions without gaps: what was placed stands where it was put, the rest in order around it."""
    numbered = dict(entries)
    for siblings in _siblings(entries).values():
        row = [each for each in siblings if each.key not in placed]
        for each in siblings:
            if each.key in placed:
                row.insert(each.place.position, each)
        for position, each in enumerate(row):
            numbered[each.key] = replace(each, place=replace(each.place, position=position))
    return numbered


def _siblings(entries: Entries) -> dict[tuple[Key, str], list[Entry]]:
    """Nodes that stand in one property of one parent, in their order."""
    rows: dict[tuple[Key, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries.values(), key=lambda each: each.place.position):
        if entry.key != ROOT:
            rows[entry.place.parent, entry.place.slot].append(entry)
    return rows


# --- finding ------------------------------------------------------------------------------------


class _Comparison:
    """Two documents taken apart, with what is needed to tell their changes."""

    def __init__(self, before: _Side, after: _Side, judge: Judge) -> None:
        self._old = before
        self._new = after
        self._judge = judge

    def changes(self) -> Iterator[Change]:
        yield from self._whole("added", self._new, self._old)
        yield from self._shared()
        yield from self._whole("removed", self._old, self._new)

    def _whole(self, kind: Kind, here: _Side, there: _Side) -> Iterator[Change]:
        """Nodes of one side only, each with the nodes below it that are also of that side only."""
        alone = {key for key in here.entries if key not in there.entries}
        for key in here.entries:
            if key in alone and here.entries[key].place.parent not in alone:
                yield self._one_sided(kind, here, tuple(here.below(key, alone)))

    def _one_sided(self, kind: Kind, side: _Side, entries: tuple[Entry, ...]) -> Change:
        top = entries[0]
        said = side.sentence(top.key)
        bump, reason = self._judge.added_or_removed(top)
        is_added = kind == "added"
        return Change(
            kind=kind,
            node=top.id,
            section=top.place.section,
            title=side.title(top),
            before=None if is_added else said,
            after=said if is_added else None,
            fields=(),
            bump=bump,
            reason=reason,
            old=() if is_added else entries,
            new=entries if is_added else (),
        )

    def _shared(self) -> Iterator[Change]:
        moved = self._moved()
        for key, new in self._new.entries.items():
            old = self._old.entries.get(key)
            if old is not None and key in moved:
                yield self._two_sided("moved", old, new, self._judge.moved(old, new))
            if old is not None and old.own != new.own:
                yield self._two_sided("changed", old, new, self._judge.changed(old, new))

    def _two_sided(self, kind: Kind, old: Entry, new: Entry, judged: tuple[Bump, str]) -> Change:
        fields = _field_changes(self._old.details(old.key), self._new.details(new.key))
        return Change(
            kind=kind,
            node=new.id,
            section=new.place.section,
            title=self._new.title(new),
            before=self._old.sentence(old.key),
            after=self._new.sentence(new.key),
            fields=fields if kind == "changed" else (),
            bump=judged[0],
            reason=judged[1],
            old=(old,),
            new=(new,),
        )

    def _moved(self) -> set[Key]:
        """Nodes with another parent, and the fewest others whose moving explains the new order."""
        moved = set()
        for row in _siblings(self._new.entries).values():
            stayed = [each for each in row if self._stayed(each)]
            moved |= {each.key for each in row if each.key in self._old.entries and not self._stayed(each)}
            order = [self._old.entries[each.key].place.position for each in stayed]
            in_order = set(_longest_rise(order))
            moved |= {
                each.key for each, position in zip(stayed, order, strict=True) if position not in in_order
            }
        return moved

    def _stayed(self, new: Entry) -> bool:
        old = self._old.entries.get(new.key)
        return old is not None and _home(old.place) == _home(new.place)


def _home(place: Place) -> tuple[Key, str]:
    return place.parent, place.slot


def _longest_rise(numbers: list[int]) -> list[int]:
    """The longest rising subsequence of distinct numbers."""
    smallest_ends: list[int] = []
    ends_at: list[int] = []
    for each in numbers:
        place = bisect_left(smallest_ends, each)
        smallest_ends[place : place + 1] = [each]
        ends_at.append(place)
    rise: list[int] = []
    for each, place in zip(reversed(numbers), reversed(ends_at), strict=True):
        if place == len(smallest_ends) - 1 - len(rise):
            rise.append(each)
    return rise[::-1]


def _field_changes(before: Iterable[Detail], after: Iterable[Detail]) -> tuple[FieldChange, ...]:
    old, new = _by_name(before), _by_name(after)
    return tuple(
        FieldChange(
            name,
            known.title,
            old[name].text if name in old else None,
            new[name].text if name in new else None,
        )
        for name, known in {**old, **new}.items()
        if old.get(name) != new.get(name)
    )


def _by_name(details: Iterable[Detail]) -> dict[str, Detail]:
    """Details of one name (two filters on one field) are one."""
    found: dict[str, Detail] = {}
    for each in details:
        same = found.get(each.name)
        found[each.name] = each._replace(text=f"{same.text}; {each.text}") if same else each
    return found


def _parts(document: Document) -> dict[Key, Node | Reference]:
    parts = ((spot.section, spot.part) for spot in walk(document))
    return {
        (section if section in OWN_NAMESPACE else NODES, part.id): part
        for section, part in parts
        if isinstance(part, Node | Reference)
    }


class _Side:
    """One of the two documents: its entries, its nodes and what they say."""

    def __init__(self, document: Document, catalogue: Callable[[str], Catalogue]) -> None:
        self.entries = take_apart(document)
        self._document = document
        self._teller = Teller(document, catalogue(document.standard))
        self._parts = _parts(document)
        self._children: dict[Key, list[Key]] = defaultdict(list)
        for entry in self.entries.values():
            self._children[entry.place.parent].append(entry.key)

    def below(self, key: Key, among: Collection[Key]) -> Iterator[Entry]:
        """The node and what is below it, as far as it is ``among`` these."""
        yield self.entries[key]
        for child in self._children[key]:
            if child in among:
                yield from self.below(child, among)

    def sentence(self, key: Key) -> Sentence | None:
        return None if key == ROOT else self._teller.part(self._parts[key])

    def details(self, key: Key) -> tuple[Detail, ...]:
        return self._teller.details(self._document if key == ROOT else self._parts[key])

    def title(self, entry: Entry) -> str:
        """What a person calls it: its name or title, else its sentence."""
        named = entry.own.get("title") or entry.own.get("label")
        sentence = None if named else self.sentence(entry.key)
        return str(named or sentence or self._document.title)
