"""Comparisons and windows that can never, or must always, be true (B4)."""

from __future__ import annotations

import pytest

from profiles.standard.lint import Severity

from .examples import AGE, DIAGNOSIS, LATEST_HBA1C, comparing, selecting
from .linting import EXISTS, age, codes, group, lints, only


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (age("at_least", 18), age("less_than", 18)),
        (age("greater_than", 17), age("less_than", 18)),
        (age("equal", 20), age("one_of", [30, 40])),
        (age("between", [18, 30]), age("greater_than", 30)),
        (age("at_least", 18), {"type": "not", "of": {"id": "core", **age("at_least", 18)}}),
    ],
)
def test_limits_that_leave_nothing_between_them_are_never_true(first, second):
    found = only(group("all", first, second), "never")
    assert (found.severity, found.node) == (Severity.WARNING, "it")
    assert found.message == "Det kan aldrig være opfyldt. Ret grænserne, eller fjern en af betingelserne."


def test_limits_in_a_nested_group_of_the_same_type_are_seen_once():
    inner = {"type": "all", "of": [{"id": "a", **age("less_than", 18)}, {"id": "b", **EXISTS}]}
    assert lints(group("all", age("at_least", 18), inner), "never") == [("never", "it", "/inclusion")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (age("at_least", 18), age("less_than", 65)),
        (age("at_least", 18), age("at_most", 18)),
        (age("at_least", 18), {**age("less_than", 18), "measure": {"type": "count", "of": DIAGNOSIS}}),
    ],
)
def test_limits_that_leave_something_are_fine(first, second):
    assert "never" not in codes(group("all", first, second))


def test_a_quantity_may_lie_between_whole_numbers():
    def value(operator, limit):
        return {"type": "compare", "measure": LATEST_HBA1C, "operator": operator, "value": limit}

    assert "never" not in codes(group("all", value("greater_than", 17), value("less_than", 18)))
    assert "never" in codes(group("all", value("greater_than", 18), value("less_than", 18)))


def test_limits_that_leave_nothing_outside_them_are_always_true():
    found = only(group("any", age("less_than", 18), age("at_least", 18)), "always")
    assert found.message.startswith("Det kan aldrig være usandt: det er opfyldt eller kan ikke afgøres.")
    assert "always" not in codes(group("any", age("less_than", 18), age("greater_than", 18)))


@pytest.mark.parametrize(
    ("comparison", "code"),
    [
        (("less_than", 0), "never"),
        (("equal", 17.5), "never"),
        (("at_least", 0), "always"),
        (("not_equal", -1), "always"),
        (("at_least", 1), None),
    ],
)
def test_a_comparison_alone_can_be_one_sided(comparison, code):
    assert codes(comparing(AGE, *comparison)) & {"never", "always"} == ({code} if code else set())


def test_a_share_is_at_most_one():
    share = {"type": "largest_share", "of": {"element": "contact"}, "field": "clinician"}
    assert "never" in codes(comparing(share, "greater_than", 1))
    assert "always" in codes(comparing(share, "between", [0, 1]))


def test_a_patient_is_not_both_female_and_male():
    sexes = [
        {"type": "compare", "measure": {"type": "sex"}, "operator": "equal", "value": v}
        for v in ("female", "male")
    ]
    assert "never" in codes(group("all", *sexes))


def test_dates_are_compared_as_days():
    latest = {"type": "latest", "of": DIAGNOSIS, "field": "date"}

    def day(operator, limit):
        return {"type": "compare", "measure": latest, "operator": operator, "value": limit}

    assert "never" in codes(group("all", day("less_than", "2026-01-01"), day("at_least", "2026-01-01")))
    assert "never" not in codes(
        group("all", day("less_than", {"offset": "P0D"}), day("at_least", "2026-01-01"))
    )


# --- windows ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "window",
    [
        {"from": "P1D"},
        {"from": "-P1M", "to": "-P2M"},
        {"from": "-P11M", "to": "-P1Y"},
        {"from": "P2Y", "to": "P1Y"},
        {"from": "-P1W", "to": "-P8D"},
        {"from": "-P1D", "to": "-P6M"},
    ],
)
def test_b4_a_window_that_begins_after_its_end_for_every_day_is_an_error(window):
    found = only(selecting("diagnosis", window=window), "empty-window")
    assert (found.severity, found.place) == (Severity.ERROR, "/inclusion/of/window")


@pytest.mark.parametrize(
    "window",
    [
        {"from": "-P1Y"},
        {"to": "P1Y"},
        {"from": "-P12M", "to": "-P1Y"},
        {"from": "-P30D", "to": "-P1M"},
        {"from": "P0D"},
    ],
)
def test_b4_a_window_that_holds_a_day_for_some_index_date_is_fine(window):
    assert "empty-window" not in codes(selecting("diagnosis", window=window))
