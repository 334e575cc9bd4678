"""Every test has real PostgreSQL and Valkey, and no network but the loopback.

What ``DATABASE_URL`` and ``REDIS_URL`` name is used; what they do not name is started here, once, and
stopped when the run ends. pytest-xdist's workers inherit the addresses from the process that starts them.
"""

import atexit
import os
from contextlib import ExitStack

import django
import pytest

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
