"""The rows of the tree as they are read: each code with its words, its rule, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from profiles.standard.document import Rule
from profiles.standard.rule_algebra import Code, Standing, State
from profiles.terminology.models import Concept
from profiles.terminology.tree import child_counts, concepts_of

from ..forms.numbers import danish
from .asked import STEP, TOP, joined
from .bench import Bench
from .forest import Forest, Node
from .words import ICONS, IN_A_LIST, IN_A_TREE, Choice, choices, said, status_words

DEEPEST = 7


@dataclass(frozen=True)
class Row:
    """A code in the tree, or in a list of codes; ``patients`` is ``None`` where nobody is counted."""

    code: Code
    concept: Concept | None
    level: int
    state: State
    status: str
    chosen: str
    choices: tuple[Choice, ...]
    has_below: bool = False
    is_open: bool = False
    fold: str = ""
    patients: int | None = None
    is_unseen: bool = False
    rules: tuple[Rule, ...] = ()
    takes_conversion: bool = False
    is_asked: bool = False
    is_more: bool = False

    @cached_property
    def id(self) -> str:
        return row_id(self.code)

    @cached_property
    def joined(self) -> str:
        return joined(self.code)

    @cached_property
    def written(self) -> str:
        return self.concept.code if self.concept else self.code[1]

    @cached_property
    def title(self) -> str:
        return self.concept.title if self.concept else "Ikke på nogen liste"

    @property
    def depth(self) -> int:
        return min(self.level, DEEPEST)

    @property
    def icon(self) -> str:
        return "hourglass" if self.is_unseen else ICONS[self.state.standing]

    @cached_property
    def chosen_title(self) -> str:
        return next((each.title for each in self.choices if each.name == self.chosen), "")

    @property
    def is_struck(self) -> bool:
        return self.state.standing in (Standing.LEFT_OUT, Standing.LEFT_OUT_VIA)

    @cached_property
    def is_tree(self) -> bool:
        """Whether the code can have others below it."""
        return self.choices == IN_A_TREE

    @property
    def has_menu(self) -> bool:
        """Whether the menu is written out; the others are made as they are opened, for most never are."""
        return self.is_asked or self.takes_conversion

    @property
    def is_conflict(self) -> bool:
        return self.state.standing is Standing.CONFLICT

    @cached_property
    def conversion(self) -> dict[str, str] | None:
        """The code's factor and offset as a person writes them; ``None`` where nothing is converted."""
        rule = self.rules[0] if self.rules else None
        if rule is None or not rule.include or (rule.factor == 1 and rule.offset == 0):
            return None
        return {"factor": danish(rule.factor), "offset": danish(rule.offset)}


@dataclass(frozen=True)
class Pattern:
    """A row's menu without the row: the page's script copies it for each row whose menu is opened."""

    name: str
    choices: tuple[Choice, ...]
    id: str = ""
    written: str = ""
    joined: str = ""
    chosen: str = ""
    chosen_title: str = ""
    is_asked: bool = False
    takes_conversion: bool = False


PATTERNS = (Pattern("tree", IN_A_TREE), Pattern("list", IN_A_LIST))


@dataclass(frozen=True)
class More:
    """That there is more under a code than is shown, and how to see it."""

    id: str
    depth: int
    query: str
    words: str
    is_more: bool = True
    takes_conversion: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of a system."""

    title: str
    about: str
    rows: tuple[Row | More, ...]


def row_id(code: Code) -> str:
    return f"row-{code[0]}-{code[1]}"


def tables(bench: Bench) -> list[Table]:
    """What the tree shows, system by system: all of it, or a list of what the filter asks for."""
    return _filtered(bench) if bench.asked.show else _trees(bench)


# --- the tree ------------------------------------------------------------------------------------


def _trees(bench: Bench) -> list[Table]:
    forest = Forest(bench.book, bench.asked, [each.id for each in bench.systems], bench.releases)
    return [
        _table(
            bench,
            trunk.system,
            (
                *(row for root in trunk.roots for row in _branch(bench, forest, root)),
                *_more(bench, forest, (trunk.system, TOP), len(trunk.roots), trunk.hidden, 1),
            ),
        )
        for trunk in forest.trunks
    ]


def _table(bench: Bench, system: str, rows: Sequence[Row | More]) -> Table:
    found = bench.system(system)
    number = bench.releases.get(system)
    return Table(found.title if found else system, f"udgave {number}" if number else "", tuple(rows))


def _branch(bench: Bench, forest: Forest, node: Node) -> Iterator[Row | More]:
    concept = forest.concepts.get(node.code)
    yield row_of(bench, node.code, concept, node=node, below=forest.below.get(node.code, 0))
    for child in node.children:
        yield from _branch(bench, forest, child)
    yield from _more(
        bench, forest, node.code, len(node.children), forest.hidden(node), node.level + 1, concept
    )


def _more(
    bench: Bench,
    forest: Forest,
    code: Code,
    listed: int,
    hidden: int,
    level: int,
    concept: Concept | None = None,
) -> Iterator[More]:
    if not hidden:
        return
    query = bench.asked.with_more(code, forest.next_limit(code, listed)).query
    of = f" under {concept.code if concept else code[1]}" if code[1] else ""
    words = f"Vis {min(hidden, STEP)} flere{of}" if hidden > STEP else f"Vis de øvrige {hidden}{of}"
    yield More(f"more-{code[0]}-{code[1]}", min(level, DEEPEST), query, words)


def row_of(
    bench: Bench, code: Code, concept: Concept | None, *, node: Node | None = None, below: int = 0
) -> Row:
    """A code with its words; ``below`` is how many stand right below it."""
    state, own, is_tree = bench.book.state(*code), bench.own(code), bench.is_tree(code[0])
    has_below = bool(below) or bool(node and node.children)
    is_open = bool(node and node.is_open)
    is_unseen = code in bench.unseen
    words = status_words(
        state,
        has_below=has_below,
        inside=bench.spread.inside_below(code) if is_tree else 0,
        outside=bench.spread.outside_below(code) if is_tree else 0,
    )
    return Row(
        code=code,
        concept=concept,
        level=node.level if node else 1,
        state=state,
        status=f"Ikke set · {words[0].lower()}{words[1:]}" if is_unseen else words,
        chosen=said(own, is_tree=is_tree),
        choices=choices(is_tree=is_tree),
        has_below=has_below and node is not None,
        is_open=is_open,
        fold=_fold(bench, code, is_open=is_open) if has_below and node else "",
        patients=_patients(bench, code, is_tree=is_tree),
        is_unseen=is_unseen,
        rules=own,
        takes_conversion=code[0] in bench.measured and any(rule.include for rule in own),
        is_asked=code == bench.asked.menu,
    )


def _fold(bench: Bench, code: Code, *, is_open: bool) -> str:
    asked = bench.asked.with_shut(code) if is_open else bench.asked.with_open(code)
    return asked.query or "?"


def _patients(bench: Bench, code: Code, *, is_tree: bool) -> int | None:
    if bench.carriers is None:
        return None
    return bench.carriers.under(code) if is_tree else bench.carriers.of(code)


# --- a list --------------------------------------------------------------------------------------


def _filtered(bench: Bench) -> list[Table]:
    """The codes that are in, left out, disagreed about or unseen, one after another."""
    wanted = _wanted(bench)
    shown = {
        system: keys[: bench.asked.limits.get((system, TOP), STEP)] for system, keys in wanted.items() if keys
    }
    codes = [(system, key) for system, keys in shown.items() for key in keys]
    concepts = concepts_of(codes, bench.releases)
    below = child_counts(codes, bench.releases)
    return [
        _table(
            bench,
            system,
            (
                *(
                    row_of(
                        bench, (system, key), concepts.get((system, key)), below=below.get((system, key), 0)
                    )
                    for key in keys
                ),
                *_rest(bench, system, len(keys), len(wanted[system])),
            ),
        )
        for system, keys in shown.items()
    ]


def _wanted(bench: Bench) -> dict[str, list[str]]:
    match bench.asked.show:
        case "in":
            return bench.spread.inside
        case "out":
            return bench.spread.outside
        case "unseen":
            return bench.unseen.keys
    return _by_system(bench.book.conflicts)


def _by_system(codes: Sequence[Code]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for system, key in codes:
        found.setdefault(system, []).append(key)
    return found


def _rest(bench: Bench, system: str, listed: int, there_are: int) -> Iterator[More]:
    hidden = there_are - listed
    if hidden > 0:
        query = bench.asked.with_more((system, TOP), listed + STEP).query
        words = f"Vis {min(hidden, STEP)} flere af {there_are}"
        yield More(f"more-{system}", 1, query, words)


def pills(bench: Bench) -> list[dict[str, Any]]:
    """The filters with how many codes each shows; those that would show none are left out."""
    counted = (
        ("in", "Med", "success", bench.spread.members),
        ("out", "Udeladt", "minus", bench.spread.left_out),
        ("conflict", "Uenige", "error", len(bench.book.conflicts)),
        ("unseen", "Ikke set", "hourglass", len(bench.unseen)),
    )
    return [
        {"show": show, "title": title, "icon": icon, "count": count, "is_on": bench.asked.show == show}
        for show, title, icon, count in counted
        if count or bench.asked.show == show
    ]
