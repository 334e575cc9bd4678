"""The few filters and tags that every template may use without loading them.

Dates and times in the form of the house: ``21. nov. 2026``, ``14.32``, ``i dag kl. 9.05``.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime

from accounts.models import User
from profiles.authoring.workflow import State

register = template.Library()

STATE_ICONS: dict[State, str] = {
    State.DRAFT: "edit",
    State.IN_REVIEW: "visibility",
    State.APPROVED: "how-to-reg",
    State.PUBLISHED: "success",
    State.DISCARDED: "minus",
}
NOTICE_ICONS = {"info": "info", "success": "success", "warning": "warning", "error": "error"}
AVATAR_HUES = 5


@register.simple_tag
@lru_cache
def icon(name: str) -> SafeString:
    """A decorative icon of the design system; the words beside it say what it means. Drawn once a process."""
    context = {"sprite": static("dkfds/img/all-svg-icons.svg"), "name": name}
    return render_to_string("components/icon.html", context)


@register.simple_tag
def notice_icon(kind: str) -> SafeString:
    """The icon of a kind of notice."""
    drawn: SafeString = icon(NOTICE_ICONS.get(kind, "info"))
    return drawn


@register.inclusion_tag("components/state.html")
def state_chip(state: str) -> dict[str, str]:
    """The state of a version as word, shape and colour."""
    known = State(state)
    return {"state": known.value, "label": str(known.label), "icon_name": STATE_ICONS[known]}


@register.inclusion_tag("components/avatar.html")
def avatar(person: User) -> dict[str, Any]:
    """A person's initials in a circle; decoration beside the name, never instead of it."""
    return {"person": person, "hue": (person.pk or 0) % AVATAR_HUES}


@register.filter
def danish_date(moment: date | None) -> str:
    """``21. nov. 2026``, in Danish local time; empty for nothing."""
    return date_format(_local(moment), "j. N Y") if moment else ""


@register.filter
def danish_time(moment: datetime | None) -> str:
    """``14.32``, in Danish local time; empty for nothing."""
    return date_format(_local(moment), "G.i") if moment else ""


@register.filter
def danish_moment(moment: datetime | None) -> str:
    """``21. nov. 2026 kl. 14.32``."""
    return f"{danish_date(moment)} kl. {danish_time(moment)}" if moment else ""


@register.filter
def danish_when(moment: datetime | None) -> str:
    """``i dag kl. 14.32``, ``i går kl. 9.05``, else the date alone."""
    if moment is None:
        return ""
    days = (localtime().date() - _local(moment).date()).days
    near = {0: "i dag", 1: "i går"}.get(days)
    return f"{near} kl. {danish_time(moment)}" if near else danish_date(moment)


def _local(moment: Any) -> Any:
    return localtime(moment) if isinstance(moment, datetime) and is_aware(moment) else moment
