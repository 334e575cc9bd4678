"""Conformance: B1, B4 – how far an offset reaches, and which of two is later."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from profiles.standard.durations import always_after, parts

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
