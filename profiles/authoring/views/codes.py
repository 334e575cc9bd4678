"""The codes that a version's rules mean, and who has seen each: of a draft, and as published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import person_of, sign_in_unless_open

from ..access import newest_version, published_version
from ..codes.releases import used_readings
from ..codes.told import FIRST, codes_told
from ..models import ProfileVersion


@login_required
@require_safe
def codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the open version, or else the newest, for whoever may read drafts."""
    return _page(request, newest_version(slug, person_of(request)))


@require_safe
def version_codes(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Of a published version, for whoever may read published profiles."""
    if refused := sign_in_unless_open(request):
        return refused
    return _page(request, published_version(request, slug, number))


def _page(request: HttpRequest, version: ProfileVersion) -> HttpResponse:
    only = request.GET.get("code_set", "")
    context = {
        "version": version,
        "profile": version.profile,
        "readings": used_readings(version),
        "code_sets": codes_told(version, only=only, first=None if only else FIRST),
        "only": only,
    }
    return render(request, "authoring/codes.html", context)
