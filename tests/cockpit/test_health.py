from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from redis.exceptions import ConnectionError as RedisDown

pytestmark = pytest.mark.django_db


def test_all_is_well_when_both_services_answer(client: Client) -> None:
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "redis": "ok"}


def test_no_cache_keeps_the_answer(client: Client) -> None:
    assert "no-store" in client.get("/health/")["Cache-Control"]


def test_redis_down_is_503_without_the_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(key: str) -> None:
        raise RedisDown("redis://:secret@10.0.0.7 refused")

    monkeypatch.setattr(cache, "get", down)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "redis": "unavailable"}


def test_the_database_down_is_503_without_the_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise OperationalError("password authentication failed for user postgres")

    monkeypatch.setattr(connection, "cursor", down)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"database": "unavailable", "redis": "ok"}
