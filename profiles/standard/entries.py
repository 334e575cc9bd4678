"""A document taken apart into its nodes, and put together again.

Each node becomes one entry: what it says itself, and where it stands. Nodes keep their ids when they are
moved or edited (8.1), so two documents taken apart can be compared node by node, and a document can be built
from one document's entries and another's. Flags and the criterion of ``holds`` belong to their column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .document import Document
from .reading import read_shape

Json = dict[str, Any]
#: A namespace (A3) and an id.
Key = tuple[str, str]

DOCUMENT = "document"
ROOT: Key = (DOCUMENT, "")
NODES = "nodes"
OWN_NAMESPACE = frozenset({"code_sets", "references", "parameters"})
LISTS = (
    "code_sets",
    "groups",
    "columns",
    "patient_view",
    "actions",
    "data_quality",
    "parameters",
    "references",
)
SECTIONS = (DOCUMENT, "inclusion", "exclusion", *LISTS)
# The properties of a node that hold nodes, if it has them: parts, a criterion, a section's entries.
BRANCHES = frozenset({"all", "any", "at_least", "not"})


class DoesNotFit(ValueError):
    """A change or an entry speaks of a node that is not there, is there already, or has no place to stand."""

    def __init__(self, node: str) -> None:
        super().__init__(f"Ændringen af {node} passer ikke til dokumentet.")
        self.node = node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: its section, its parent and the property that holds it, its place in that list."""

    section: str
    parent: Key
    slot: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A node: its key, its place, its own properties as JSON; those that hold nodes are left out or empty."""

    key: Key
    place: Place
    own: Json

    @property
    def id(self) -> str:
        return self.key[1]


Entries = Mapping[Key, Entry]


def take_apart(document: Document) -> dict[Key, Entry]:
    """Every node by its key, in document order; the document itself first. ``version`` is left out."""
    value = document.to_json()
    del value["version"]
    slots = [name for name in SECTIONS if name in value]
    root = Entry(ROOT, Place(DOCUMENT, ROOT, ""), _without(value, slots))
    found = (entry for name in slots for entry in _below(value[name], Place(name, ROOT, name)))
    return {entry.key: entry for entry in (root, *found)}


def put_together(entries: Entries, version: str) -> Document:
    """The document that has these entries, under this number; siblings stand in the order of their positions.

    Raises :class:`DoesNotFit` when an entry has no place to stand, and
    :class:`~profiles.standard.reading.InvalidDocument` when they do not make a document.
    """
    below: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.key != ROOT:
            below[entry.place.parent].append(entry)
    _all_stand(entries, below)
    return read_shape({**_built(entries[ROOT], below), "version": version})


def _all_stand(entries: Entries, below: Mapping[Key, list[Entry]]) -> None:
    """Every entry hangs together with the document, and none stands where another already does."""
    loose = set(entries)
    waiting = [ROOT]
    while waiting:
        parent = waiting.pop()
        loose.discard(parent)
        waiting += [child.key for child in below.get(parent, ())]
    single = (
        (each.place.parent, each.place.slot) for each in entries.values() if not _in_list(each, entries)
    )
    crowded = [slot for slot, count in Counter(single).items() if count > 1]
    if loose or crowded:
        raise DoesNotFit(min(loose)[1] if loose else crowded[0][1])


def _in_list(entry: Entry, entries: Entries) -> bool:
    parent = entries.get(entry.place.parent)
    return parent is not None and isinstance(parent.own.get(entry.place.slot), list)


def _below(value: Any, place: Place) -> Iterator[Entry]:
    """The nodes in one property of a node, and all below them."""
    for position, node in enumerate(value if isinstance(value, list) else [value]):
        slots = _slots(node)
        key = (place.section if place.section in OWN_NAMESPACE else NODES, node["id"])
        own = _without(node, slots)
        yield Entry(key, Place(place.section, place.parent, place.slot, position), own)
        for slot in slots:
            yield from _below(node[slot], Place(place.section, key, slot))


def _slots(node: Json) -> tuple[str, ...]:
    held = {"of": node.get("type") in BRANCHES, "when": isinstance(node.get("when"), dict), "entries": True}
    return tuple(name for name, holds in held.items() if holds and name in node)


def _without(node: Json, slots: Iterable[str]) -> Json:
    """Lists of nodes stay as empty lists, so that it can be seen that they were written."""
    taken = set(slots)
    kept = {name: [] if name in taken else value for name, value in node.items()}
    return {name: value for name, value in kept.items() if name not in taken or isinstance(node[name], list)}


def _built(entry: Entry, below: Mapping[Key, list[Entry]]) -> Json:
    node: Json = {name: list(value) if value == [] else value for name, value in entry.own.items()}
    for child in sorted(below.get(entry.key, ()), key=lambda each: each.place.position):
        built = _built(child, below)
        if isinstance(node.get(child.place.slot), list):
            node[child.place.slot].append(built)
        else:
            node[child.place.slot] = built
    return node
