"""Conformance: A16, A20, D2, D3, D4, D9 – code sets, their systems, units and conversions."""

from __future__ import annotations

import pytest

from .examples import code_set, is_valid, places, problems, profile, selecting


def with_rules(*rules, **more):
    listed = [{"include": True, **rule} for rule in rules]
    return profile(
        code_sets=[*profile()["code_sets"], {"id": "own", "title": "Egne", "rules": listed, **more}]
    )


def npu(code="NPU03835", **more):
    return {"system": "npu", "code": code, **more}


def test_a16_include_is_required():
    assert places(with_rules({"system": "atc", "code": "A10"})) == []
    value = with_rules({"system": "atc", "code": "A10"})
    del value["code_sets"][-1]["rules"][0]["include"]
    (problem,) = problems(value)
    assert (problem.place, problem.message) == ("/code_sets/4/rules/0/include", "»include« mangler.")


def test_a16_a_set_of_measurements_must_have_a_unit():
    assert places(with_rules(npu())) == ["/code_sets/4"]
    assert is_valid(with_rules(npu(), unit="1"))


def test_a16_no_other_set_may_have_a_unit():
    assert places(with_rules({"system": "atc", "code": "A10"}, unit="mg")) == ["/code_sets/4/unit"]


@pytest.mark.parametrize("system", ["npu", "mcs", "concept", "local", "ydelse"])
def test_a16_descendants_are_an_error_where_codes_have_none(system):
    unit = {} if system == "ydelse" else {"unit": "1"}
    rule = {"system": system, "code": "ABC"}
    assert places(with_rules({**rule, "descendants": True}, **unit)) == ["/code_sets/4/rules/0/descendants"]
    assert is_valid(with_rules({**rule, "descendants": False}, **unit))


@pytest.mark.parametrize("system", ["icpc-2-dk", "sks", "atc"])
def test_a16_descendants_are_allowed_in_the_hierarchical_systems(system):
    assert is_valid(with_rules({"system": system, "code": "A10", "descendants": True}))


def test_a20_a_rule_names_a_code_system_of_the_catalogue():
    assert places(with_rules({"system": "snomed", "code": "1"})) == ["/code_sets/4/rules/0/system"]


def test_d2_two_rules_for_one_code_may_not_contradict():
    both = ({"system": "atc", "code": "A10"}, {"system": "atc", "code": "A10", "include": False})
    assert places(with_rules(*both)) == ["/code_sets/4/rules/0", "/code_sets/4/rules/1"]


def test_d2_the_codes_are_compared_normalised_and_whatever_their_descendants():
    one = {"system": "sks", "code": "DE11", "descendants": True}
    other = {"system": "sks", "code": "de 1.1", "include": False}
    assert len(problems(with_rules(one, other))) == 2


@pytest.mark.parametrize("conversion", [{"factor": 10.93}, {"offset": -23.5}])
def test_d2_two_conversions_of_one_code_contradict(conversion):
    assert len(problems(with_rules(npu(), npu(**conversion), unit="1"))) == 2


def test_d2_equal_twins_and_written_defaults_are_no_contradiction():
    assert is_valid(with_rules(npu(), npu(factor=1, offset=0), unit="1"))


def test_d2_a_more_specific_rule_may_say_the_opposite():
    rules = [{"system": "sks", "code": code, "descendants": True} for code in ("DE11", "DE1121")]
    assert is_valid(with_rules(*rules, {"system": "sks", "code": "DE112", "include": False}))


@pytest.mark.parametrize("factor", [0, -1, -0.5])
def test_d9_a_conversion_factor_must_be_positive(factor):
    assert places(with_rules(npu(factor=factor), unit="1")) == ["/code_sets/4/rules/0/factor"]


def test_d4_every_system_of_a_set_is_one_that_the_field_carries():
    (problem,) = problems(selecting("medication", {"field": "code", "in": "t2d"}))
    assert problem.place == "/inclusion/of/where/0/in"
    assert problem.message == "Kodesættet »t2d« har koder fra icpc-2-dk, sks, som ikke bruges her."


def test_d4_one_foreign_rule_is_enough():
    mixed = code_set("mixed", ("sks", "DE11"), ("atc", "A10"))
    value = selecting("diagnosis", {"field": "code", "in": "mixed"})
    assert places({**value, "code_sets": [mixed]}) == ["/inclusion/of/where/0/in"]
