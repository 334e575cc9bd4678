"""Conformance: A1, A3, A13, A17, A18 – what is used is defined, and nothing is defined twice."""

from __future__ import annotations

import pytest

from profiles.standard.reading import read_json
from profiles.standard.validity.package import key_of, package_problems

from .examples import (
    AGE,
    EMPTY,
    code_set,
    column,
    including,
    is_valid,
    places,
    problems,
    profile,
    selecting,
    showing,
)


def test_a1_a_code_set_that_is_used_must_be_defined():
    (problem,) = problems(selecting("diagnosis", {"field": "code", "in": "t1d"}))
    assert (problem.place, problem.node) == ("/inclusion/of/where/0/in", "it")
    assert problem.message == "Kodesættet »t1d« findes ikke i profilen."


def test_a1_a_parameter_that_is_used_must_be_defined():
    flag = {"level": "critical", "text": "Høj", "operator": "at_least", "value": {"parameter": "absent"}}
    assert places(showing(AGE, flag)) == ["/columns/0/flags/0/value/parameter"]
    assert is_valid(showing(AGE, {**flag, "value": {"parameter": "limit"}}))


def test_a1_the_reference_of_an_expected_number_must_be_defined():
    expected = {"low": 40, "high": 70, "reference": "absent"}
    assert places(profile(expected_per_thousand=expected)) == ["/expected_per_thousand/reference"]
    assert is_valid(profile(expected_per_thousand={**expected, "reference": "dsam-2019"}))


def test_a18_references_of_a_node_are_ids_of_the_documents_references():
    assert places(including(**EMPTY, references=["dsam-2019", "absent"])) == ["/inclusion/references/1"]


def test_a3_nodes_share_one_namespace():
    document = profile(columns=[column(AGE, id="in")])
    assert places(document) == ["/inclusion/id", "/columns/0/id"]


@pytest.mark.parametrize("section", ["code_sets", "references", "parameters"])
def test_a3_definitions_have_a_namespace_each_in_which_ids_are_unique(section):
    listed = profile()[section]
    document = profile(**{section: [listed[0], *listed]})
    assert places(document) == [f"/{section}/0/id", f"/{section}/1/id"]


def test_a3_a_code_set_may_have_the_id_of_a_node():
    assert is_valid(including(**EMPTY, id="t2d"))


def test_a13_the_list_can_only_be_sorted_by_a_column_that_it_has():
    sort = [{"column": "shown", "direction": "ascending", "by": "level"}]
    assert is_valid({**showing(AGE), "default_sort": sort})
    assert places(profile(default_sort=sort)) == ["/default_sort/0/column"]


def test_a17_a_profile_cannot_refer_to_itself():
    document = including(type="member_of", profile="type-2-diabetes", version="1.0.0")
    assert places(document) == ["/inclusion/profile"]


def member(of: str, name: str = "type-2-diabetes"):
    value = including(type="member_of", profile=of, version="1.0.0")
    return read_json({**value, "profile": name})


def test_a17_a_referenced_profile_must_be_in_the_package():
    (problem,) = package_problems(member("copd"), {})
    assert problem.message == "Profilen copd@1.0.0, som der henvises til, mangler."
    assert problem.node == "it"


def test_a17_a_profile_that_is_missing_further_down_is_named():
    (problem,) = package_problems(member("copd"), {key_of("copd", "1.0.0"): member("asthma", "copd")})
    assert "asthma@1.0.0" in problem.message


def test_a17_profiles_that_refer_to_each_other_are_refused():
    package = {key_of("copd", "1.0.0"): member("type-2-diabetes", "copd")}
    (problem,) = package_problems(member("copd"), package)
    assert problem.message == "Henvisningen til copd@1.0.0 fører tilbage i en ring."


def test_a17_a_circle_below_the_document_is_found_and_ends():
    package = {"copd@1.0.0": member("asthma", "copd"), "asthma@1.0.0": member("copd", "asthma")}
    assert len(package_problems(member("copd"), package)) == 1


def test_a17_a_whole_package_has_no_problems():
    leaf = read_json({**profile(), "profile": "copd"})
    assert package_problems(member("copd"), {"copd@1.0.0": leaf}) == ()


def test_code_sets_may_be_defined_without_being_used():
    assert is_valid(profile(code_sets=[*profile()["code_sets"], code_set("spare", ("atc", "C09A"))]))
