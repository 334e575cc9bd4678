"""Synthetic patients: how long a region takes to draw and to write, and how much memory, each on its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.bench

DRAW = """
from profiles.evaluation.synthetic import generate
rows = sum(table.num_rows for chunk in generate({size}) for table in chunk.values())
"""
WRITE = """
from pathlib import Path
from profiles.evaluation.synthetic import write_clinic
write_clinic(Path({folder!r}), {size})
rows = 0
"""
MEASURE = """
import json, resource, time
import profiles.evaluation.synthetic
began = time.perf_counter()
{work}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.perf_counter() - began, peak / 1024, rows]))
"""


def measured(work: str) -> tuple[float, float, int]:
    """Seconds, most megabytes at a time, and rows."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(work=work)], check=True, capture_output=True, text=True
    )
    seconds, megabytes, rows = json.loads(done.stdout)
    return seconds, megabytes, rows


def test_drawing_a_clinic_a_region_and_a_million() -> None:
    seconds = {}
    for size in (1_600, 100_000, 1_000_000):
        seconds[size], megabytes, rows = measured(DRAW.format(size=size))
        print(
            f"\n{size} patients drawn: {seconds[size]:.2f} s, {megabytes:.0f} MB, {rows / size:.0f} rows each"
        )
    print(f"a million takes {seconds[1_000_000] / seconds[100_000]:.1f} times a hundred thousand")


@pytest.mark.parametrize("size", [1_600, 100_000, 1_000_000])
def test_writing_a_clinic_a_region_and_a_million(size: int, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    seconds, megabytes, _ = measured(WRITE.format(folder=str(folder), size=size))
    written = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"\n{size} patients written: {seconds:.2f} s, {megabytes:.0f} MB of memory, {written:.0f} MB on disk"
    )
