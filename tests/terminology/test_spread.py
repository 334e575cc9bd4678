"""What rules mean among the codes there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_rule
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import Rules
from profiles.terminology.models import Concept
from profiles.terminology.spread import spread

pytestmark = pytest.mark.django_db


def rule(code: str, *, below: bool = True, include: bool = True, system: str = "sks") -> Rule:
    return Rule(system=system, code=code, descendants=below, include=include)


codes = st.sampled_from(["DE1", "DE10", "DE11", "DE112", "DE119", "DE1199", "T90", "DZZ"])
any_rules = st.lists(
    st.builds(
        rule, codes, below=st.booleans(), include=st.booleans(), system=st.sampled_from(["sks", "icpc-2-dk"])
    ),
    max_size=6,
    unique_by=lambda each: (each.system, each.code),
).map(tuple)


@given(any_rules)
def test_what_rules_mean_is_what_the_standard_decides_for_every_listed_code(rules: Rules) -> None:
    found = spread(rules)
    listed = set(Concept.objects.current().values_list("system_id", "key"))
    listed |= {(each.system, each.code) for each in rules}
    decisions = {code: deciding_rule(rules, *code) for code in listed}
    assert found.codes() == {code for code, said in decisions.items() if said and said.include}
    assert found.left_out == sum(1 for said in decisions.values() if said and not said.include)
    for code in listed:
        below = [each for each in found.codes() if each[0] == code[0] and each[1].startswith(code[1])]
        assert found.inside_below(code) == len([each for each in below if each != code])
        out = [key for key in found.outside.get(code[0], []) if key.startswith(code[1]) and key != code[1]]
        assert found.outside_below(code) == len(out)


def test_a_code_that_rules_disagree_about_is_neither_in_nor_out() -> None:
    found = spread((rule("DE11"), rule("DE119"), rule("DE119", include=False)))
    assert ("sks", "DE119") not in found.codes()
    assert found.left_out == 0
