"""What changed between two releases, against a comparison of the two full lists; and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from profiles.terminology.actions import release_staged, stage
from profiles.terminology.differences import Differences, Kind
from profiles.terminology.entries import Entry
from profiles.terminology.models import CodeSystem, Concept, Import

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)
_numbers = count(1)

#: Few codes and few of everything, so that releases have much in common and much that differs.
entries = st.builds(
    Entry,
    code=st.sampled_from(["A1", "A2", "A3", "A4"]),
    title=st.sampled_from(["Et", "To"]),
    unit=st.sampled_from(["", "mmol/l"]),
    parent=st.sampled_from(["", "A1"]),
    synonyms=st.sampled_from([(), ("Tre",)]),
    closed=st.sampled_from([None, DAY]),
)
lists = st.lists(entries, max_size=4, unique_by=lambda each: each.key)


def released(listed: Iterable[Entry], *, complete: bool = True) -> int:
    """A release of what is listed, of a system that holds nothing else."""
    system, _ = CodeSystem.objects.get_or_create(
        id="test", defaults={"title": "Test", "uri": "x", "hierarchical": False}
    )
    number = next(_numbers)
    taken = Import.objects.create(
        system=system,
        format="csv",
        title=f"Nr. {number}",
        date=DAY + timedelta(days=number),
        source="x",
        complete=complete,
        file_name="x.csv",
        size=1,
        sha256=f"{number:064}",
        by=None,
    )
    stage(of=taken, entries=listed)
    return release_staged(of=taken).number


def naive(first: int, last: int) -> dict[str, set[Kind]]:
    """The difference by holding every code of the one list against the other."""
    before = {each.key: each for each in Concept.objects.filter(system="test").at(first)}
    now = {each.key: each for each in Concept.objects.filter(system="test").at(last)}
    found = {key: kinds(before.get(key), each) for key, each in now.items()}
    return {key: told for key, told in found.items() if told}


def kinds(before: Concept | None, now: Concept) -> set[Kind]:
    if before is None:
        return {Kind.ADDED}
    holds = {
        Kind.CLOSED: not before.closed and bool(now.closed),
        Kind.REOPENED: bool(before.closed) and not now.closed,
        Kind.RENAMED: before.title != now.title,
        Kind.UNIT: before.unit != now.unit,
        Kind.MOVED: before.parent != now.parent,
        Kind.OTHER: before.synonyms != now.synonyms
        or (bool(before.closed and now.closed) and before.closed != now.closed),
    }
    return {kind for kind, is_so in holds.items() if is_so}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(lists, st.booleans()), min_size=2, max_size=4))
def test_the_differences_are_those_of_two_full_lists(history: list[tuple[list[Entry], bool]]) -> None:
    with transaction.atomic():
        numbers = [released(listed, complete=complete) for listed, complete in history]
        for first in numbers:
            for last in numbers:
                if first < last:
                    check(first, last)
        transaction.set_rollback(True)


def check(first: int, last: int) -> None:
    expected = naive(first, last)
    found = Differences("test", first, last)
    assert {each.now.key: set(each.kinds) for each in found} == expected
    counted = Counter(kind for told in expected.values() for kind in told)
    assert found.counts == {kind: counted[kind] for kind in Kind}
    assert found.count() == len(expected)
    for kind in Kind:
        keys = [each.now.key for each in Differences("test", first, last, kind)]
        assert keys == sorted(key for key, told in expected.items() if kind in told)


def test_what_changed_back_again_has_not_changed() -> None:
    first = released([Entry("A1", "Et")])
    released([Entry("A1", "To")])
    last = released([Entry("A1", "Et")])
    assert list(Differences("test", first, last)) == []


def test_a_difference_shows_the_code_before_and_now() -> None:
    first = released([Entry("A1", "Et"), Entry("A2", "To")])
    last = released([Entry("A1", "Et, nyt navn", "g")])
    renamed, closed = Differences("test", first, last)
    assert renamed.before is not None
    assert (renamed.before.title, renamed.now.title) == ("Et", "Et, nyt navn")
    assert renamed.kinds == (Kind.RENAMED, Kind.UNIT)
    assert closed.kinds == (Kind.CLOSED,)


def test_a_page_of_many_differences_takes_two_questions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = released([Entry("A1", "Et")])
    last = released([Entry(f"B{number:03}", "Ny") for number in range(300)])
    found = Differences("test", first, last)
    with django_assert_num_queries(2):
        assert [each.now.key for each in found[100:102]] == ["B099", "B100"]
    with django_assert_num_queries(1):
        assert (found.counts[Kind.ADDED], found.count()) == (300, 301)
