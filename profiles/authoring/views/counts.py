"""Optælling: how many patients a draft or a published version finds among synthetic ones, step by step."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import sign_in_unless_open
from cockpit.pages import render_page, wants_partial

from ..access import open_profile_draft, published_version
from ..counting.clinics import clinics
from ..counting.count import NotCounted, count
from ..counting.shown import shown
from ..forms.counts import CountForm
from ..models import ProfileVersion

PAGE, PARTIAL = "authoring/counts.html", "authoring/_counts.html"
EDITOR_PARTIAL = "authoring/editor/_counts.html"


@login_required
@require_safe
def draft_counts(request: HttpRequest, slug: str) -> HttpResponse:
    """The open version counted, for whoever may read it."""
    return _page(request, open_profile_draft(request, slug))


@require_safe
def version_counts(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """A published version counted, for whoever may read published profiles."""
    if refused := sign_in_unless_open(request):
        return refused
    version = published_version(request, slug, number)
    if version.profile.is_code_set:
        raise Http404("Et fælles kodesæt har ingen population.")
    return _page(request, version)


@login_required
@require_safe
def editor_counts(request: HttpRequest, slug: str) -> HttpResponse:
    """The counts that stand in the editor beside the criteria, in the smallest clinic on its last day."""
    version = open_profile_draft(request, slug)
    if not wants_partial(request):
        return redirect("authoring:counts", slug)
    return render(request, EDITOR_PARTIAL, _counted(version, {}))


def _page(request: HttpRequest, version: ProfileVersion) -> HttpResponse:
    context = _counted(version, request.GET)
    form = context.get("form")
    return render_page(request, PAGE, PARTIAL, context, 422 if form and form.errors else 200)


def _counted(version: ProfileVersion, given: Any) -> dict[str, Any]:
    """What the page shows; ``shown`` is None when there is no count, and ``refusal`` says why."""
    made = clinics()
    context: dict[str, Any] = {"version": version, "profile": version.profile, "made": made}
    context |= {"shown": None, "refusal": "", "form": None}
    if not made:
        return context
    form = CountForm(given, made)
    context["form"] = form
    if not form.is_valid():
        return context
    try:
        found = count(version, form.chosen, form.cleaned_data["date"])
    except NotCounted as refused:
        return context | {"refusal": str(refused)}
    return context | {"shown": shown(version.content, found), "date": form.cleaned_data["date"]}
