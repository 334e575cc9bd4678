"""The API does what its committed description says, whatever is asked of it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.specs.openapi.checks import positive_data_acceptance

from profiles.publication.description import DESCRIPTION

from .conftest import Publish

# The loader that makes pytest fixtures of a schema is not made for this pytest; the schema itself is.
schema = schemathesis.openapi.from_path(DESCRIPTION)
REQUESTS = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.fixture
def address(transactional_db: None, publish: Publish, live_server: LiveServer) -> str:
    publish()
    return str(live_server.url)


@pytest.mark.parametrize("path", sorted(schema))
def test_every_answer_is_one_that_the_description_promises(address: str, path: str) -> None:
    operation = schema[path]["GET"]

    @REQUESTS
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, excluded_checks=_unasked(case))

    ask()


def _unasked(case: schemathesis.Case) -> list[Any]:
    """A standard can be written as one and yet be known to nobody: that is refused, as it should be."""
    return [positive_data_acceptance] if "standards" in (case.query or {}) else []
