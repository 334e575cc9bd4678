"""Handing an import to a worker."""

from __future__ import annotations

from django.db import transaction

from ..models import Import


def read_later(*, of: Import) -> None:
    """Let a worker take the import when it is committed; taking it twice is taking it once."""
    from ..tasks import run_import

    transaction.on_commit(lambda: run_import.delay(of.pk), robust=True)
