"""What lint sees by reasoning: of one value, of selections that contain each other, of whole populations."""

from __future__ import annotations

from itertools import count as count_up
from typing import Any

import pytest

from profiles.standard.lint import Lint, Severity
from profiles.standard.reading import read_json

from .examples import AGE, DIAGNOSIS, HBA1C, LATEST_HBA1C, Json, code_set, column, profile
from .linting import EXISTS, age, codes, found_in, group, lints, only

NARROW = code_set("t2d-eye", ("sks", "DE113"), descendants=True)
OTHER = code_set("copd", ("sks", "DJ44"), descendants=True)
AGAIN = code_set("t2d-again", ("sks", "DE11"), ("icpc-2-dk", "T90"), ("sks", "DE112"), descendants=True)


def diagnosis(codes: str = "t2d", window: Json | None = None, *where: Json) -> Json:
    asked = {"element": "diagnosis", "where": [{"field": "code", "in": codes}, *where]}
    return asked | ({"window": window} if window else {})


def exists(of: Json) -> Json:
    return {"type": "exists", "of": of}


def count(of: Json, operator: str, value: Any) -> Json:
    return {
        "type": "compare",
        "measure": {"type": "count", "of": of},
        "operator": operator,
        "value": value,
    }


def latest(operator: str, value: Any) -> Json:
    return {"type": "compare", "measure": LATEST_HBA1C, "operator": operator, "value": value}


def no(criterion: Json) -> Json:
    return {"type": "not", "of": {"id": f"core-{next(NUMBERS)}", **criterion}}


NUMBERS = count_up(1)


def grouped(kind: str, *parts: Json, **more: Any) -> Json:
    """A document with code sets inside and around each other."""
    value = group(kind, *parts, **more)
    return value | {"code_sets": [*value["code_sets"], NARROW, OTHER, AGAIN]}


# --- redundant and duplicate ----------------------------------------------------------------------

IMPLIES = {
    "narrower limits": (age("at_least", 40), age("at_least", 18)),
    "narrower codes": (exists(diagnosis("t2d-eye")), exists(diagnosis())),
    "a narrower window": (
        exists(diagnosis(window={"from": "-P6M"})),
        exists(diagnosis(window={"from": "-P1Y"})),
    ),
    "days within months": (
        exists(diagnosis(window={"from": "-P30D"})),
        exists(diagnosis(window={"from": "-P2M"})),
    ),
    "one filter more": (
        exists(diagnosis("t2d", None, {"field": "kind", "is": "course"})),
        exists(diagnosis()),
    ),
    "a token of several": (
        exists(diagnosis("t2d", None, {"field": "kind", "is": "course"})),
        exists(diagnosis("t2d", None, {"field": "kind", "one_of": ["course", "contact"]})),
    ),
    "two and one": (count(diagnosis(), "at_least", 2), exists(diagnosis())),
    "more of fewer": (count(diagnosis("t2d-eye"), "greater_than", 2), count(diagnosis(), "at_least", 3)),
    "none of more": (no(exists(diagnosis())), no(exists(diagnosis("t2d-eye")))),
    "before another": (
        exists(diagnosis("t2d", {"to": "-P1D", "anchor": {"type": "latest", "of": diagnosis("copd")}})),
        exists(diagnosis("copd")),
    ),
}


@pytest.mark.parametrize(("stronger", "weaker"), IMPLIES.values(), ids=list(IMPLIES))
def test_what_another_part_implies_is_redundant_in_all(stronger, weaker):
    found = only(grouped("all", stronger, weaker), "redundant")
    assert (found.severity, found.node, found.beside) == (Severity.HINT, "part-1", "part-0")


@pytest.mark.parametrize(("stronger", "weaker"), IMPLIES.values(), ids=list(IMPLIES))
def test_what_implies_another_part_is_redundant_in_any(stronger, weaker):
    assert only(grouped("any", stronger, weaker), "redundant").node == "part-0"


NOTHING_FOLLOWS = {
    "a value does not say that there is one": (latest("at_least", 53), exists(HBA1C)),
    "codes that only overlap": (exists(diagnosis("t2d-eye")), exists(diagnosis("copd"))),
    "a year and its days": (
        exists(diagnosis(window={"from": "-P365D"})),
        exists(diagnosis(window={"from": "-P12M"})),
    ),
    "a parameter": (age("at_least", 18), {**latest("at_least", 1), "operator": "at_least"}),
    "the latest of fewer is no later": (
        {
            **latest("at_least", 53),
            "measure": {"type": "latest", "of": {**HBA1C, "window": {"from": "-P1Y"}}},
        },
        latest("at_least", 53),
    ),
}


@pytest.mark.parametrize(("one", "other"), NOTHING_FOLLOWS.values(), ids=list(NOTHING_FOLLOWS))
@pytest.mark.parametrize("kind", ["all", "any"])
def test_where_nothing_follows_for_every_patient_nothing_is_said(one, other, kind):
    assert not codes(grouped(kind, one, other)) & {"redundant", "duplicate-criterion", "never"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (exists(diagnosis()), exists(diagnosis("t2d-again"))),
        (
            exists(diagnosis(window={"from": "-P1Y"})),
            exists(diagnosis(window={"from": "-P12M", "to": "P0D"})),
        ),
        (exists(diagnosis()), count(diagnosis(), "greater_than", 0)),
        (age("at_least", 18), no(age("less_than", 18))),
        (age("greater_than", 17), age("at_least", 17.5)),
    ],
    ids=["other rules for the same codes", "another window", "counting them", "turned round", "whole years"],
)
def test_the_same_thing_written_differently_is_a_duplicate(one, other):
    found = only(grouped("all", one, other), "duplicate-criterion")
    assert (found.node, found.beside) == ("part-1", "part-0")


def test_a_group_that_a_part_beside_it_decides_is_redundant():
    inner = {"type": "any", "of": [{"id": "a", **age("at_least", 18)}, {"id": "b", **EXISTS}]}
    assert only(grouped("all", age("at_least", 40), inner), "redundant").node == "part-1"


# --- never, always --------------------------------------------------------------------------------

CONTRADICTIONS = {
    "there is one and there is none": (exists(diagnosis()), no(exists(diagnosis()))),
    "a narrower one and no wider": (exists(diagnosis("t2d-eye")), no(exists(diagnosis()))),
    "more than there are": (count(diagnosis(), "at_least", 3), count(diagnosis(), "less_than", 2)),
    "a value and no record": (latest("at_least", 53), no(exists(HBA1C))),
    "more days than records": (
        {
            "type": "compare",
            "measure": {"type": "count_days", "of": diagnosis()},
            "operator": "at_least",
            "value": 3,
        },
        count(diagnosis(), "at_most", 2),
    ),
    "after one that is not there": (
        exists(diagnosis("t2d", {"to": "P0D", "anchor": {"type": "latest", "of": diagnosis("copd")}})),
        no(exists(diagnosis("copd"))),
    ),
}


@pytest.mark.parametrize(("one", "other"), CONTRADICTIONS.values(), ids=list(CONTRADICTIONS))
def test_parts_that_contradict_each_other_can_never_hold(one, other):
    assert lints(grouped("all", one, other), "never") == [("never", "it", "/inclusion")]


@pytest.mark.parametrize(("one", "other"), CONTRADICTIONS.values(), ids=list(CONTRADICTIONS))
def test_a_population_that_holds_nobody_is_an_error(one, other):
    assert only(grouped("all", one, other), "empty-population").severity is Severity.ERROR


def test_every_alternative_is_tried():
    either = {"type": "any", "of": [{"id": "a", **age("less_than", 15)}, {"id": "b", **age("at_least", 80)}]}
    value = grouped("all", age("between", [20, 70]), either)
    assert lints(value, "never") == [("never", "it", "/inclusion")]


def test_a_comparison_that_its_own_selection_excludes_can_never_hold():
    of = {**HBA1C, "where": [*HBA1C["where"], {"field": "value", "operator": "at_least", "value": 53}]}
    low = {**latest("less_than", 48), "measure": {"type": "latest", "of": of}}
    assert codes(grouped("any", EXISTS, low)) >= {"never"}


def test_days_since_a_record_of_the_last_month_are_not_many():
    since = {"type": "days_since", "of": diagnosis(window={"from": "-P1M"})}
    value = {"type": "compare", "measure": since, "operator": "greater_than", "value": 40}
    assert "never" in codes(grouped("any", EXISTS, value))
    assert "never" not in codes(grouped("any", EXISTS, {**value, "value": 30}))


def test_at_least_two_of_limits_that_do_not_overlap_can_never_hold():
    parts = (age("less_than", 18), age("between", [18, 64]), age("at_least", 65))
    assert lints(grouped("at_least", *parts, n=2), "never") == [("never", "it", "/inclusion")]
    assert "never" not in codes(grouped("at_least", *parts, n=1))


def test_what_is_never_false_may_still_be_unknown_and_is_said_so():
    found = only(grouped("any", latest("less_than", 53), latest("at_least", 53)), "always")
    assert "kan ikke afgøres" in found.message
    assert found.fix is None
    counted = only(grouped("any", count(DIAGNOSIS, "less_than", 1), EXISTS), "always")
    assert counted.message.startswith("Det er altid opfyldt.")


def test_a_part_is_not_blamed_twice():
    value = grouped("all", {"type": "any", "of": [{"id": "a", **age("less_than", 0)}]}, EXISTS)
    assert lints(value, "never") == [("never", "a", "/inclusion/of/0/of/0")]


# --- where it stands ------------------------------------------------------------------------------


def test_an_alternative_that_contradicts_the_group_around_it_is_dead():
    either = {"type": "any", "of": [{"id": "a", **age("less_than", 15)}, {"id": "b", **EXISTS}]}
    found = only(grouped("all", age("at_least", 18), either), "dead-branch")
    assert (found.node, found.fix and found.fix.keeps) == ("a", False)


def test_an_exclusion_that_no_one_included_can_meet_takes_no_one_out():
    value = grouped("all", age("at_least", 18), EXISTS)
    children = {"id": "out", **age("less_than", 15)}
    assert only(value | {"exclusion": children}, "exclusion-misses").node == "out"
    either = {"id": "e", "type": "any", "of": [children, {"id": "d", **exists(diagnosis("copd"))}]}
    assert only(value | {"exclusion": either}, "exclusion-misses").node == "out"
    assert not lints(value | {"exclusion": {"id": "d", **exists(diagnosis("copd"))}}, "exclusion-misses")


def test_an_exclusion_of_all_who_are_included_leaves_no_one():
    value = grouped("all", age("at_least", 18), exists(diagnosis("t2d-eye")))
    found = only(value | {"exclusion": {"id": "out", **EXISTS}}, "empty-population")
    assert (found.node, found.place) == ("out", "/exclusion")


def grouping(when: Json, **more: Any) -> Json:
    value = grouped("all", age("at_least", 18), EXISTS)
    return value | {"groups": [{"id": "g", "title": "G", "level": "ok", "when": {"id": "w", **when}}], **more}


def test_a_group_outside_the_population_or_as_large_as_it_is_told():
    assert only(grouping(age("less_than", 15)), "outside-population").node == "g"
    assert only(grouping(age("at_least", 16)), "whole-population").node == "g"
    assert not codes(grouping(age("at_least", 65))) & {"outside-population", "whole-population"}


def test_two_groups_of_the_same_patients_are_told():
    second = {"id": "h", "title": "H", "level": "ok", "when": {"id": "v", **no(age("less_than", 65))}}
    first = grouping(age("at_least", 65))
    assert only(first | {"groups": [*first["groups"], second]}, "same-when").node == "h"


# --- selections, windows, code sets ---------------------------------------------------------------


@pytest.mark.parametrize(
    "of",
    [
        diagnosis("t2d", None, {"field": "kind", "is": "course"}, {"field": "kind", "is": "contact"}),
        diagnosis("t2d", None, {"field": "status", "missing": True}, {"field": "status", "is": "current"}),
        diagnosis(
            "t2d", {"from": "-P1M"}, {"field": "date", "operator": "less_than", "value": {"offset": "-P1Y"}}
        ),
        {"element": "prescription", "where": [{"field": "code", "in": "a"}, {"field": "code", "in": "b"}]},
    ],
    ids=["two tokens", "missing and asked for", "outside its window", "two codes at once"],
)
def test_a_selection_that_holds_nothing_is_told_once(of):
    value = grouped("any", exists(of), EXISTS)
    sets = [code_set("a", ("atc", "A10")), code_set("b", ("atc", "B01"))]
    value |= {"code_sets": [*value["code_sets"], *sets]}
    assert lints(value, "empty-selection", "never") == [("empty-selection", "part-0", "/inclusion/of/0/of")]


def test_b6_a_window_far_ahead_is_fine_and_one_longer_than_a_life_is_a_hint():
    assert "wide-window" not in codes(
        grouped("all", exists(diagnosis(window={"from": "P1D", "to": "P100Y"})))
    )
    assert "wide-window" not in codes(grouped("all", exists(diagnosis(window={"from": "-P100Y"}))))
    assert "wide-window" in codes(grouped("all", exists(diagnosis(window={"from": "-P150Y"}))))


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ({"from": "-P2Y", "to": "-P1Y"}, {"from": "-P1Y"}, {"from": "-P2Y", "to": "P0D"}),
        ({"from": "-P8W", "to": "-P29D"}, {"from": "-P4W"}, {"from": "-P8W", "to": "P0D"}),
        ({"from": "-P3M"}, {"from": "-P2Y", "to": "-P2M"}, {"from": "-P2Y", "to": "P0D"}),
        ({"from": "-P2Y", "to": "-P13M"}, {"from": "-P1Y"}, None),
        ({"from": "-P1Y", "to": "-P31D"}, {"from": "-P1M"}, None),
    ],
)
def test_windows_that_touch_on_every_day_are_one(first, second, joined):
    value = grouped("any", exists(diagnosis(window=first)), exists(diagnosis(window=second)))
    found = [each for each in found_in(value) if each.code == "windows-join"]
    assert [window_after(each, value) for each in found] == ([joined] if joined else [])


def window_after(found: Lint, value: Json) -> Json:
    assert found.fix is not None
    (left,) = found.fix.apply(read_json(value)).to_json()["inclusion"]["of"]
    return left["of"]["window"]


def test_two_code_sets_of_the_same_codes_are_told():
    assert lints(grouped("all", EXISTS), "same-codes") == [("same-codes", "t2d-again", "/code_sets/6")]


# --- flags ----------------------------------------------------------------------------------------


def flag(operator: str, value: Any) -> Json:
    return {"level": "attention", "text": f"{operator} {value}", "operator": operator, "value": value}


def flagged(measure: Json, *flags: Json) -> list[str]:
    return [place for _, _, place in lints(profile(columns=[column(measure, *flags)]), "shadowed-flag")]


def test_e2_a_flag_that_an_earlier_one_takes_is_never_reached():
    assert flagged(LATEST_HBA1C, flag("greater_than", 58), flag("greater_than", 70)) == ["/columns/0/flags/1"]
    assert flagged(LATEST_HBA1C, flag("greater_than", 70), flag("greater_than", 58)) == []


def test_e2_flags_that_together_leave_nothing_take_the_rest():
    parts = (flag("less_than", 18), flag("at_least", 65), flag("between", [18, 64]), flag("equal", 20))
    assert flagged(AGE, *parts) == ["/columns/0/flags/3"]


def test_4_3_a_censored_value_may_need_the_flag_that_two_others_take_of_every_number():
    parts = (flag("less_than", 50), flag("at_least", 50), flag("greater_than", 40))
    assert flagged(LATEST_HBA1C, *parts) == []
    assert flagged(LATEST_HBA1C, *parts[:2], flag("greater_than", 60)) == ["/columns/0/flags/2"]
