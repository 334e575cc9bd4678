"""Two workers at one import, and two imports into one system, on connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from accounts.models import User
from profiles.terminology import actions
from profiles.terminology.actions import importing
from profiles.terminology.errors import AtWork
from profiles.terminology.models import Concept, Import, Release
from profiles.terminology.overview import progress

from .importing import begun

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [f"DX{number};Nr. {number}" for number in range(20)]


def in_a_thread_of_its_own(attempt: Callable[[], object]) -> object:
    try:
        return attempt()
    finally:
        connection.close()


def test_a_second_worker_leaves_an_import_alone_and_so_does_the_person_who_would_continue_it(
    stine: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 5)
    taken = begun(*ROWS, by=stine)
    has_begun, may_go_on = Event(), Event()

    def wait(of: Import) -> None:
        has_begun.set()
        assert may_go_on.wait(timeout=20)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(
            in_a_thread_of_its_own, lambda: actions.run(of=Import.objects.get(pk=taken.pk), watch=wait)
        )
        assert has_begun.wait(timeout=20)
        second = actions.run(of=Import.objects.get(pk=taken.pk))
        assert (second.state, second.rows_read) == (Import.State.READING, 5)
        assert not progress(second)[0].is_left
        with pytest.raises(AtWork):
            actions.continue_import(of=taken, by=stine)
        may_go_on.set()
        done = first.result(timeout=20)
    assert isinstance(done, Import)
    assert (done.state, done.rows_read) == (Import.State.DONE, 20)


def test_the_same_file_read_by_two_workers_at_once_becomes_one_release(stine: User) -> None:
    both = [begun(*ROWS, by=stine), begun(*ROWS, by=stine)]
    together = Barrier(2)

    def read(of: Import) -> object:
        together.wait(timeout=10)
        return in_a_thread_of_its_own(lambda: actions.run(of=of).state)

    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(read, both))
    assert sorted(map(str, states)) == ["done", "unchanged"]
    assert Release.objects.filter(sha256=both[0].sha256).count() == 1
    assert Concept.objects.filter(system="sks", key__startswith="DX").count() == len(ROWS)
