"""Which code set contains which: decided exactly, for every code there can be (6.1)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_rule
from profiles.standard.document import CodeSet, Rule
from profiles.standard.lint.reasoning.code_regions import CodeBook, Codes, can_meet, codes_of

#: Every code of up to four of two letters, and one that no rule can be about.
EVERY = [("sks", "".join(code)) for length in range(1, 5) for code in product("AB", repeat=length)]
EVERY += [(system, f"{code}X") for system, code in EVERY[:14]]

rules = st.builds(
    Rule,
    system=st.just("sks"),
    code=st.text("AB", min_size=1, max_size=3),
    include=st.booleans(),
    descendants=st.booleans(),
)
sets = st.lists(rules, max_size=6, unique_by=lambda rule: rule.code)


def code_set(listed: list[Rule], name: str = "x") -> CodeSet:
    return CodeSet(id=name, title=name, rules=tuple(listed))


def members(listed: list[Rule]) -> set[tuple[str, str]]:
    """The codes that are in, decided one by one as the standard says."""
    found = {code: deciding_rule(listed, *code) for code in EVERY}
    return {code for code, rule in found.items() if rule is not None and rule.include}


def codes(*listed: tuple[str, str, bool, bool]) -> Codes:
    return codes_of(
        code_set(
            [
                Rule(system=system, code=code, descendants=below, include=include)
                for system, code, below, include in listed
            ]
        )
    )


@given(sets, sets)
def test_6_1_a_set_contains_another_exactly_when_every_code_of_it_is_in(one, other):
    assert codes_of(code_set(one)).is_within(codes_of(code_set(other))) is (members(one) <= members(other))


@given(sets, sets)
def test_two_sets_mean_the_same_exactly_when_they_hold_the_same_codes(one, other):
    is_same = codes_of(code_set(one)).meaning == codes_of(code_set(other)).meaning
    assert is_same is (members(one) == members(other))


@given(sets, sets)
def test_two_sets_share_a_code_exactly_when_one_code_is_in_both(one, other):
    shared = codes_of(code_set(one)).shares(codes_of(code_set(other)), "sks")
    assert shared is bool(members(one) & members(other))


@given(sets)
def test_a_set_without_codes_is_known_to_be_empty(listed):
    assert (codes_of(code_set(listed)).some is None) is (not members(listed))


@given(st.lists(sets, min_size=1, max_size=6))
def test_the_sets_around_one_are_found_without_asking_all(listed):
    book = CodeBook([code_set(each, f"s{number}") for number, each in enumerate(listed)])
    for _, one in book:
        if one.some is not None:
            wider = {id(each) for each in book.wider(one)}
            assert wider == {id(each) for _, each in book if one.is_within(each)}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ([("sks", "DE10", True, True)], [("sks", "DE11", True, True)], False),
        ([("sks", "DE1", True, True)], [("sks", "DE11", True, True)], True),
        ([("sks", "DE10", True, True)], [("icpc-2-dk", "T90", False, True)], True),
        ([("sks", "DE10", True, True)], [("sks", "DE10", True, False)], False),
    ],
    ids=["apart", "one in the other", "two systems on one record", "nothing in the one"],
)
def test_1_3_a_record_can_be_in_two_sets_by_one_code_or_by_codes_of_two_systems(one, other, meet):
    assert can_meet(codes(*one), codes(*other)) is meet
