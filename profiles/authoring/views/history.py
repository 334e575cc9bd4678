"""A profile's history: who changed what from what to what, and who did what, newest first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.rights import ProfileRight
from cockpit.pages import render_page

from ..access import profile_for
from ..chronicle import events_of, told

PAGE_SIZE = 20


@login_required
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the history, for people who may read drafts."""
    profile = profile_for(request, slug, ProfileRight.READ)
    page = Paginator(events_of(profile), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"profile": profile, "page_obj": page, "entries": told(profile, page.object_list)}
    return render_page(request, "authoring/history.html", "authoring/_history.html", context)
