"""Conformance: A9, A19, A23 – what comes in from outside is a document or is refused in Danish."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.standard import messages
from profiles.standard.canonical import canonical_bytes
from profiles.standard.reading import DEEPEST, MOST_BYTES, InvalidDocument, Problem, read, read_json

from .examples import AGE, EMPTY, comparing, including, places, problems, profile, showing
from .strategies import document_values, documents

ENGLISH = re.compile(
    r"\b(input|should|valid|value is|expected|field required|must|error|string|missing type)\b", re.I
)


def refused(data) -> tuple[Problem, ...]:
    with pytest.raises(InvalidDocument) as caught:
        read(data)
    return caught.value.problems


def text(**changes) -> str:
    return json.dumps(profile(**changes))


def test_a_valid_document_is_read_from_bytes_and_from_text():
    assert read(text()) == read(text().encode()) == read_json(profile())


def test_a_document_keeps_exactly_the_properties_that_were_written():
    assert read(text(description="Om profilen")).to_json() == profile(description="Om profilen")


@settings(max_examples=25, deadline=None)
@given(documents())
def test_reading_what_was_written_gives_the_same_document(document):
    assert read(canonical_bytes(document)) == document


@settings(max_examples=25, deadline=None)
@given(document_values())
def test_nothing_is_added_to_or_lost_from_a_document(value):
    assert json.dumps(read_json(value).to_json(), sort_keys=True) == json.dumps(_plain(value), sort_keys=True)


def _plain(value):
    """Numbers as the canonical form has them: 7.0 is 7."""
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(below) for name, below in value.items()}
    return [_plain(below) for below in value] if isinstance(value, list) else value


# --- bounds -------------------------------------------------------------------------------------


def test_a_document_of_more_than_two_megabytes_is_refused_unread():
    (problem,) = refused(b"[" * (MOST_BYTES + 1))
    assert problem.message == "Dokumentet fylder mere end 2 MB."


def test_a_text_is_measured_in_bytes():
    (problem,) = refused("å" * (MOST_BYTES // 2 + 1))
    assert problem.message == "Dokumentet fylder mere end 2 MB."


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_document_nested_too_deep_is_refused_before_it_is_parsed(opening, closing):
    (problem,) = refused(opening * (DEEPEST + 1) + "1" + closing * (DEEPEST + 1))
    assert problem.message == "Dokumentet har mere end 200 niveauer inden i hinanden."


def test_values_nested_too_deep_are_refused_too():
    value = 1
    for _ in range(DEEPEST + 2):
        value = [value]
    assert [problem.message for problem in problems(profile(groups=value))] == [
        "Dokumentet har mere end 200 niveauer inden i hinanden."
    ]


def test_brackets_in_a_text_are_no_levels():
    assert read(text(description='[{"' * 300)).description == '[{"' * 300


def test_a_document_may_be_as_deep_as_the_bound_allows():
    deep = {"id": "core", **EMPTY}
    for number in range(DEEPEST - 3):
        deep = {"id": f"n{number}", "type": "not", "of": deep}
    document = read(text(inclusion=deep))
    assert read(canonical_bytes(document)) == document


@pytest.mark.parametrize(
    "data", [b"", b"{", b"nonsense", b'{"a": 1,}', b"\xff\xfe", b"[]", b"1", b'"text"', b"null"]
)
def test_what_is_no_json_object_is_refused(data):
    (problem,) = refused(data)
    assert problem.place == ""
    assert problem.message.startswith("Dokumentet ")


# --- A23, A19 -----------------------------------------------------------------------------------


def test_a23_a_name_written_twice_is_an_error():
    once = text()
    twice = once.replace(
        '"title": "Type 2-diabetes", "kind"', '"title": "X", "title": "Type 2-diabetes", "kind"'
    )
    (problem,) = refused(twice)
    assert problem.message == "»title« er skrevet mere end én gang i det samme objekt."


def test_a23_a_name_written_twice_deep_inside_names_its_place_and_node():
    twice = text().replace('"type": "exists"', '"type": "exists", "type": "exists"')
    (problem,) = refused(twice)
    assert (problem.place, problem.node) == ("/inclusion", "in")


@pytest.mark.parametrize("written", ["e\u0301n", "A\u030a"])
def test_a23_texts_are_in_nfc(written):
    (problem,) = problems(profile(title=written))
    assert (problem.place, problem.message) == ("/title", "»title« skal være skrevet i Unicode-formen NFC.")


@pytest.mark.parametrize("sign", ["\x00", "\t", "\r", "\x7f", "\x85", "\ud800"])
def test_a23_texts_hold_no_control_characters(sign):
    (problem,) = problems(profile(title=f"a{sign}b"))
    assert problem.message == "»title« må ikke indeholde linjeskift eller andre styretegn."


def test_a23_names_of_properties_are_judged_as_texts_are():
    (problem,) = problems({**profile(), "e\u0301": 1})
    assert problem.message == "Et navn på en egenskab har tegn, som ikke er tilladt."


def test_a23_a_line_break_is_a_control_character():
    (problem,) = problems(profile(purpose="Første linje\nAnden linje"))
    assert problem.place == "/purpose"


@pytest.mark.parametrize("name", ["description", "exclusion", "title", "groups"])
def test_a19_null_is_never_allowed(name):
    (problem,) = problems(profile(**{name: None}))
    assert (problem.place, problem.message) == (
        f"/{name}",
        f"»{name}« må ikke være null; udelad egenskaben i stedet.",
    )


def test_a19_null_in_a_list_names_its_place():
    (problem,) = problems(profile(groups=[None]))
    assert (problem.place, problem.message[:18]) == ("/groups/0", "Nr. 1 i »groups« m")


# --- A9 -----------------------------------------------------------------------------------------


def with_number(literal: str) -> str:
    return json.dumps(comparing(AGE, "equal", 1)).replace('"value": 1', f'"value": {literal}')


@pytest.mark.parametrize(
    ("literal", "number"),
    [
        ("7.0", 7),
        ("0.1", Decimal("0.1")),
        ("1e2", 100),
        ("1.50", Decimal("1.5")),
        ("-0", 0),
        ("-0.0", 0),
        ("1E-10", Decimal("1E-10")),
    ],
)
def test_a9_a_number_means_the_numeral_of_its_canonical_form(literal, number):
    assert read(with_number(literal)).inclusion.value == number


@pytest.mark.parametrize(
    "literal",
    [
        "1234567890.1234567",
        "0.12345678901",
        "1000000000000000",
        "1e999999999",
        "1e-999999999",
        "0.1000000000000000055511151231257827",
    ],
)
def test_a9_a_number_is_refused_rather_than_rounded(literal):
    (problem,) = refused(with_number(literal))
    assert problem.place == "/inclusion/value"
    assert "15 betydende cifre" in problem.message


def test_a9_trailing_zeros_are_no_digits():
    assert read(with_number("1.50000000000000000000")).inclusion.value == Decimal("1.5")


def test_a9_a_number_of_very_many_digits_is_refused_at_once():
    (problem,) = refused(with_number("1" * 1_000_000))
    assert problem.place == "/inclusion/value"


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity"])
def test_a9_what_is_no_number_in_json_is_refused(literal):
    (problem,) = refused(with_number(literal))
    assert problem.message == f"{literal} er ikke et tal i JSON."


@pytest.mark.parametrize("given", [float("nan"), float("inf")])
def test_a9_python_values_that_are_no_number_are_refused(given):
    assert places(comparing(AGE, "equal", given)) == ["/inclusion/value"]


def test_a9_a_whole_number_may_be_written_with_a_point():
    written = json.dumps(including(type="at_least", n=1, of=[])).replace('"n": 1', '"n": 1.0')
    assert read(written).to_json()["inclusion"]["n"] == 1


def test_a9_a_part_is_no_whole_number():
    (problem,) = problems(including(type="at_least", n=1.5, of=[]))
    assert problem.message == "»n« skal være et helt tal."


# --- what problems say --------------------------------------------------------------------------


def test_an_unknown_standard_is_named_with_those_that_are_known():
    (problem,) = problems(profile(standard="9.9"))
    assert problem == Problem(
        "/standard", None, "Profilstandard 9.9 kendes ikke. Kendte versioner: 1.0, 1.1."
    )


def test_an_unknown_property_is_named_where_it_stands():
    (problem,) = problems(including(type="all", of=[], colour="red"))
    assert problem == Problem("/inclusion/colour", "it", "»colour« findes ikke i standarden på dette sted.")


def test_the_branches_of_a_union_are_no_part_of_the_place():
    flag = {
        "level": "ok",
        "text": "T",
        "when": {"id": "inner", "type": "not", "of": {"id": "core", "type": "all"}},
    }
    (problem,) = problems(showing(AGE, flag))
    assert problem == Problem("/columns/0/flags/0/when/of/of", "core", "»of« mangler.")


def test_a_criterion_without_a_type_is_told_so():
    (problem,) = problems(including(of=[]))
    assert problem == Problem("/inclusion/type", "it", "»type« mangler.")


def test_every_problem_is_told_at_once():
    assert places(profile(title=1, kind="x", groups=[{"id": "G"}])) == [
        "/title",
        "/kind",
        "/groups/0/id",
        "/groups/0/title",
        "/groups/0/level",
        "/groups/0/when",
    ]


def test_the_error_itself_can_be_read():
    with pytest.raises(InvalidDocument, match="»title« skal være en tekst"):
        read_json(profile(title=1))


def _leaves(value, path=()):
    if isinstance(value, dict | list):
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, step)
            yield from _leaves(below, (*path, step))


REPLACEMENTS = [None, True, 0, -1, 1.5, 10**20, "", "x", "T 90", [], [1], {}, {"id": "x"}, {"type": "all"}]


@settings(max_examples=50, deadline=None)
@given(document_values(), st.data())
def test_whatever_is_put_anywhere_the_answer_is_danish_and_in_place(value, data):
    """A document with one value replaced is read, or refused at places of it with Danish sentences."""
    path = data.draw(st.sampled_from(list(_leaves(value))))
    here = value
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = data.draw(st.sampled_from(REPLACEMENTS))
    for problem in problems(value):
        assert problem.message[0].isupper() or problem.message[0] == "»"
        assert problem.message.endswith(".")
        assert not ENGLISH.search(re.sub(r"»[^«]*«", "", problem.message))
        assert _parent_exists(value, problem.place)


def _parent_exists(value, place):
    for step in place.split("/")[1:-1]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return True


def test_a_kind_of_error_that_is_not_foreseen_still_gets_a_danish_sentence():
    error = {"type": "brand_new", "loc": ("title",), "msg": "Input should be nice", "input": 1}
    assert messages.sentence(error, ("title",)) == "»title« passer ikke med standarden."


@pytest.mark.parametrize(
    "data", ['"' + '\\"' * 500_000, '"' + '\\"' * 500_000 + "\\", '"a' * 500_001, "\\" * 1_000_000]
)
def test_a_text_that_never_ends_is_refused_at_once(data):
    (problem,) = refused(data)
    assert problem.message.startswith("Dokumentet er ikke gyldig JSON")
