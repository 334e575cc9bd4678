"""What a release of a code system means for what is published, and a draft that takes it in at a click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.rights import ProfileRight
from profiles.terminology.models import Release

from ..access import profile_for
from ..actions import start_draft
from ..codes.impact import impacts
from ..errors import AuthoringError


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_impact(request: HttpRequest, system: str, number: int) -> HttpResponse:
    """See it, or begin a draft of the profile whose button was pressed."""
    release = get_object_or_404(Release.objects.select_related("system"), system=system, number=number)
    if request.method == "POST":
        return _begin(request, release)
    context = {"release": release, "impacts": impacts(release, request.user)}
    return render(request, "authoring/release_impact.html", context)


def _begin(request: HttpRequest, release: Release) -> HttpResponse:
    """A draft of the newest published version, read against the release."""
    chosen = profile_for(request, request.POST.get("profile", ""), ProfileRight.EDIT)
    try:
        start_draft(profile=chosen, by=person_of(request), releases=[release])
    except AuthoringError as refused:
        messages.error(request, str(refused))
        return redirect(chosen)
    messages.success(request, f"Kladden er begyndt og læses mod {release}.")
    return HttpResponseRedirect(reverse("authoring:codes-not-seen", args=[chosen.slug]), status=303)
