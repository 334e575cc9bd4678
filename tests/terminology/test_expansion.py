"""A code set's rules, written out as the codes that a release lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_each, deciding_rule
from profiles.standard.document import Rule
from profiles.terminology.expansion import decided, members
from profiles.terminology.models import Concept


def rule(code: str, *, below: bool = True, include: bool = True, system: str = "sks") -> Rule:
    return Rule(system=system, code=code, descendants=below, include=include)


codes = st.text("AB1", min_size=1, max_size=4)
rules = st.lists(
    st.builds(
        rule, codes, below=st.booleans(), include=st.booleans(), system=st.sampled_from(["sks", "atc"])
    ),
    max_size=8,
    unique_by=lambda each: (each.system, each.code),
)


@given(rules, st.lists(codes, unique=True).map(sorted))
def test_many_codes_are_decided_as_the_text_of_the_standard_decides_each(
    listed: list[Rule], keys: list[str]
) -> None:
    of = [each for each in listed if each.system == "sks"]
    one_by_one = {key: deciding_rule(of, "sks", key) for key in keys}
    assert list(deciding_each(of, keys).items()) == [(key, said) for key, said in one_by_one.items() if said]


@pytest.mark.django_db
def test_the_longest_rule_decides_and_says_whether_it_names_the_code() -> None:
    found = {each.concept.key: each for each in decided([rule("DE11"), rule("DE112", include=False)])}
    assert found["DE11"].is_named
    assert found["DE119"].rule.code == "DE11"
    assert not found["DE119"].is_named
    listed = {each.concept.key for each in members([rule("DE11"), rule("DE112", include=False)])}
    assert listed == {each for each in found if not each.startswith("DE112")}


@pytest.mark.django_db
def test_what_is_in_is_what_the_standard_puts_in_for_every_listed_code() -> None:
    given = [rule("DE1"), rule("DE10", include=False), rule("DE109"), rule("T90", system="icpc-2-dk")]
    inside = {(each.concept.system_id, each.concept.key) for each in members(given)}
    every = Concept.objects.current().values_list("system_id", "key")
    decisions = {pair: deciding_rule(given, *pair) for pair in every}
    assert inside == {pair for pair, found in decisions.items() if found and found.include}
    assert inside
