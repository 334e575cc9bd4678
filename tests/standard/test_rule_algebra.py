"""The arithmetic of the builder against a naive oracle that writes every short code out."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_rule
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import (
    RuleBook,
    Rules,
    Standing,
    follow_parent,
    keep,
    leave_out,
    put_rule,
    redundant,
    state_of,
    take_alone,
    take_with_below,
    tidied,
)

SYSTEMS = ("sks", "atc")
ALPHABET = "AB"
EVERY = [
    (system, "".join(letters))
    for system in SYSTEMS
    for length in range(1, 5)
    for letters in product(ALPHABET, repeat=length)
]
OPERATIONS = {
    "below": take_with_below,
    "alone": take_alone,
    "out": leave_out,
    "follow": follow_parent,
}


def rule(code: str, below: bool = False, include: bool = True, system: str = "sks", factor: int = 1) -> Rule:
    return Rule(system=system, code=code, descendants=below, include=include, factor=Decimal(factor))


codes = st.text(ALPHABET, min_size=1, max_size=3)
systems = st.sampled_from(SYSTEMS)
any_rules = st.lists(
    st.builds(rule, codes, st.booleans(), st.booleans(), systems, st.sampled_from([1, 1, 1, 2])), max_size=7
).map(tuple)
#: Rules that a document may hold: no two of them disagree about a code (D2).
sound_rules = any_rules.filter(lambda rules: not RuleBook(rules).conflicts)
operations = st.tuples(st.sampled_from(sorted(OPERATIONS)), systems, codes)


def decision(rules: Rules, code: tuple[str, str]) -> tuple[object, ...] | None:
    """What the text of the standard decides for a code: its conversion, or nothing when it is not in."""
    decided = deciding_rule(rules, *code)
    return (decided.factor, decided.offset) if decided and decided.include else None


def meaning(rules: Rules) -> dict[tuple[str, str], tuple[object, ...] | None]:
    return {code: decision(rules, code) for code in EVERY}


def done(rules: Rules, operation: tuple[str, str, str]) -> Rules:
    name, system, code = operation
    return OPERATIONS[name](rules, system, code)


def longer_rule(rules: Rules, system: str, code: str, below: str) -> bool:
    """Whether a rule that is longer than the code speaks of one below it."""
    found = deciding_rule([each for each in rules if len(each.code) > len(code)], system, below)
    return found is not None


@given(sound_rules)
def test_the_state_says_in_exactly_when_the_standard_does(rules: Rules) -> None:
    for system, code in EVERY:
        state = state_of(rules, system, code)
        decided = deciding_rule(rules, system, code)
        assert state.standing.is_in == bool(decided and decided.include)
        assert state.standing.is_named == any((each.system, each.code) == (system, code) for each in rules)
        assert (state.rule is None) == (decided is None)


@given(any_rules)
def test_a_code_is_in_conflict_exactly_when_its_own_rules_disagree(rules: Rules) -> None:
    for system, code in EVERY:
        own = {(r.include, r.factor, r.offset) for r in rules if (r.system, r.code) == (system, code)}
        assert (state_of(rules, system, code).standing is Standing.CONFLICT) == (len(own) > 1)


@given(sound_rules, operations)
def test_an_operation_changes_the_codes_it_should_and_nothing_else(
    rules: Rules, operation: tuple[str, str, str]
) -> None:
    name, system, code = operation
    after = done(rules, operation)
    # What the code and those below it follow when no rule names it.
    without = tuple(each for each in rules if (each.system, each.code) != (system, code))
    for each in EVERY:
        at, below = each == (system, code), each[0] == system and each[1].startswith(code)
        if not below or (not at and longer_rule(rules, system, code, each[1])):
            assert decision(after, each) == decision(rules, each)
        elif name == "follow" or (name == "alone" and not at):
            assert decision(after, each) == decision(without, each)
        else:
            assert (decision(after, each) is not None) == (name != "out")


@given(sound_rules, operations)
def test_an_operation_done_twice_is_done_once(rules: Rules, operation: tuple[str, str, str]) -> None:
    once = done(rules, operation)
    assert done(once, operation) == once


@given(sound_rules, operations, operations)
def test_operations_on_two_codes_may_come_in_any_order(
    rules: Rules, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assume(one[1:] != other[1:])
    assert meaning(done(done(rules, one), other)) == meaning(done(done(rules, other), one))


@given(sound_rules, st.randoms())
def test_the_order_of_the_rules_decides_nothing(rules: Rules, chance: object) -> None:
    shuffled = list(rules)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert meaning(tuple(shuffled)) == meaning(rules)
    assert {c: state_of(shuffled, *c).standing for c in EVERY} == {
        c: state_of(rules, *c).standing for c in EVERY
    }


@given(sound_rules, systems, codes, st.sampled_from(["below", "alone", "out"]))
def test_taking_and_then_following_gives_back_what_was(
    rules: Rules, system: str, code: str, name: str
) -> None:
    before = follow_parent(rules, system, code)
    assert follow_parent(OPERATIONS[name](before, system, code), system, code) == before


@given(any_rules)
def test_keeping_one_side_settles_that_code_and_no_other(rules: Rules) -> None:
    for kept in rules:
        after = keep(rules, kept)
        assert state_of(after, kept.system, kept.code).standing is not Standing.CONFLICT
        assert kept in after
        others = [each for each in rules if (each.system, each.code) != (kept.system, kept.code)]
        assert [each for each in after if (each.system, each.code) != (kept.system, kept.code)] == others


@given(sound_rules)
def test_redundant_rules_can_all_go_and_no_other_can(rules: Rules) -> None:
    needed = tidied(rules)
    assert meaning(needed) == meaning(rules)
    assert len(needed) + len(redundant(rules)) == len(rules)
    for at in range(len(needed)):
        fewer = needed[:at] + needed[at + 1 :]
        # A code longer than every rule tells what a rule says of those below.
        deep = [(system, code + "A") for system, code in EVERY]
        assert any(decision(fewer, each) != decision(needed, each) for each in [*EVERY, *deep])


def test_the_longest_rule_decides_and_a_code_is_taken_again_below_one_left_out() -> None:
    rules = leave_out(take_with_below((), "sks", "DE11"), "sks", "DE112")
    rules = take_with_below(rules, "sks", "de11.21")
    said = {code: state_of(rules, "sks", code).standing for code in ("DE11", "DE119", "DE112", "DE1120")}
    assert said == {
        "DE11": Standing.NAMED_WITH_BELOW,
        "DE119": Standing.IN_VIA,
        "DE112": Standing.LEFT_OUT,
        "DE1120": Standing.LEFT_OUT_VIA,
    }
    assert state_of(rules, "sks", "DE1121").standing is Standing.NAMED_WITH_BELOW
    assert state_of(rules, "sks", "DE10").standing is Standing.NOT_IN
    assert rules[-1].code == "DE1121"


def test_a_rule_keeps_its_place_and_its_conversion_when_it_is_said_otherwise() -> None:
    rules = (rule("A", factor=3), rule("B"))
    assert take_with_below(rules, "sks", "a") == (rule("A", below=True, factor=3), rule("B"))
    assert leave_out(rules, "sks", "A") == (rule("A", below=True, include=False), rule("B"))
    assert put_rule(rules, rule("C")) == (*rules, rule("C"))


@pytest.mark.parametrize("code", ["", "  ", "æøå", "A" * 200])
def test_odd_codes_stand_nowhere(code: str) -> None:
    assert state_of((rule("B", below=True),), "sks", code).standing is Standing.NOT_IN
