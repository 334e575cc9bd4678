"""200,000 codes from a file of SKS into a release: read, staged and merged, in time and in bounded memory.

Beside the reader stands the least a program could do with the same file: split its lines and keep the fields.
"""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connection

from profiles.terminology.actions import release_staged, stage
from profiles.terminology.formats import CODES
from profiles.terminology.large import entries, write_sks
from profiles.terminology.models import CodeSystem, Concept, Import

from .timing import seconds

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

MANY = 200_000
A_MINUTE = 60
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("codes") / "SKScomplete.txt"
    with path.open("wb") as file:
        write_sks(file, entries(MANY))
    return path


def an_import(number: int) -> Import:
    return Import.objects.create(
        system=CodeSystem.objects.get(pk="sks"),
        format="sks",
        title=f"Udgave {number}",
        date=date(2026, 1, number),
        source="Opdigtet",
        file_name="SKScomplete.txt",
        size=0,
        sha256=f"{number:064}",
        rows_read=MANY,
    )


def load(path: Path, number: int) -> tuple[float, float]:
    """Read and stage, then merge: the seconds of each."""
    of = an_import(number)
    began = perf_counter()
    with path.open("rb") as file:
        stage(of=of, entries=CODES["sks"].read(file))
    staged = perf_counter()
    release_staged(of=of)
    return staged - began, perf_counter() - staged


def split_lines(path: Path) -> int:
    with path.open(encoding="latin-1") as file:
        kept = [
            (line[:3], line[3:23].rstrip(), line[23:31], line[39:47], line[47:167].rstrip()) for line in file
        ]
    return len(kept)


def test_200_000_codes_are_a_release_in_less_than_a_minute(official: Path) -> None:
    first_read, first_merge = load(official, 1)
    again_read, again_merge = load(official, 2)
    print(f"\n{official.stat().st_size / MEBIBYTE:.0f} MiB, {MANY:,} codes")
    print(f"first: read and stage {first_read:.1f} s, merge {first_merge:.1f} s")
    print(f"again, nothing changed: read and stage {again_read:.1f} s, merge {again_merge:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [Concept._meta.db_table])
        print(f"concepts on disk {cursor.fetchone()[0] / MEBIBYTE:.0f} MiB")
    current = Concept.objects.current().filter(system="sks", closed=None).count()
    print(f"{current:,} open codes")
    assert first_read + first_merge < A_MINUTE
    assert again_read + again_merge < A_MINUTE


def test_reading_stands_beside_splitting_lines(official: Path) -> None:
    def read() -> int:
        with official.open("rb") as file:
            return sum(1 for _ in CODES["sks"].read(file))

    assert read() == MANY
    ours, least = seconds(read, times=2), seconds(lambda: split_lines(official), times=2)
    print(f"\nread and checked {ours:.1f} s, lines split and kept {least:.2f} s: {ours / least:.0f} times")


def test_memory_holds_the_keys_and_not_the_texts(official: Path) -> None:
    tracemalloc.start()
    with official.open("rb") as file:
        for _ in CODES["sks"].read(file):
            pass
    ours = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    split_lines(official)
    whole = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\nmost memory: read {ours / MEBIBYTE:.0f} MiB, everything kept {whole / MEBIBYTE:.0f} MiB")
    assert ours < 80 * MEBIBYTE
    assert ours < whole
