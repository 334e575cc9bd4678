"""A published version, read like a guideline; open to whoever may read published profiles."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles.authoring.guideline import guideline
from profiles.publication.english import in_english
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number
from profiles.standard.narrative.english import ENGLISH
from profiles.standard.reading import read


@require_safe
def show(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    if not (settings.OPEN_READING or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    published = _published(slug, number)
    others = PublishedVersion.objects.with_their_profiles().filter(profile=published.profile)
    guide = guideline(read(published.document))
    context = {
        "published": published,
        "profile": published.profile,
        "guide": guide,
        "english": in_english(guide.document) if request.GET.get("language") == ENGLISH.code else None,
        "others": others,
        "newest": others[0],
    }
    return render(request, "publication/version.html", context)


def _published(slug: str, number: str) -> PublishedVersion:
    parsed = parse_number(number)
    found = PublishedVersion.objects.numbered(slug, parsed) if parsed else None
    if found is None:
        raise Http404(f"Profilen har ingen udgivet version {number}.")
    return found
