"""The worker's part: reading imports, and going on with those that a worker left when it died."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from .models import Import

#: A large system takes a minute or two; what takes longer is stopped where it can be continued.
SOFT_SECONDS, HARD_SECONDS = 50 * 60, 55 * 60


@shared_task(soft_time_limit=SOFT_SECONDS, time_limit=HARD_SECONDS)
def run_import(pk: int) -> None:
    """Read an import; one that is over, or that another worker is at, is left alone."""
    from .actions import run

    for of in Import.objects.filter(pk=pk):
        run(of=of)


@shared_task
def continue_imports() -> None:
    """Queue every import that waits or was left half read."""
    for pk in Import.objects.under_way().values_list("pk", flat=True):
        run_import.delay(pk)


@worker_ready.connect
def when_a_worker_starts(**_: Any) -> None:
    """Another worker may have died with an import in its hands."""
    continue_imports.delay()
