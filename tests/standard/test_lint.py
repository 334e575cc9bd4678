"""What a valid document should not look like, and what the tool says to do about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from profiles.standard.catalogue import load_catalogue
from profiles.standard.lint import Severity, lint
from profiles.standard.reading import read_json

from .examples import (
    AGE,
    DIAGNOSIS,
    EMPTY,
    LATEST_HBA1C,
    code_set,
    column,
    including,
    profile,
    showing,
    viewing,
)
from .linting import EXISTS, age, codes, group, lints, only
from .strategies import documents

# --- criteria -----------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", ["all", "any"])
def test_4_1_an_empty_group_is_an_error(type_):
    found = only(including(type=type_, of=[]), "empty-group")
    assert (found.severity, found.node, found.place) == (Severity.ERROR, "it", "/inclusion/of")
    assert found.message == "Gruppen er tom. Tilføj en betingelse, eller fjern gruppen."


def test_4_1_an_empty_at_least_is_one_error():
    assert lints(group("at_least", n=1), "empty-group", "at-least-range") == [
        ("empty-group", "it", "/inclusion/of")
    ]


@pytest.mark.parametrize("n", [-1, 0, 3])
def test_e4_at_least_asks_for_a_number_that_can_be_met(n):
    found = only(group("at_least", EXISTS, age("at_least", 18), n=n), "at-least-range")
    assert found.severity is Severity.ERROR
    assert found.message == f"Der skal være mindst {n} af 2. Vælg et tal fra 1 til 2."


@pytest.mark.parametrize("n", [1, 2])
def test_e4_at_least_within_range_is_fine(n):
    assert "at-least-range" not in codes(group("at_least", EXISTS, age("at_least", 18), n=n))


def test_the_same_criterion_twice_in_a_group_is_a_warning_at_the_second():
    value = group("any", EXISTS, {**EXISTS, "label": "Andre ord"})
    assert lints(value, "duplicate-criterion") == [("duplicate-criterion", "part-1", "/inclusion/of/1")]


def test_the_same_criterion_twice_counts_double_in_at_least():
    assert lints(group("at_least", EXISTS, EXISTS, n=2), "duplicate-criterion")


def test_a_group_of_one_is_a_hint_but_not_at_the_root():
    inner = {"type": "any", "of": [{"id": "inner", **EXISTS}]}
    assert lints(group("all", inner), "single-part") == [("single-part", "part-0", "/inclusion/of/0")]


def test_a_double_negation_is_a_hint():
    inner = {"id": "inner", "type": "not", "of": {"id": "core", **EXISTS}}
    assert lints(including(type="not", of=inner), "double-negation")


def test_an_inclusion_without_any_source_is_a_warning():
    assert lints(profile(), "no-reference") == [("no-reference", "in", "/inclusion")]
    assert not lints(including(**EXISTS, references=["dsam-2019"]), "no-reference")


def test_a_reference_anywhere_in_the_inclusion_will_do():
    assert "no-reference" not in codes(group("all", {**EXISTS, "references": ["dsam-2019"]}))


def test_another_version_of_the_same_profile_is_a_warning():
    assert lints(including(type="member_of", profile="type-2-diabetes", version="0.9.0"), "own-version")
    assert not lints(including(type="member_of", profile="copd", version="0.9.0"), "own-version")


# --- code sets ----------------------------------------------------------------------------------


def own(*rules, **more):
    listed = [{"include": True, **rule} for rule in rules]
    return profile(
        code_sets=[*profile()["code_sets"], {"id": "own", "title": "Egne", "rules": listed, **more}]
    )


def test_a_code_set_without_rules_is_an_error():
    assert only(own(), "empty-code-set").severity is Severity.ERROR


def test_a_code_set_that_only_excludes_is_a_warning():
    assert (
        only(own({"system": "atc", "code": "A10", "include": False}), "excludes-only").severity
        is Severity.WARNING
    )


def test_d2_equal_twins_are_an_error_at_the_second():
    twin = {"system": "atc", "code": "A10"}
    assert lints(own(twin, twin), "twin-rules") == [("twin-rules", "own", "/code_sets/4/rules/1")]


@pytest.mark.parametrize(("code", "wanted"), [("de11.2", "DE112"), (" DE11", "DE11"), ("D E11", "DE11")])
def test_d3_a_rule_is_written_normalised(code, wanted):
    found = only(own({"system": "sks", "code": code}), "code-not-normalised")
    assert (found.severity, found.message) == (
        Severity.ERROR,
        f"Koden er skrevet »{code}«. Skriv den {wanted}.",
    )


def test_d3_a_code_of_dots_alone_is_an_error():
    assert only(own({"system": "sks", "code": " . "}), "blank-code").severity is Severity.ERROR


def test_d12_one_code_has_one_unit():
    sets = [code_set("mol", ("npu", "NPU1"), unit="mmol/mol"), code_set("percent", ("npu", "npu1"), unit="%")]
    assert lints(profile(code_sets=[*profile()["code_sets"], *sets]), "unit-conflict") == [
        ("unit-conflict", "percent", "/code_sets/5/rules/0")
    ]


def test_d12_the_same_unit_in_two_sets_is_fine():
    sets = [code_set(name, ("npu", "NPU1"), unit="%") for name in ("a", "b")]
    assert "unit-conflict" not in codes(profile(code_sets=[*profile()["code_sets"], *sets]))


def test_rules_that_change_nothing_are_hints():
    below = {"system": "sks", "code": "DE112"}
    assert lints(own({"system": "sks", "code": "DE11", "descendants": True}, below), "needless-rule")
    assert lints(own({"system": "sks", "code": "DE10"}, {**below, "include": False}), "needless-rule")
    excluded = ({"system": "sks", "code": "DE11", "descendants": True}, {**below, "include": False})
    assert not lints(own(*excluded), "needless-rule")


def test_a_conversion_of_what_is_not_measured_is_a_warning():
    assert lints(own({"system": "atc", "code": "A10", "factor": 2}), "needless-conversion")


# --- what is not used, and what is not written --------------------------------------------------


def test_what_is_defined_and_not_used_is_a_warning():
    assert {(node, place) for _, node, place in lints(profile(), "unused")} == {
        ("hba1c", "/code_sets/1"),
        ("ldl", "/code_sets/2"),
        ("metformin", "/code_sets/3"),
        ("dsam-2019", "/references/0"),
        ("limit", "/parameters/0"),
    }


@pytest.mark.parametrize("name", ["title", "purpose", "owner"])
@pytest.mark.parametrize("text", ["", "  "])
def test_a_profile_without_title_purpose_or_owner_is_an_error(name, text):
    found = only(profile(**{name: text}), "empty-text")
    assert (found.severity, found.node, found.place) == (Severity.ERROR, None, f"/{name}")


WHEN = {"id": "held", **EXISTS}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (profile(references=[{"id": "dsam-2019", "title": " "}]), "/references/0/title"),
        (profile(parameters=[{"id": "limit", "title": "", "default": 1}]), "/parameters/0/title"),
        (profile(groups=[{"id": "g", "title": "", "level": "ok", "when": WHEN}]), "/groups/0/title"),
        (profile(columns=[column(AGE, title="")]), "/columns/0/title"),
        (profile(patient_view=[{"id": "s", "title": "", "entries": []}]), "/patient_view/0/title"),
        (
            profile(actions=[{"id": "a", "title": "A", "kind": "recall", "when": WHEN, "text": ""}]),
            "/actions/0/text",
        ),
        (
            profile(data_quality=[{"id": "q", "title": "Q", "why": "", "when": WHEN, "correction": "C"}]),
            "/data_quality/0/why",
        ),
        (
            viewing(type="table", title="", of=DIAGNOSIS, fields=["date"], limit=5),
            "/patient_view/0/entries/0/title",
        ),
        (
            viewing(type="trend", title="", of=LATEST_HBA1C["of"], months=12),
            "/patient_view/0/entries/0/title",
        ),
        (viewing(type="text", text=""), "/patient_view/0/entries/0/text"),
    ],
)
def test_what_a_person_reads_is_written(value, place):
    assert [each[2] for each in lints(value, "empty-text")] == [place]


def test_a_code_set_has_a_title():
    sets = [*profile()["code_sets"][:-1], {**profile()["code_sets"][-1], "title": ""}]
    assert [each[2] for each in lints(profile(code_sets=sets), "empty-text")] == ["/code_sets/3/title"]


def test_7_2_a_flag_without_words_is_an_error():
    flag = {"level": "missing", "when": "missing", "text": ""}
    assert lints(showing(AGE, flag), "empty-text") == [("empty-text", "shown", "/columns/0/flags/0/text")]


# --- what the clinic sees -----------------------------------------------------------------------


def test_a_flag_for_a_missing_count_never_shows():
    flag = {"level": "missing", "when": "missing", "text": "Mangler"}
    assert lints(showing({"type": "count", "of": DIAGNOSIS}, flag), "never-shown")
    assert not lints(showing(LATEST_HBA1C, flag), "never-shown")


@pytest.mark.parametrize(("measure", "hinted"), [(AGE, True), (LATEST_HBA1C, False)])
def test_c13_a_value_without_a_date_cannot_show_one(measure, hinted):
    value = profile(columns=[column(measure, show_date=True)])
    assert bool(lints(value, "no-date")) is hinted


def test_a_format_of_what_is_no_number_is_a_hint():
    assert lints(profile(columns=[column({"type": "sex"}, format={"decimals": 1})]), "format")
    assert not lints(profile(columns=[column(AGE, format={"decimals": 0})]), "format")


def test_two_columns_of_one_title_are_a_warning_at_the_second():
    value = profile(columns=[column(AGE, id="a"), column(AGE, id="b")])
    assert lints(value, "same-title") == [("same-title", "b", "/columns/1/title")]


def test_a_table_without_fields_is_an_error():
    assert lints(viewing(type="table", title="T", of=DIAGNOSIS, fields=[], limit=5), "empty-table")


def test_a_range_that_is_turned_round_is_an_error():
    assert lints(profile(expected_per_thousand={"low": 70, "high": 40}), "range")


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        ({"minimum": 80}, True),
        ({"maximum": 60}, True),
        ({"minimum": 90, "maximum": 50}, True),
        ({"minimum": 70, "maximum": 70}, False),
    ],
)
def test_a10_a_default_lies_between_its_limits(limits, wrong):
    value = profile(parameters=[{"id": "limit", "title": "Grænse", "default": 70, **limits}])
    assert bool(lints(value, "range")) is wrong


def test_d5_a_parameter_has_the_unit_of_what_it_is_compared_with():
    flag = {"level": "critical", "text": "Høj", "operator": "at_least", "value": {"parameter": "limit"}}
    for unit, wrong in (("%", True), ("mmol/mol", False)):
        parameters = [{"id": "limit", "title": "Grænse", "default": 70, "unit": unit}]
        value = {**showing(LATEST_HBA1C, flag), "parameters": parameters}
        assert bool(lints(value, "parameter-unit")) is wrong


# --- all of it ----------------------------------------------------------------------------------


def test_the_gravest_lints_come_first():
    found = lint(read_json(including(**EMPTY)), load_catalogue())
    assert [each.severity for each in found] == sorted(
        (each.severity for each in found), key=["error", "warning", "hint"].index
    )


@settings(max_examples=25, deadline=None)
@given(documents())
def test_every_lint_points_at_something_in_the_document_and_ends_as_a_sentence(document):
    for found in lint(document, load_catalogue()):
        here = document.to_json()
        for step in found.place.split("/")[1:-1]:
            here = here[int(step)] if isinstance(here, list) else here[step]
        assert found.message.endswith(".")
