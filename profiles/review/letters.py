"""The words of an e-mail: plain text in Danish from a template, with a link into the tool.

A letter names people and the profile and says no more: what was written is read in the tool, by those who
may.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from profiles.authoring.subjects import content_of, subject_of

from .announcements import Happening
from .recipients import news


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def write(happening: Happening, pk: int, *, by: User, to: User) -> Letter:
    """The letter to one person about one happening. The template's first line is the subject."""
    told = news(happening, pk)
    context = {
        "to": to,
        "by": by,
        "version": told.version,
        "title": subject_of(told.version.profile).title(content_of(told.version)),
        "about": told.about,
        "link": settings.BASE_URL.rstrip("/") + _address(happening, told.version.profile.slug, pk),
        "tool_name": settings.TOOL_NAME,
    }
    subject, _, body = render_to_string(f"review/mail/{happening.value}.txt", context).partition("\n")
    return Letter(" ".join(subject.split()), body.strip() + "\n")


def _address(happening: Happening, slug: str, pk: int) -> str:
    if happening in (Happening.PUBLISHED, Happening.WITHDRAWN):
        return reverse("authoring:profile", args=[slug])
    fragment = f"#comment-{pk}" if happening == Happening.COMMENTED else ""
    return reverse("review:review", args=[slug]) + fragment
