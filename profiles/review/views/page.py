"""The review page: what changed, what is missing, what was said, and what the person may do about it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import person_of
from cockpit.pages import render_page
from profiles.authoring.access import newest_version
from profiles.authoring.models import ProfileVersion
from profiles.review.desk import Filled, desk


@require_safe
@login_required
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a version, what changed in it and what is said about it."""
    return review_page(request, newest_version(slug, person_of(request)))


def review_page(
    request: HttpRequest, version: ProfileVersion, filled: Filled | None = None, status: int = 200
) -> HttpResponse:
    """The page about a version as the database has it now, with the forms that were refused."""
    now = ProfileVersion.objects.select_related("profile", "base__profile").get(pk=version.pk)
    way = request.POST.get("view") or request.GET.get("view", "")
    context = desk(version=now, person=person_of(request), filled=filled or Filled(), way=way)
    return render_page(request, "review/review.html", "review/_review.html", context, status=status)
