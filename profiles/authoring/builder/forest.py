"""Which codes the tree of a set shows: those that rules name, what stands above them, and what was opened.

A branch begins at the highest code that a rule names, or right above the first ones named, so that nobody
reads their way down from the top of a system. It stands open as far as rules reach and there is room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from profiles.standard.rule_algebra import Code, RuleBook, Standing
from profiles.terminology.expansion import Releases
from profiles.terminology.models import Concept
from profiles.terminology.tree import ancestors, child_counts, children, concepts_of

from .asked import STEP, TOP, Asked

ROOTS = 30
LONGEST = 30
#: So many codes are shown under others before no more branches stand open by themselves.
ROOM = 30


@dataclass(frozen=True)
class Node:
    """A code in the tree, with what is shown below it."""

    code: Code
    level: int
    is_open: bool
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Trunk:
    """A system's branches; ``hidden`` is how many of them are not listed."""

    system: str
    roots: tuple[Node, ...]
    hidden: int


class Forest:
    """The tree of a set, as far as it is asked for; five queries, however large the set is."""

    def __init__(self, book: RuleBook, asked: Asked, systems: Iterable[str], releases: Releases) -> None:
        self.book, self.asked = book, asked
        self.listed: Mapping[Code, list[Concept]] = {}
        self.below: dict[Code, int] = {}
        self._grow(ancestors(book.own, releases))
        self._spread_out(systems, releases)
        self.trunks = self._trunks(systems)
        shown = {node.code for node in self.nodes()}
        found = {(each.system_id, each.key): each for under in self.listed.values() for each in under}
        self.concepts: dict[Code, Concept] = found | concepts_of(shown - found.keys(), releases)
        self.below |= child_counts(shown - self.below.keys(), releases)

    def nodes(self) -> Iterator[Node]:
        """Every code that is shown, in order."""
        return (node for trunk in self.trunks for root in trunk.roots for node in root.walk())

    def hidden(self, node: Node) -> int:
        """How many codes right below an open one are not shown."""
        return max(self.below.get(node.code, 0) - len(node.children), 0) if node.is_open else 0

    def next_limit(self, code: Code, listed: int) -> int:
        """How many to list under a code when more are asked for."""
        return max(listed, self.asked.limits.get(code, 0)) + STEP

    def _grow(self, above: Mapping[Code, str]) -> None:
        """Join every named code to those above it."""
        self.branches: dict[Code, set[Code]] = defaultdict(set)
        tops: dict[str, set[Code]] = defaultdict(set)
        for code in self.book.own:
            for lower, upper in _upwards(code, above):
                if upper is None:
                    tops[lower[0]].add(lower)
                else:
                    self.branches[upper].add(lower)
        self.tops = {system: sorted(self._trimmed(found)) for system, found in tops.items()}

    def _trimmed(self, tops: Iterable[Code]) -> Iterator[Code]:
        """The tops, without codes that nothing is said of, neither of them nor right below them."""
        for top in tops:
            below = self.branches.get(top, set())
            if top in self.book.own or below & self.book.own.keys():
                yield top
            else:
                yield from self._trimmed(below)

    def _spread_out(self, systems: Iterable[str], releases: Releases) -> None:
        """Count and read what is below the open codes of which all is shown.

        Before anything is counted more codes stand open than there will be room for, never fewer.
        """
        self.below = dict.fromkeys(self._open_codes(systems), 0)
        self.below |= child_counts(self.below, releases)
        limits = {code: self._limit(code) for code in self._open_codes(systems) if self._lists_all(code)}
        self.listed = children(limits, releases)

    def _open_codes(self, systems: Iterable[str]) -> list[Code]:
        self.trunks = self._trunks(systems)
        return [*(node.code for node in self.nodes() if node.is_open), *self.asked.opened]

    def _limit(self, code: Code) -> int:
        return self.asked.limits.get(code, LONGEST)

    def _is_open(self, code: Code) -> bool:
        """Whether a person opened the branch, or rules reach into it and there is room."""
        if code in self.asked.opened or code in self.asked.limits:
            return True
        return self._room > 0 and code in self.branches and code not in self.asked.shut

    def _lists_all(self, code: Code) -> bool:
        """Whether all that is below a code is shown when it is open, and not only what rules speak of."""
        asked_for = code in self.asked.opened or code in self.asked.limits
        return asked_for or self.book.state(*code).standing is not Standing.NOT_IN

    def _trunks(self, systems: Iterable[str]) -> list[Trunk]:
        self._room = ROOM
        return [self._trunk(system) for system in systems if system in self.tops]

    def _trunk(self, system: str) -> Trunk:
        tops, limit = self.tops[system], self.asked.limits.get((system, TOP), ROOTS)
        return Trunk(system, tuple(self._node(code, 1) for code in tops[:limit]), max(len(tops) - limit, 0))

    def _node(self, code: Code, level: int) -> Node:
        if not self._is_open(code):
            return Node(code, level, is_open=False)
        under = {(each.system_id, each.key) for each in self.listed.get(code, ())}
        under |= set(sorted(self.branches.get(code, ()))[: self._limit(code)])
        self._room -= max(self._unread(code), len(under))
        return Node(code, level, True, tuple(self._node(each, level + 1) for each in sorted(under)))

    def _unread(self, code: Code) -> int:
        """How many codes below an open one will be read for it."""
        return min(self.below.get(code, 0), self._limit(code)) if self._lists_all(code) else 0


def _upwards(code: Code, above: Mapping[Code, str]) -> Iterator[tuple[Code, Code | None]]:
    """Each step from a code to the top: the lower and the upper, ``None`` above the top."""
    system, key = code
    seen = set()
    while key not in seen:
        seen.add(key)
        parent = above.get((system, key)) or _nearest(system, key, above)
        yield (system, key), (system, parent) if parent and parent not in seen else None
        if not parent:
            return
        key = parent


def _nearest(system: str, key: str, above: Mapping[Code, str]) -> str:
    """For a code on no list: the longest listed one that it begins with."""
    if (system, key) in above:
        return ""
    shorter = (key[:end] for end in range(len(key) - 1, 0, -1))
    return next((each for each in shorter if (system, each) in above), "")
