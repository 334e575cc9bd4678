"""What came in, as a list a person decides on code by code, and what the set's rules are afterwards.

Nothing is in the set before it is decided and saved. A code that is decided already stands as it is unless it
is chosen anew; one that the set and the list say different things of must be chosen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from profiles.standard.document import Rule
from profiles.standard.numerals import exact_number
from profiles.standard.rule_algebra import (
    Code,
    RuleBook,
    Rules,
    code_of,
    leave_out,
    take_alone,
    take_with_below,
)
from profiles.terminology.models import Concept
from profiles.terminology.tree import child_counts, concepts_of

from ...forms.numbers import danish
from ..bench import Bench
from ..operations import CannotDo, code_named
from ..rows import Row, row_of
from ..words import ALONE, LEAVE_OUT, WITH_BELOW
from .wish import LEAVE_ALONE, SKIP, WISHES, Reading, Unread, Wish

MOST_ITEMS = 500
OPTIONS = {
    WITH_BELOW: "Med alle under",
    ALONE: "Kun denne",
    LEAVE_OUT: "Udelad",
    LEAVE_ALONE: "Udelad kun denne",
    SKIP: "Ikke",
}


@dataclass(frozen=True)
class Item:
    """A code to decide on. ``picked`` is what is chosen now, empty where a person must choose."""

    wish: Wish
    row: Row
    below: int
    picked: str
    is_conflict: bool
    is_decided: bool
    problem: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be chosen: taking, what the list wishes, and not."""
        is_tree = self.row.is_tree
        offered = [WITH_BELOW, ALONE] if is_tree else [ALONE]
        if self.wish.what and self.wish.what not in offered:
            offered.append(self.wish.what)
        titles = OPTIONS if is_tree else OPTIONS | {ALONE: "Tag med"}
        if self.is_conflict or self.is_decided:
            titles = titles | {SKIP: "Behold sættets" if self.is_conflict else "Lad stå"}
        return [(each, titles[each]) for each in (*offered, SKIP)]

    @property
    def sent(self) -> str:
        """What a form carries along to build the item again."""
        wish = self.wish
        numbers = [f"{wish.factor:f}", f"{wish.offset:f}"]
        return json.dumps([*wish.code, wish.what, wish.where, wish.remark, *numbers], ensure_ascii=False)

    @property
    def conversion(self) -> str:
        """The conversion the list brings, in words."""
        wish = self.wish
        if (wish.factor, wish.offset) == (1, 0):
            return ""
        return f"gang med {danish(wish.factor)}, læg {danish(wish.offset)} til"

    @property
    def wished_words(self) -> str:
        return OPTIONS.get(self.wish.what, "").lower()


@dataclass(frozen=True)
class Decisions:
    """``left`` are lines that could not be read or did not fit in, to be put right and read again."""

    items: tuple[Item, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    left: str = ""

    @property
    def picked(self) -> int:
        """How many codes are chosen to be saved."""
        return sum(item.picked not in ("", SKIP) for item in self.items)

    @property
    def undecided(self) -> int:
        return sum(not item.picked for item in self.items)

    @property
    def already(self) -> int:
        return sum(item.is_decided for item in self.items)


def decide_on(bench: Bench, reading: Reading) -> Decisions:
    """A reading as a list to decide on. Codes that no list has are told of as unread."""
    known = concepts_of({wish.code for wish in reading.wishes}, bench.releases)
    wanted = [wish for wish in reading.wishes if _is_known(bench, wish, known)]
    unknown = [_unknown(bench, wish) for wish in reading.wishes if not _is_known(bench, wish, known)]
    unread = (*reading.unread, *unknown)
    shown, rest = wanted[:MOST_ITEMS], wanted[MOST_ITEMS:]
    notes = reading.notes
    if rest:
        notes = (*notes, f"Her er de første {MOST_ITEMS}; de sidste {len(rest)} står i feltet nederst.")
    left = "\n".join(filter(None, [replace(reading, unread=unread).left, *_written(rest)]))
    return Decisions(tuple(_items(bench, shown, known)), unread, notes, left)


def _written(rest: Sequence[Wish]) -> list[str]:
    """Wishes as lines of a list with a header, which is read in the same way again."""
    if not rest:
        return []
    yes = {True: "ja", False: "nej"}
    lines = [
        f"{wish.code[0]};{wish.code[1]};{yes[wish.what not in (LEAVE_OUT, LEAVE_ALONE)]};"
        f"{yes[wish.what in (WITH_BELOW, LEAVE_OUT)] if wish.what else ''}"
        for wish in rest
    ]
    return ["system;kode;med;alle under", *lines]


def _is_known(bench: Bench, wish: Wish, known: dict[Any, Concept]) -> bool:
    return wish.code in known or bench.is_open_system(wish.code[0])


def _unknown(bench: Bench, wish: Wish) -> Unread:
    system = bench.system(wish.code[0])
    of = system.title if system else wish.code[0]
    return Unread(
        wish.where,
        f"“{wish.code[1]}” findes ikke i {of}. Se efter, om koden er skrevet rigtigt.",
        wish.code[1],
    )


def _items(bench: Bench, wishes: Sequence[Wish], known: dict[Any, Concept]) -> Iterable[Item]:
    below = child_counts([wish.code for wish in wishes], bench.releases)
    taken = RuleBook(_all_taken(bench, wishes))
    return [_item(bench, wish, known.get(wish.code), below.get(wish.code, 0), taken) for wish in wishes]


def _item(bench: Bench, wish: Wish, concept: Concept | None, below: int, taken: RuleBook) -> Item:
    """A wish with how its code stands now; ``taken`` are the rules if every wish were taken."""
    row = row_of(bench, wish.code, concept, below=below)
    takes = wish.what not in (LEAVE_OUT, LEAVE_ALONE)
    own = bench.own(wish.code)
    is_conflict = bool(wish.what and own) and any(_disagrees(wish, rule, takes=takes) for rule in own)
    above = taken.above(*wish.code)
    follows = row.state.standing.is_in == takes == bool(above and above.include)
    is_decided = not is_conflict and (bool(own) or follows)
    picked = "" if is_conflict else SKIP if is_decided else wish.what or ALONE
    return Item(wish, row, below, picked, is_conflict, is_decided)


def _all_taken(bench: Bench, wishes: Sequence[Wish]) -> Rules:
    return _merged(
        bench.rules,
        {
            wish.code: _ruled(
                bench.own(wish.code), wish, wish.what or ALONE, is_tree=bench.is_tree(wish.code[0])
            )
            for wish in wishes
        },
    )


def _disagrees(wish: Wish, rule: Rule, *, takes: bool) -> bool:
    if rule.include != takes:
        return True
    return takes and (rule.factor, rule.offset) != (wish.factor, wish.offset) and wish.factor != 1


# --- from a form, and back to rules --------------------------------------------------------------


def sent_back(bench: Bench, items: Sequence[str], picked: Sequence[str]) -> Decisions:
    """The list as a form sends it back, with what was chosen. Raises :class:`CannotDo` for nonsense."""
    wishes = tuple(_wish_of(bench, text) for text in items[:MOST_ITEMS])
    listed = decide_on(bench, Reading(wishes))
    chosen = dict(zip((wish.code for wish in wishes), picked, strict=False))
    return replace(
        listed, items=tuple(_picking(item, chosen.get(item.wish.code, "")) for item in listed.items)
    )


def _picking(item: Item, picked: str) -> Item:
    return replace(item, picked=picked if picked in dict(item.options) else "")


def _wish_of(bench: Bench, text: str) -> Wish:
    try:
        system, key, what, where, remark, factor, offset = map(str, json.loads(text))
        numbers = exact_number(Decimal(factor)), exact_number(Decimal(offset))
    except (ValueError, InvalidOperation, TypeError, RecursionError):
        raise CannotDo("Listen kom ikke hel frem. Læs den ind igen.") from None
    code = code_named(bench, f"{system}|{key}")
    return Wish(code, what if what in WISHES else "", where[:40], remark[:300], *numbers)


def filled(decisions: Decisions, what: str) -> Decisions:
    """The same choice for every code that takes it; a conflict stays a person's own."""
    items = tuple(
        item if item.is_conflict or what not in dict(item.options) else replace(item, picked=what)
        for item in decisions.items
    )
    return replace(decisions, items=items)


def rules_after(bench: Bench, decisions: Decisions) -> Rules:
    """The set's rules with everything that was chosen."""
    chosen = {
        item.wish.code: _ruled(bench.own(item.wish.code), item.wish, item.picked, is_tree=item.row.is_tree)
        for item in decisions.items
        if item.picked not in ("", SKIP)
    }
    return _merged(bench.rules, chosen)


def _ruled(own: Rules, wish: Wish, what: str, *, is_tree: bool) -> Rule:
    """The rule that a choice makes of those a code has."""
    system, key = wish.code
    match what:
        case "with-below":
            (rule,) = take_with_below(own, system, key)
        case "alone":
            (rule,) = take_alone(own, system, key)
        case _:
            (rule,) = leave_out(own, system, key, below=is_tree and what == LEAVE_OUT)
            return rule
    if (wish.factor, wish.offset) == (1, 0):
        return rule
    return rule.model_copy(update={"factor": wish.factor, "offset": wish.offset})


def _merged(rules: Rules, changed: dict[Code, Rule]) -> Rules:
    """The rules with others for some codes: in the place of the first one, or last. Time in proportion."""
    waiting = dict(changed)
    merged: list[Rule] = []
    for rule in rules:
        code = code_of(rule)
        if code not in changed:
            merged.append(rule)
        elif code in waiting:
            merged.append(waiting.pop(code))
    return (*merged, *waiting.values())
