"""The codes of a version that nobody has seen yet, and saying of them that they belong or not (6.3)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.permissions import require_on
from accounts.rights import ProfileRight
from cockpit.pages import render_page
from profiles.standard.problem import InvalidDocument

from ..access import newest_version
from ..actions import save_content
from ..builder.asked import carried_in
from ..codes.actions import look_at, sample_branch
from ..codes.leaving_out import without
from ..codes.seen import require_looking, unseen
from ..errors import AuthoringError, StaleSave, WrongState
from ..forms.looking import chosen_keys, key_of
from ..models import ProfileVersion
from ..workflow import State
from .answer import base_revision
from .unseen import EDITOR, panels, rights

PAGE, PARTIAL = "authoring/codes_not_seen.html", "authoring/_codes_not_seen.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def codes_not_seen(request: HttpRequest, slug: str) -> HttpResponse:
    """List them, code set by code set; or take what the person says of some of them."""
    version = newest_version(slug, person_of(request))
    if request.method != "POST":
        return _page(request, version)
    require_looking(person_of(request), version)
    try:
        messages.success(request, _taken(request, version))
    except (AuthoringError, InvalidDocument) as refusal:
        return _page(request, version, refusal=refusal)
    return HttpResponseRedirect(_way_back(request, slug), status=303)


def _taken(request: HttpRequest, version: ProfileVersion) -> str:
    """Do what the pressed button says; returns what was done, in a sentence."""
    person, code_set = person_of(request), request.POST.get("code_set", "")
    if left_out := request.POST.get("leave_out"):
        return _left_out(request, version, code_set, left_out)
    if branch := request.POST.get("sample"):
        system, under = key_of(branch)
        reason = request.POST.get("reason", "")
        many = sample_branch(
            version=version, code_set=code_set, system=system, under=under, by=person, reason=reason
        )
        return f"{_codes(many)} under {under} er set som stikprøve."
    many = look_at(version=version, code_set=code_set, codes=chosen_keys(request.POST), by=person)
    return f"{_codes(many)} er set." if many else "Du havde allerede set koden."


def _codes(number: int) -> str:
    return "1 kode" if number == 1 else f"{number} koder"


def _left_out(request: HttpRequest, version: ProfileVersion, code_set: str, code: str) -> str:
    """A rule more in the draft, as any other edit of it."""
    require_on(request.user, ProfileRight.EDIT, version.profile)
    if version.state != State.DRAFT:
        raise WrongState(version, State.DRAFT)
    system, key = key_of(code)
    document, concept = without(version, code_set, system, key)
    save_content(
        version=version,
        by=person_of(request),
        document=document,
        base_revision=base_revision(request),
        summary=f"Udelod {concept.code} {concept.title}",
    )
    return f"{concept.code} er udeladt."


def _way_back(request: HttpRequest, slug: str) -> str:
    """Where the button was pressed; in the editor with the same branches open."""
    code_set = request.POST.get("code_set", "")
    if request.POST.get("came_from") == EDITOR:
        page = reverse("authoring:code-set", args=[slug, code_set])
        return f"{page}{carried_in(request.POST).query}"
    return reverse("authoring:codes-not-seen", args=[slug])


def _page(request: HttpRequest, version: ProfileVersion, refusal: Exception | None = None) -> HttpResponse:
    now = refusal.version if isinstance(refusal, StaleSave) else version
    words = _words(refusal)
    shown = panels(unseen(now), request.POST if refusal else None, words)
    in_form = any(branch.is_refused for panel in shown for branch in panel.branches)
    context = {
        "version": now,
        "profile": now.profile,
        "panels": shown,
        "came_from": "",
        "refusal": "" if in_form else words,
        **rights(now, request.user),
    }
    return render_page(request, PAGE, PARTIAL, context, _status(refusal))


def _words(refusal: Exception | None) -> str:
    if isinstance(refusal, InvalidDocument):
        return " ".join(problem.message for problem in refusal.problems)
    return str(refusal or "")


def _status(refusal: Exception | None) -> int:
    if refusal is None:
        return 200
    return 409 if isinstance(refusal, StaleSave | WrongState) else 422
