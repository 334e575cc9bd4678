"""Every test has real PostgreSQL and Valkey, and no network but the loopback.

What ``DATABASE_URL`` and ``REDIS_URL`` name is used; what they do not name is started here, once, and
stopped when the run ends. pytest-xdist's workers inherit the addresses from the process that starts them.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack

import django
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from deploy.services import throwaway_services

LOOPBACK = "127.0.0.1,::1,localhost"

services = ExitStack()
atexit.register(services.close)
os.environ |= services.enter_context(throwaway_services())


def own_database_number(url: str, worker: str) -> str:
    """The worker's own Valkey database, counted from the one in the URL: gw0 has it, gw1 the next."""
    server, _, number = url.rpartition("/")
    return f"{server}/{int(number) + int(worker.removeprefix('gw'))}"


if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["REDIS_URL"] = own_database_number(os.environ["REDIS_URL"], worker)

# The settings are read here, when the addresses are known. Named in pyproject.toml or in the environment,
# which the workers inherit, pytest-django would read them before this module.
os.environ["DJANGO_SETTINGS_MODULE"] = "cockpit.settings"
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    config.option.allow_hosts = LOOPBACK
    config.option.allow_unix_socket = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Close in the end what threads of the live server left open: the database could not be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
