"""Home, manual, accessibility and health: the pages that belong to no one part of the tool."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import may
from accounts.rights import Right

from . import overview
from .health import condition_of_services
from .manual import manual_context


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed in: what waits and what goes on. Not signed in: what the tool is."""
    if isinstance(request.user, User):
        return render(request, "home.html", _home_of(request.user))
    published = overview.published_lately() if settings.OPEN_READING else []
    return render(request, "welcome.html", {"published": published, "open_reading": settings.OPEN_READING})


def _home_of(person: User) -> dict[str, Any]:
    return {
        "tasks": overview.waiting_for(person),
        "drafts": [(draft, overview.address_of(draft)) for draft in overview.drafts_of(person)],
        "published": overview.published_lately(),
        "may_create": may(person, Right.CREATE_PROFILE),
    }


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """The manual; its workflow and roles are the ones the tool runs on."""
    return render(request, "manual.html", manual_context())


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The statement the owner keeps at the national register, or ours until there is one."""
    if settings.ACCESSIBILITY_STATEMENT_URL:
        return redirect(settings.ACCESSIBILITY_STATEMENT_URL)
    return render(request, "was.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database and Redis answer, else 503; says which, never why."""
    condition = condition_of_services()
    healthy = all(state == "ok" for state in condition.values())
    return JsonResponse(condition, status=200 if healthy else 503)
