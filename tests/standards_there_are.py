"""Which standards a test sees: those that are shipped and those it publishes; never another test’s."""

from __future__ import annotations

import pytest

from profiles.authoring.standards import PublishedStandards
from profiles.standard.catalogue import serve_standards_from


def pytest_sessionstart() -> None:
    """While tests are collected no database may be asked: the shipped standards are those there are."""
    serve_standards_from(None)


@pytest.fixture(autouse=True)
def own_standards(request: pytest.FixtureRequest) -> None:
    """What an earlier test published is forgotten; a test without a database has the shipped ones alone."""
    needs_rows = {"db", "transactional_db", "live_server", "world"} & set(request.fixturenames)
    has_rows = request.node.get_closest_marker("django_db") is not None or needs_rows
    serve_standards_from(PublishedStandards() if has_rows else None)
