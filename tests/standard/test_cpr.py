"""No CPR number gets into a profile; MedCom's test numbers and other long numbers do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from profiles.standard.cpr import TEST_NUMBERS, cpr_like

from .examples import code_set, is_valid, places, problems, profile

serials = st.integers(0, 9999).map("{:04d}".format)
dates = st.dates(date(1858, 1, 1), date(2057, 12, 31)).map(lambda day: day.strftime("%d%m%y"))


@given(dates, serials, st.sampled_from(["", "-", " ", "\u00a0", "\u2013", "\u2011", " - "]))
def test_every_date_with_four_digits_is_found_however_it_is_written(day, serial, between):
    assume(day + serial not in TEST_NUMBERS)
    for around in ("{}", "CPR{}", "cpr: {}.", "({})", "\n{}\n", "x{}y", "1-{}"):
        assert cpr_like(around.format(day + between + serial)) == (day + serial,)


@given(st.sampled_from(sorted(TEST_NUMBERS)), st.sampled_from(["", "-", " "]))
def test_medcoms_test_numbers_are_let_through(number, between):
    assert cpr_like(f"Testpatient {number[:6]}{between}{number[6:]}") == ()


def test_there_are_38_test_numbers():
    assert len(TEST_NUMBERS) == 38


@pytest.mark.parametrize(
    "digits", ["0000701234", "3202701234", "0113701234", "3104701234", "2902711234", "9999999999"]
)
def test_digits_that_begin_with_no_date_are_no_cpr_number(digits):
    assert cpr_like(digits) == ()


def test_29_february_counts_in_leap_years():
    assert cpr_like("2902001234 2902041234") == ("2902001234", "2902041234")


@given(dates, serials, st.text("0123456789", min_size=1, max_size=20))
def test_longer_numbers_are_something_else(day, serial, more):
    assert cpr_like(f"{day}{serial}{more}") == ()
    assert cpr_like(f"{more}{day}{serial}") == ()


@given(dates, serials)
def test_an_oid_holds_no_cpr_number(day, serial):
    assert cpr_like(f"urn:oid:1.2.208.176.{day}{serial}") == ()
    assert cpr_like(f"1.2.208.{day}{serial}.4") == ()


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_sha_256_holds_no_cpr_number(digest):
    assert cpr_like(f"sha256:{digest}") == ()


def test_every_number_of_a_text_is_found():
    assert cpr_like("010170-1234 og 020280-1234, ikke 0201609995") == ("0101701234", "0202801234")


@pytest.mark.parametrize(
    "text", ["NPU27300", "80-0101", "DE112", "2026-11-21", "45 12 34 56", "2026-11-21T10:00"]
)
def test_codes_dates_and_telephone_numbers_are_fine(text):
    assert cpr_like(text) == ()


def test_a_document_with_a_cpr_number_is_refused_and_the_number_is_not_repeated():
    (problem,) = problems(profile(purpose="Som hos patienten 010170-1234"))
    assert problem.place == "/purpose"
    assert problem.message == "Teksten har et tal, der ligner et CPR-nummer. Kun MedComs testnumre må bruges."


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (
            profile(references=[{"id": "dsam-2019", "title": "T", "url": "https://example.org/0101701234"}]),
            "/references/0/url",
        ),
        (
            profile(code_sets=[*profile()["code_sets"], code_set("own", ("atc", "0101701234"))]),
            "/code_sets/4/rules/0/code",
        ),
        (profile(profile="p-010170-1234"), "/profile"),
        (profile(parameters=[{"id": "n0101701234", "title": "G", "default": 1}]), "/parameters/0/id"),
    ],
)
def test_no_text_of_a_document_is_left_unread(document, place):
    assert places(document) == [place]


def test_a_test_number_may_stand_in_a_document():
    assert is_valid(profile(purpose="Prøv med 020160-9995"))
