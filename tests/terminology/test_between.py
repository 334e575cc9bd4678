"""What differs between two releases: told from the rows between them, and the same as comparing all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from profiles.standard.codes import deciding_rule
from profiles.terminology.between import changes_between
from profiles.terminology.expansion import keys_in, keys_put_in, listed_in, members
from profiles.terminology.models import Concept
from tests.releases import NewRelease

from .test_expansion import rule, rules

pytestmark = pytest.mark.django_db


def listed(number: int) -> dict[str, tuple[object, ...]]:
    rows = Concept.objects.filter(listed_in("sks", {"sks": number}))
    return {row.key: (row.title, row.closed, row.parent) for row in rows}


def test_the_changes_are_those_that_a_full_comparison_finds(new_release: NewRelease) -> None:
    new_release(DE11Z="Ny", DE110="Nyt navn")
    new_release(DE11Y="Også ny", closed={"DE110": "Nyt navn"})
    for before, after in ((1, 2), (1, 3), (2, 3), (3, 1), (2, 2)):
        was, now = listed(before), listed(after)
        changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
        assert set(changes_between("sks", before, after)) == changed


def test_a_change_says_what_happened(new_release: NewRelease) -> None:
    new_release(DE11Z="Ny", DE111="Nyt navn", closed={"DE110": "Type 2-diabetes med koma"})
    found = changes_between("sks", 1, 2)
    assert found["DE11Z"].is_new
    assert found["DE110"].is_closed
    assert found["DE111"].is_renamed
    assert not found["DE111"].is_closed
    back = changes_between("sks", 2, 1)
    assert back["DE11Z"].is_gone
    assert back["DE11Z"].concept.title == "Ny"


def test_comparing_asks_twice(
    new_release: NewRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    new_release(DE11Z="Ny")
    with django_assert_num_queries(2):
        changes_between("sks", 1, 2)


def test_many_code_sets_are_written_out_in_one_question_a_system(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sets = [[rule("DE1"), rule("DE10", include=False)], [rule("A10", system="atc"), rule("DE109")]] * 5
    with django_assert_num_queries(2):
        found = keys_in(sets)
    for given_rules, keys in zip(sets, found, strict=True):
        assert set(keys) == {(each.concept.system_id, each.concept.key) for each in members(given_rules)}


@given(rules, st.lists(st.text("AB1", min_size=1, max_size=5), unique=True))
def test_keys_are_put_in_as_the_text_of_the_standard_decides(listed: list, keys: list[str]) -> None:  # type: ignore[type-arg]
    found = keys_put_in(listed, {"sks": sorted(keys)})
    decided = {key: deciding_rule(listed, "sks", key) for key in keys}
    assert found == {("sks", key): rule for key, rule in decided.items() if rule and rule.include}
