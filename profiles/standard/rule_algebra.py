"""What the rules of a code set say of a code, and how they are changed: the arithmetic of the builder.

Pure functions on a tuple of rules. The most specific rule decides (6.1); two rules for one code that disagree
decide nothing until one of them is gone (D2). Every change touches the rules of one code only, so it changes
that code and those below it that no longer rule speaks of, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from .codes import normalised
from .document import Rule

Rules = tuple[Rule, ...]
#: A system and a normalised code of it.
Code = tuple[str, str]


class Standing(Enum):
    """How a code stands in a set."""

    NAMED_WITH_BELOW = "named-with-below"
    NAMED_ALONE = "named-alone"
    IN_VIA = "in-via"
    LEFT_OUT = "left-out"
    LEFT_OUT_VIA = "left-out-via"
    NOT_IN = "not-in"
    CONFLICT = "conflict"

    @property
    def is_in(self) -> bool:
        return self in _IN

    @property
    def is_named(self) -> bool:
        """Whether a rule names the code itself."""
        return self in _NAMED


_IN = {Standing.NAMED_WITH_BELOW, Standing.NAMED_ALONE, Standing.IN_VIA}
_NAMED = {Standing.NAMED_WITH_BELOW, Standing.NAMED_ALONE, Standing.LEFT_OUT, Standing.CONFLICT}


@dataclass(frozen=True, slots=True)
class State:
    """How a code stands, and the rule that decides it; ``None`` for a code without one or with two."""

    standing: Standing
    rule: Rule | None = None


class RuleBook:
    """The rules of a set made ready for many questions."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Rules = tuple(rules)
        self.own: dict[Code, Rules] = {}
        for rule in self.rules:
            code = code_of(rule)
            self.own[code] = (*self.own.get(code, ()), rule)

    def state(self, system: str, key: str) -> State:
        """How a normalised code of a system stands."""
        own = self.own.get((system, key), ())
        if disagree(own):
            return State(Standing.CONFLICT)
        if own:
            rule = widest(own)
            return State(_named(rule), rule)
        above = self.above(system, key)
        if above is None:
            return State(Standing.NOT_IN)
        return State(Standing.IN_VIA if above.include else Standing.LEFT_OUT_VIA, above)

    def above(self, system: str, key: str) -> Rule | None:
        """The rule that would decide a code if no rule named it itself."""
        shorter = ((system, key[:end]) for end in range(len(key) - 1, -1, -1))
        return next((found for each in shorter if (found := self._covering(each))), None)

    def _covering(self, code: Code) -> Rule | None:
        return next((rule for rule in self.own.get(code, ()) if rule.descendants), None)

    @property
    def conflicts(self) -> tuple[Code, ...]:
        """The codes that rules disagree about, in the order of the rules."""
        return tuple(code for code, own in self.own.items() if disagree(own))


def state_of(rules: Iterable[Rule], system: str, code: str) -> State:
    """How a code of a system stands, however it is written."""
    return RuleBook(rules).state(system, normalised(code))


def code_of(rule: Rule) -> Code:
    """What a rule is about."""
    return rule.system, normalised(rule.code)


def disagree(own: Rules) -> bool:
    """Whether rules for one code say different things of it (D2)."""
    return len({_meaning(rule) for rule in own}) > 1


def widest(own: Rules) -> Rule:
    """Of rules that agree, the one that covers most: one with descendants where there is one."""
    return max(own, key=lambda rule: rule.descendants)


def _meaning(rule: Rule) -> tuple[object, ...]:
    return rule.include, rule.factor, rule.offset


def _named(rule: Rule) -> Standing:
    if not rule.include:
        return Standing.LEFT_OUT
    return Standing.NAMED_WITH_BELOW if rule.descendants else Standing.NAMED_ALONE


# --- changing ------------------------------------------------------------------------------------


def take_with_below(rules: Rules, system: str, code: str) -> Rules:
    """The code is in, and so is everything below it that no longer rule speaks of."""
    return _say(rules, system, code, include=True, descendants=True)


def take_alone(rules: Rules, system: str, code: str) -> Rules:
    """The code is in; those below it follow the next rule above, as if it were not named."""
    return _say(rules, system, code, include=True, descendants=False)


def leave_out(rules: Rules, system: str, code: str, *, below: bool = True) -> Rules:
    """The code is not in, nor is anything below it that no longer rule speaks of."""
    return _say(rules, system, code, include=False, descendants=below)


def follow_parent(rules: Rules, system: str, code: str) -> Rules:
    """No rule names the code any more: it follows the next rule above."""
    wanted = (system, normalised(code))
    return tuple(rule for rule in rules if code_of(rule) != wanted)


def keep(rules: Rules, kept: Rule) -> Rules:
    """Of rules that disagree about a code, those that say what ``kept`` does."""
    wanted, meaning = code_of(kept), _meaning(kept)
    return tuple(rule for rule in rules if code_of(rule) != wanted or _meaning(rule) == meaning)


def put_rule(rules: Rules, new: Rule) -> Rules:
    """The new rule in the place of those for the same code, last where there is none."""
    wanted = code_of(new)
    place = next((at for at, rule in enumerate(rules) if code_of(rule) == wanted), len(rules))
    after = (rule for rule in rules[place:] if code_of(rule) != wanted)
    return (*rules[:place], new, *after)


def _say(rules: Rules, system: str, code: str, *, include: bool, descendants: bool) -> Rules:
    """A rule with the conversion that the code already has."""
    wanted = (system, normalised(code))
    old = next((rule for rule in rules if code_of(rule) == wanted and rule.include), None)
    blank = Rule(system=system, code=normalised(code), include=include)
    said = {"include": include, "descendants": descendants}
    return put_rule(rules, (old if old and include else blank).model_copy(update=said))


# --- what is more than needed --------------------------------------------------------------------


def redundant(rules: Rules) -> Rules:
    """The rules that decide nothing: all of them can go together, and no code stands otherwise."""
    book = RuleBook(rules)
    return tuple(rule for own in book.own.values() for rule in _redundant(book, own))


def tidied(rules: Rules) -> Rules:
    """The rules without those that decide nothing."""
    gone = {id(rule) for rule in redundant(rules)}
    return tuple(rule for rule in rules if id(rule) not in gone)


def _redundant(book: RuleBook, own: Rules) -> Iterator[Rule]:
    """Of rules for one code: the repeated ones, and the last one too where the next above says the same."""
    if disagree(own):
        return
    best = widest(own)
    yield from (rule for rule in own if rule is not best)
    above = book.above(*code_of(best))
    inherited = _meaning(above) if above and above.include else None
    if inherited == (_meaning(best) if best.include else None):
        yield best


def by_system(rules: Iterable[Rule]) -> dict[str, Rules]:
    """The rules of each system, in their order."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.system].append(rule)
    return {system: tuple(listed) for system, listed in found.items()}
