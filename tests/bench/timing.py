"""How the benchmarks take time: the best of some rounds, so that what else runs disturbs least."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(
    work: Callable[[], object], times: int = 5, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The shortest of ``times`` rounds, by the clock on the wall unless another is given."""

    def once() -> float:
        began = clock()
        work()
        return clock() - began

    return min(once() for _ in range(times))


def processor_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The same in processor time."""
    return seconds(work, times, time.process_time)
