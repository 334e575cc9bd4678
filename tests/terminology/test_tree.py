"""Branches of code systems, and what rules mean among the codes there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.codes import deciding_rule
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import Rules
from profiles.terminology.models import Concept
from profiles.terminology.tree import ancestors, child_counts, children, concepts_of, spread

pytestmark = pytest.mark.django_db


def rule(code: str, *, below: bool = True, include: bool = True, system: str = "sks") -> Rule:
    return Rule(system=system, code=code, descendants=below, include=include)


def known(system: str = "sks", **wanted: str) -> list[str]:
    found = Concept.objects.current().filter(system=system, **wanted).order_by("key")
    return list(found.values_list("key", flat=True))


def test_above_a_code_stands_everything_up_to_the_top() -> None:
    found = ancestors([("atc", "A10BA02"), ("sks", "DE112")])
    chain, code = [], ("atc", "A10BA02")
    while found[code]:
        code = ("atc", found[code])
        chain.append(code[1])
    prefixes = ["A10BA02"[:end] for end in range(1, 7)]
    assert chain == known("atc", key__in=prefixes)[::-1]
    assert chain[-1] == "A10"
    assert found[("sks", "DE112")] == "DE11"


def test_below_a_code_stand_its_children_in_order_and_no_more_than_asked_for() -> None:
    found = children({("sks", "DE11"): 3, ("sks", "DE10"): 99})
    assert [each.key for each in found[("sks", "DE11")]] == known(parent="DE11")[:3]
    assert [each.key for each in found[("sks", "DE10")]] == known(parent="DE10")
    assert child_counts([("sks", "DE11"), ("sks", "DE119")]) == {("sks", "DE11"): len(known(parent="DE11"))}


def test_a_key_of_one_system_is_none_of_another() -> None:
    assert ("icpc-2-dk", "DE11") not in concepts_of([("icpc-2-dk", "DE11"), ("sks", "DE11")])
    assert children({("icpc-2-dk", "DE11"): 9}) == {}
    assert children({}) == {}
    assert ancestors([]) == {}


def test_a_release_is_read_as_it_was() -> None:
    Concept.objects.filter(system="sks", key="DE119").update(until=2)
    later = Concept.objects.get(system="sks", key="DE119")
    Concept.objects.create(system_id="sks", code="DE119", key="DE119", title="Nyt navn", parent="", since=2)
    assert concepts_of([("sks", "DE119")])[("sks", "DE119")].title == "Nyt navn"
    assert concepts_of([("sks", "DE119")], {"sks": 1})[("sks", "DE119")].title == later.title
    assert "DE119" in {each.key for each in children({("sks", "DE11"): 99}, {"sks": 1})[("sks", "DE11")]}


def test_the_questions_take_as_many_queries_for_many_codes_as_for_one() -> None:
    every = [("sks", key) for key in known()]
    for ask in (ancestors, concepts_of, child_counts, lambda of: children(dict.fromkeys(of, 9))):
        asked = []
        for codes in (every[:1], every):
            with CaptureQueriesContext(connection) as queries:
                ask(codes)
            asked.append(len(queries))
        assert asked[0] == asked[1]


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


def test_a_code_that_rules_disagree_about_is_neither_in_nor_out() -> None:
    found = spread((rule("DE11"), rule("DE119"), rule("DE119", include=False)))
    assert ("sks", "DE119") not in found.codes()
    assert found.left_out == 0
