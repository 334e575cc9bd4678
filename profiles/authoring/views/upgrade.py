"""Moving a draft to a newer standard: what happens, and the button that does it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.permissions import may_on
from accounts.rights import ProfileRight
from profiles.standard.migration import CannotMigrate

from ..access import open_draft
from ..actions import upgrade_standard
from ..errors import StaleSave, WrongState
from ..models import ProfileVersion
from ..upgrading import newer_standard, prepared
from ..workflow import State
from .answer import base_revision

NOTHING_NEWER = "Der er ingen nyere standard at opgradere til."


@login_required
@require_http_methods(["GET", "POST"])
def upgrade(request: HttpRequest, slug: str) -> HttpResponse:
    """See what the move means, or make it."""
    if request.method == "POST":
        return _write(request, open_draft(request, slug, ProfileRight.EDIT))
    return _page(request, open_draft(request, slug))


def _write(request: HttpRequest, version: ProfileVersion) -> HttpResponse:
    to = newer_standard(version.content)
    if to is None or request.POST.get("to") != to:
        return _page(request, version, status=422, refusal="Vælg at opgradere her på siden.")
    revision = base_revision(request)
    try:
        upgrade_standard(version=version, by=person_of(request), to=to, base_revision=revision)
    except StaleSave as stale:
        return _page(request, stale.version, status=409, refusal=_stale(stale))
    except WrongState as wrong:
        return _page(request, wrong.version, status=409, refusal=str(wrong))
    except CannotMigrate as refused:
        return _page(request, version, status=422, refusal=str(refused))
    after = "authoring:draft" if version.profile.is_code_set else "authoring:purpose"
    return HttpResponseRedirect(reverse(after, args=[version.profile.slug]), status=303)


def _stale(stale: StaleSave) -> str:
    names = " og ".join(stale.editors) or "En anden"
    return f"{names} har gemt, siden du åbnede siden. Her står, hvad der sker nu; prøv igen."


def _page(
    request: HttpRequest, version: ProfileVersion, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    to = newer_standard(version.content)
    migration, obstacle = prepared(version.content, to) if to else (None, None)
    context = {
        "version": version,
        "profile": version.profile,
        "to": to,
        "migration": migration,
        "obstacle": obstacle,
        "refusal": refusal or (NOTHING_NEWER if to is None and status != 200 else ""),
        "may_edit": version.state == State.DRAFT and may_on(request.user, ProfileRight.EDIT, version.profile),
    }
    return render(request, "authoring/upgrade.html", context, status=status)
