"""The codes that a version's rules mean, and who has seen each: of a draft, and as published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import sign_in_unless_open

from ..access import newest_version, visible_profile
from ..codes.releases import used_readings
from ..codes.told import FIRST, codes_told
from ..models import ProfileVersion


@login_required
@require_safe
def codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the open version, or else the newest, for whoever may read drafts."""
    return _page(request, newest_version(request, slug))


@require_safe
def version_codes(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Of a published version, for whoever may read published profiles."""
    if refused := sign_in_unless_open(request):
        return refused
    profile = visible_profile(request, slug)
    version = profile.versions.published().select_related("profile").filter(number=number).first()
    if version is None or profile.is_standard:
        raise Http404(f"Profilen har ingen udgivet version {number}.")
    return _page(request, version)


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
