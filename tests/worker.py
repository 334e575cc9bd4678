"""A real worker: a process of its own on the test's database and queue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from cockpit.celery import app

PATIENCE_SECONDS = 60
Found = TypeVar("Found")


@contextmanager
def at_work(**environment: str) -> Iterator[None]:
    """A worker with an empty queue, for as long as the block lasts."""
    app.control.purge()
    mine = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = f"{sys.executable} -m celery -A cockpit worker --pool solo --loglevel WARNING".split()
    everything = os.environ | {"DATABASE_URL": mine} | environment
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=everything)
    yield
    worker.terminate()
    assert worker.wait(timeout=30) == 0


def awaited(look: Callable[[], Found | None], what: str) -> Found:
    """What the look finds, when there is something to find."""
    end = monotonic() + PATIENCE_SECONDS
    while monotonic() < end:
        if found := look():
            return found
        sleep(0.2)
    pytest.fail(f"no {what} after {PATIENCE_SECONDS} seconds")
