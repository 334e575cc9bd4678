"""Days on a line: in order, each once, with what is on it and whether the window holds it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from profiles.standard.catalogue import load_catalogue
from profiles.standards.json_text import json_text
from profiles.standards.moments import Bounds, Dated, bounds_of, is_about_time, moments_of
from profiles.standards.words import danish_number, relative, value_in_words

TODAY = date(2026, 11, 21)
YEAR = Bounds(date(2025, 11, 21), TODAY)


def day(written: str) -> date:
    return date.fromisoformat(written)


def test_every_day_stands_once_and_in_order() -> None:
    records = [Dated(day("2026-11-22"), "B"), Dated(day("2025-11-20"), "A"), Dated(TODAY, "C")]
    found = moments_of(records, TODAY, YEAR)
    assert [moment.day.isoformat() for moment in found] == [
        "2025-11-20",
        "2025-11-21",
        "2026-11-21",
        "2026-11-22",
    ]
    assert [moment.is_within for moment in found] == [False, True, True, False]
    assert [moment.goes_on for moment in found] == [False, True, False, False]
    assert [moment.texts for moment in found] == [("A",), (), ("C",), ("B",)]
    assert found[1].edges == ("vinduet begynder",)
    assert found[2].edges == ("vinduet slutter",)


def test_without_a_window_nothing_is_within() -> None:
    (first, last) = moments_of([Dated(day("2025-01-01"), "A")], TODAY, None)
    assert (first.is_within, first.goes_on, last.edges) == (None, False, ())
    assert last.look == "is-index"
    assert first.look == "has-record"


def test_a_window_of_one_day_says_so() -> None:
    (only,) = moments_of([Dated(TODAY, "A")], TODAY, Bounds(TODAY, TODAY))
    assert only.edges == ("vinduet er denne dag",)


def test_two_records_of_a_day_share_it() -> None:
    (only,) = moments_of([Dated(TODAY, "A"), Dated(TODAY, "B")], TODAY, None)
    assert only.texts == ("A", "B")
    assert only.said == "21. nov. 2026"
    assert only.relative == "opgørelsesdagen"


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([{"from": "-P1Y"}], YEAR),
        ([{"from": "-P1Y"}, {"from": "-P1Y", "on": "start"}], YEAR),
        ([{"from": "-P1Y", "to": "P0D"}, {"from": "-P1Y"}], YEAR),
        ([{"to": "-P1D"}], Bounds(None, day("2026-11-20"))),
        ([{"from": "-P1Y"}, {"from": "-P2Y"}], None),
        ([{"from": "-P1Y", "anchor": {"type": "latest", "of": {"element": "contact"}}}], None),
        ([None], None),
    ],
)
def test_only_the_one_window_that_every_selection_has_is_drawn(
    windows: list[dict[str, object] | None], expected: Bounds | None
) -> None:
    selections = [{"element": "contact", **({"window": each} if each else {})} for each in windows]
    assert bounds_of({"of": selections}, TODAY) == expected


def test_a_document_is_about_time_when_a_day_plays_a_part() -> None:
    assert is_about_time({"window": {"from": "-P1Y"}})
    assert is_about_time({"columns": [{"measure": {"type": "days_since"}}]})
    assert is_about_time({"where": [{"value": {"offset": "-P1Y"}}]})
    assert not is_about_time({"type": "age"})


def test_days_are_told_from_the_index_date() -> None:
    assert relative(day("2026-11-22"), TODAY) == "1 dag efter"
    assert relative(day("2026-11-20"), TODAY) == "1 dag før"
    assert relative(day("2020-01-01"), TODAY) == "2.516 dage før"


def test_values_are_told_in_danish() -> None:
    catalogue = load_catalogue()
    assert danish_number(Decimal("-47.50")) == "−47,50"
    assert value_in_words(None, catalogue) == "mangler"
    assert value_in_words(True, catalogue) == "ja"
    assert value_in_words({"icpc-2-dk": "T90", "sks": "DE119"}, catalogue) == "ICPC-2-DK T90, SKS DE119"
    assert value_in_words("2026-11-21", catalogue) == "21. nov. 2026"
    assert value_in_words("Rikke", catalogue) == "Rikke"


def test_json_for_people_keeps_every_digit_and_short_things_on_a_line() -> None:
    assert json_text({"a": Decimal("0.10"), "b": ["Æ", None, True]}) == '{"a": 0.10, "b": ["Æ", null, true]}'
    long = json_text({"name": ["x" * 60, "y" * 60]})
    assert long.startswith('{\n "name": [\n  "x')
    assert long.endswith('"\n ]\n}')
