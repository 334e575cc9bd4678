"""The largest documents that are still run finish inside the limits of memory and time."""

from __future__ import annotations

import pytest

from tests.evaluation.test_limits import LARGE, Make, assert_finishes

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE.keys())
def test_the_largest_documents_finish_inside_the_limits(make: Make) -> None:
    assert_finishes(make())
