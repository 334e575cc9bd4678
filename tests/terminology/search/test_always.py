"""What holds of every code that is shipped, whichever it is and however it is typed."""

from __future__ import annotations

from functools import cache
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.terminology.entries import words_of
from profiles.terminology.models import Concept
from profiles.terminology.search import Asked, Found, find_codes

pytestmark = pytest.mark.django_db
few = settings(max_examples=60, deadline=None)

EVERY_CODE = 1_000
Drawn = st.DataObject


@cache
def shipped() -> list[tuple[str, str, str]]:
    """System, code and title of every code."""
    return sorted(Concept.objects.current().values_list("system_id", "code", "title"))


def drawn_code(data: Drawn) -> tuple[str, str, str]:
    listed = shipped()
    return listed[data.draw(st.integers(0, len(listed) - 1))]


def search(text: str, system: str, *, exact: bool = False) -> Found:
    return find_codes(Asked(text, [system], exact=exact, limit=EVERY_CODE))


def found(text: str, system: str) -> set[str]:
    return {hit.concept.code for hit in search(text, system).hits}


@few
@given(st.data())
def test_a_code_is_the_first_that_is_found_by_itself(data: Drawn) -> None:
    system, code, _ = drawn_code(data)
    assert search(code, system).hits[0].concept.code == code


@few
@given(st.data())
def test_a_code_is_found_by_every_word_of_its_title_and_by_all_of_them(data: Drawn) -> None:
    system, code, title = drawn_code(data)
    assert code in found(title, system)
    for word in words_of(title):
        assert code in found(word, system)


@few
@given(st.data())
def test_a_code_is_found_by_how_a_word_of_its_title_begins(data: Drawn) -> None:
    system, code, title = drawn_code(data)
    word = data.draw(st.sampled_from(words_of(title)))
    assert code in found(word[: data.draw(st.integers(1, len(word)))], system)


@few
@given(st.data())
def test_a_code_is_found_by_three_letters_in_a_row_of_its_title(data: Drawn) -> None:
    system, code, title = drawn_code(data)
    word = data.draw(st.sampled_from(words_of(title)))
    start = data.draw(st.integers(0, max(0, len(word) - 3)))
    end = data.draw(st.integers(min(start + 3, len(word)), len(word)))
    if end - start >= 3:
        assert code in {hit.concept.code for hit in search(word[start:end], system, exact=True).hits}


@few
@given(st.data())
def test_one_error_in_a_long_word_still_finds_it_unless_the_error_is_a_word(data: Drawn) -> None:
    system, code, title = drawn_code(data)
    long_words = [word for word in words_of(title) if len(word) >= 6 and word.isalpha()]
    if not long_words:
        return
    typed = one_error(data, data.draw(st.sampled_from(long_words)))
    if search(typed, system, exact=True).total == 0:
        assert code in found(typed, system)


def one_error(data: Drawn, word: str) -> str:
    """The word with a letter left out, added, mistaken, or swapped with the next."""
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from(ascii_lowercase))
    errors = {
        "left out": word[:at] + word[at + 1 :],
        "added": word[:at] + letter + word[at:],
        "mistaken": word[:at] + letter + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }
    return errors[data.draw(st.sampled_from(sorted(errors)))]


@few
@given(st.text(max_size=30))
def test_hits_are_counted_rightly_and_the_title_is_whole(text: str) -> None:
    sought = find_codes(Asked(text, ["sks", "atc", "icpc-2-dk"], limit=EVERY_CODE))
    assert sought.total == len(sought.hits)
    assert sought.near == sum(hit.is_near for hit in sought.hits)
    assert all("".join(part for part, _ in hit.title) == hit.concept.title for hit in sought.hits)
    assert len({hit.concept.pk for hit in sought.hits}) == len(sought.hits)
