"""The engine is slow to wake, so the tests of a module share one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .engine import Engine


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running
