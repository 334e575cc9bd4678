"""The worker's part: trying what is published under every standard there is (9.3).

A version is tried when it is published, and every version is tried again when a standard is.
"""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from .models import PublishedVersion


def prove_later(published: PublishedVersion) -> None:
    """Let the worker try the version, or all versions after a new standard, when it is committed.

    A shared code set is never run by itself, so there is nothing to try.
    """
    if published.profile.is_standard:
        transaction.on_commit(lambda: prove_everything.delay(published.standard), robust=True)
    elif not published.profile.is_code_set:
        transaction.on_commit(lambda: prove_one.delay(published.pk), robust=True)


@shared_task
def prove_everything(standard: str) -> None:
    """Queue one trial for each published version of a profile that has no proof for the standard."""
    unproved = PublishedVersion.objects.of_profiles().exclude(proofs__standard=standard)
    for pk in unproved.values_list("pk", flat=True):
        prove_one.delay(pk)


@shared_task
def prove_one(pk: int) -> None:
    """Try one published version; trying it twice is trying it once."""
    from .actions import prove

    prove(published=PublishedVersion.objects.get(pk=pk))
