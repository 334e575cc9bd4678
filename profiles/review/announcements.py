"""What people are told of by e-mail, and the handing over of it to the worker.

An announcement is queued when the transaction is committed, never before; a queue that cannot be reached is
logged and does not undo what was done.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.db.models import TextChoices

from accounts.models import User


class Happening(TextChoices):
    """What happened; the value is also the name of the text in ``templates/review/mail``."""

    SUBMITTED = "submitted", "En version er sendt til gennemgang"
    TAKEN_BACK = "taken_back", "En version er taget tilbage"
    COMMENTED = "commented", "En kommentar er skrevet"
    DECIDED = "decided", "En afgørelse er truffet"
    PUBLISHED = "published", "En version er udgivet"
    WITHDRAWN = "withdrawn", "En version er trukket tilbage"


def announce(happening: Happening, pk: int, *, by: User) -> None:
    """Let the worker tell those it concerns; ``pk`` is of the round, comment, decision or version."""
    from .tasks import tell_everyone

    said_once = uuid4().hex

    def queue() -> None:
        tell_everyone.delay(happening.value, pk, by.pk, said_once)

    transaction.on_commit(queue, robust=True)
