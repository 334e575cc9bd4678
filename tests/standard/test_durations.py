"""Conformance: B1, B4 – how far an offset reaches, and which of two is later."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.durations import always_after, fewest_days, most_days, parts, reduced

offsets = st.one_of(
    st.just("P0D"),
    st.builds("{}P{}{}".format, st.sampled_from(["", "-"]), st.integers(1, 60), st.sampled_from("DWMY")),
)
days = st.dates(date(1950, 1, 1), date(2080, 12, 31))


def moved(day: date, offset: str) -> date:
    """2.2, written out slowly: the last day of the month where the day does not exist."""
    number, unit = parts(offset)
    if unit in "DW":
        return day + timedelta(days=number * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@given(offsets, offsets, days)
def test_b4_what_is_always_after_is_after_on_any_day(first, second, day):
    if always_after(first, second):
        assert moved(day, first) > moved(day, second)


@given(offsets, offsets)
def test_two_offsets_are_not_each_after_the_other(first, second):
    assert not (always_after(first, second) and always_after(second, first))


def test_an_offset_has_a_signed_number_and_a_unit():
    assert parts("-P12M") == (-12, "M")
    assert parts("P0D") == (0, "D")


def test_months_and_years_are_compared_exactly():
    assert always_after("-P11M", "-P1Y")
    assert not always_after("-P12M", "-P1Y")


def test_what_depends_on_the_day_is_not_always():
    assert not always_after("P1M", "P30D")
    assert not always_after("P30D", "P1M")
    assert always_after("P2M", "P30D")


@given(offsets, offsets, days)
def test_the_way_between_two_offsets_is_never_shorter_or_longer_than_said(first, second, day):
    way = (moved(day, second) - moved(day, first)).days
    assert fewest_days(reduced(first), reduced(second)) <= way <= most_days(reduced(first), reduced(second))


@pytest.mark.parametrize("months", [1, 2, 12, 48, 96, 97, 1200, 1273, 1321, 2400])
def test_no_month_of_four_hundred_years_makes_the_way_shorter_or_longer(months):
    """1273 months can be 38,742 days: one fewer than whole months and three days' grace would have it."""
    starts = [date(1600 + month // 12, month % 12 + 1, 1) for month in range(4800)]
    ways = [
        (moved(start + timedelta(days=day), f"P{months}M") - start).days - day
        for start in starts
        for day in (0, calendar.monthrange(start.year, start.month)[1] - 1)
    ]
    assert fewest_days((0, 0), (months, 0)) <= min(ways)
    assert most_days((0, 0), (months, 0)) >= max(ways)


def test_b4_many_months_that_end_early_are_not_later_than_their_days():
    assert moved(date(2097, 1, 31), "P1273M") == date(2097, 1, 31) + timedelta(days=38_742)
    assert not always_after("P1273M", "P38742D")
