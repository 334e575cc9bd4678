"""The worker's part: find whom an announcement concerns, and send each of them one e-mail.

Sending is tried again with growing pauses. A letter that has been sent is remembered for a while, so that a
task that runs twice does not write twice.
"""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail

from accounts.models import User

from .announcements import Happening
from .letters import write
from .recipients import news, recipients

REMEMBERED_SECONDS = 24 * 60 * 60
RETRIES: dict[str, Any] = {
    "autoretry_for": (OSError, SMTPException),
    "max_retries": 8,
    "retry_backoff": True,
    "retry_backoff_max": 15 * 60,
}


@shared_task(**RETRIES)
def tell_everyone(happening: str, pk: int, by_pk: int, said_once: str) -> None:
    """Queue a letter to everyone the announcement concerns; ``said_once`` names the announcement."""
    told = news(Happening(happening), pk)
    for person in recipients(told, by_pk=by_pk):
        tell.delay(happening, pk, by_pk, said_once, person.pk)


@shared_task(**RETRIES)
def tell(happening: str, pk: int, by_pk: int, said_once: str, person_pk: int) -> None:
    """Send one person the letter, unless it has been sent or the person is no longer active."""
    key = f"letter:{said_once}:{person_pk}"
    person = User.objects.filter(pk=person_pk, is_active=True).first()
    if person is None or cache.get(key):
        return
    letter = write(Happening(happening), pk, by=User.objects.get(pk=by_pk), to=person)
    send_mail(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [person.email])
    cache.set(key, True, REMEMBERED_SECONDS)
