"""The indexes a process holds: one a system, read again when a newer release has come.

An index is known by its release's own key, which is never used again, so one that was read inside a
transaction that was undone is not taken for another's. The system that was asked for longest ago goes first
when room is short.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from ..models import Release
from .index import Index
from .reading import read_index

#: Bytes held at a time, over all systems; a system that takes more is held alone.
ROOM = 250_000_000


class Shelf:
    """Indexes by system; safe for threads, which wait for one another only while an index is read."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held: OrderedDict[str, tuple[int, Index]] = OrderedDict()
        self._lock = Lock()

    def indexes(self, systems: Iterable[str]) -> dict[str, Index]:
        """The index of each system that has a release; one question when nothing new has come."""
        newest = Release.objects.newest().filter(system__in=list(systems))
        listed = list(newest.values_list("system_id", "pk", "system__hierarchical"))
        with self._lock:
            return {system: self._index(system, release, prefixed) for system, release, prefixed in listed}

    def _index(self, system: str, release: int, hierarchical: bool) -> Index:
        held = self._held.get(system)
        if held is None or held[0] != release:
            self._held[system] = held = (release, read_index(system, hierarchical=hierarchical))
            self._make_room()
        self._held.move_to_end(system)
        return held[1]

    def _make_room(self) -> None:
        while len(self._held) > 1 and sum(index.bytes for _, index in self._held.values()) > self._room:
            self._held.popitem(last=False)


SHELF = Shelf()
