"""What a process holds: one index a system, the newest, and no more than there is room for."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from profiles.terminology.entries import Entry
from profiles.terminology.search.shelf import Shelf

from .made import made

pytestmark = pytest.mark.django_db


def test_an_index_is_read_once_and_again_when_a_release_has_come(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shelf = Shelf()
    made(Entry("A1", "Gigt"))
    first = shelf.indexes(["made"])["made"]
    with django_assert_num_queries(1):
        assert shelf.indexes(["made"])["made"] is first
    made(Entry("A1", "Gigt"), Entry("A2", "Gigt"))
    assert shelf.indexes(["made"])["made"].size == 2


def test_what_was_asked_for_longest_ago_makes_room(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelf = Shelf(room=1)
    shelf.indexes(["sks"])
    shelf.indexes(["atc"])
    with django_assert_num_queries(1):
        shelf.indexes(["atc"])
    with django_assert_num_queries(2):
        shelf.indexes(["sks"])


def test_a_system_without_codes_has_no_index() -> None:
    assert Shelf().indexes(["local", "nowhere"]) == {}


def test_a_system_whose_release_is_empty_finds_nothing() -> None:
    made(system="empty")
    index = Shelf().indexes(["empty"])["empty"]
    assert not index.beginning("A").any()
    assert index.place_of("A") is None
    assert not index.holding(index.words.like("gigt").anywhere).any()
    assert list(index.words.repairs("gigt")) == []
