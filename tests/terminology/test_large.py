"""The invented system is as regular as a real one, the same for the same seed, and can be a file of SKS."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from hashlib import sha256

from profiles.terminology.formats import CODES
from profiles.terminology.large import entries, write_sks

SOME = 3_000


def written(seed: int = 1) -> bytes:
    file = io.BytesIO()
    write_sks(file, entries(SOME, seed=seed))
    return file.getvalue()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    mark = sha256(written()).hexdigest()
    assert mark == sha256(written()).hexdigest()
    assert mark != sha256(written(seed=2)).hexdigest()


def test_what_is_written_as_sks_is_read_as_it_was_but_for_what_sks_does_not_tell() -> None:
    read = list(CODES["sks"].read(io.BytesIO(written())))
    said = [replace(entry, line=0) for entry in read]
    assert said == [replace(entry, synonyms=(), replaced_by="") for entry in entries(SOME)]


def test_codes_have_their_parents_before_them_on_three_levels() -> None:
    seen: set[str] = set()
    for entry in entries(SOME):
        assert entry.parent in seen or not entry.parent
        assert entry.key.startswith(entry.parent)
        assert entry.key not in seen
        seen.add(entry.key)
    assert set(Counter(len(key) for key in seen)) == {4, 5, 6}


def test_it_is_as_varied_as_a_real_one() -> None:
    codes = list(entries(SOME))
    assert 0.02 < sum(1 for entry in codes if entry.closed) / SOME < 0.1
    assert all(entry.closed > entry.opened for entry in codes if entry.closed and entry.opened)
    assert 0.1 < sum(1 for entry in codes if entry.synonyms) / SOME < 0.3
    assert all(1 < len(entry.title) <= 120 for entry in codes)
    assert len({word for entry in codes for word in entry.words}) > SOME / 10


def test_there_are_more_than_enough() -> None:
    assert sum(1 for _ in entries(10)) == 10
    assert len({entry.key for entry in entries(SOME)}) == SOME
