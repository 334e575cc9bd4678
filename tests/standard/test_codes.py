"""Conformance: 1.4, 6.1, D3 – codes as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_rule, is_in, normalised
from profiles.standard.document import Rule


def rule(code, *, include=True, descendants=True, system="sks"):
    return Rule(system=system, code=code, include=include, descendants=descendants)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        (" de11.2 ", "DE112"),
        ("t90", "T90"),
        ("80-0101", "80-0101"),
        ("00123", "00123"),
        ("D\u00a0E 11\t", "DE11"),
        ("øæ", "ØÆ"),
    ],
)
def test_d3_a_code_is_compared_without_case_white_space_and_dots(written, compared):
    assert normalised(written) == compared


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing_more(text):
    assert normalised(normalised(text)) == normalised(text)


E11 = (rule("DE11"), rule("DE112", include=False), rule("DE1121"))


@pytest.mark.parametrize(
    ("code", "included"),
    [
        ("DE11", True),
        ("DE119", True),
        ("DE112", False),
        ("DE1129", False),
        ("DE1121", True),
        ("DE11219", True),
        ("DE10", False),
        ("de 11.21", True),
    ],
)
def test_6_1_the_longest_matching_rule_decides(code, included):
    for rules in (E11, E11[::-1]):
        assert is_in(rules, "sks", code) is included


def test_6_1_without_descendants_only_the_code_itself_is_covered():
    rules = (rule("DE11", descendants=False),)
    assert is_in(rules, "sks", "DE11")
    assert not is_in(rules, "sks", "DE119")


def test_6_1_a_rule_speaks_of_its_own_system_only():
    assert not is_in((rule("T90", system="icpc-2-dk"),), "sks", "T90")


def test_6_1_no_rule_no_member():
    assert deciding_rule((), "sks", "DE11") is None
