"""Whether what the tool stands on answers. An outsider learns which part is down; the log learns why."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def condition_of_services() -> dict[str, str]:
    """``{"database": "ok", "redis": "unavailable"}``: every service by name."""
    return {"database": _state(_ask_database), "redis": _state(_ask_redis)}


def _state(ask: Callable[[], object]) -> str:
    try:
        ask()
    except (DatabaseError, RedisError, OSError) as error:
        log.error("health", service=ask.__name__, error=str(error))
        return "unavailable"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> object:
    return cache.get("health")
