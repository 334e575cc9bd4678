"""Reading a draft against another release of a code system: what it changes, and the button to do it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.permissions import may_on
from accounts.rights import ProfileRight
from profiles.terminology.between import changes_between
from profiles.terminology.models import Release

from ..access import open_draft
from ..codes.actions import move_to_release
from ..codes.effect import effects
from ..codes.releases import Reading, readings
from ..codes.seen import code_sets_of
from ..errors import WrongState
from ..models import ProfileVersion
from ..workflow import State

#: Longer than the number of any release.
LONGEST_NUMBER = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_release(request: HttpRequest, slug: str, system: str) -> HttpResponse:
    """See what another release of the system means for the draft, or move to it."""
    right = ProfileRight.EDIT if request.method == "POST" else ProfileRight.READ
    version = open_draft(request, slug, right)
    reading = _reading(version, system)
    if request.method != "POST":
        return _page(request, version, reading, _asked(request.GET.get("to", ""), reading))
    chosen = Release.objects.filter(system=system, number=_number(request.POST.get("to", ""))).first()
    if chosen is None:
        return _page(request, version, reading, reading.newest, refusal="Vælg en udgave.", status=422)
    try:
        move_to_release(version=version, by=person_of(request), release=chosen)
    except WrongState as wrong:
        return _page(request, wrong.version, reading, chosen, refusal=str(wrong), status=409)
    messages.success(request, f"Kladden læses nu mod {chosen}.")
    return HttpResponseRedirect(reverse("authoring:code-sets", args=[slug]), status=303)


def _reading(version: ProfileVersion, system: str) -> Reading:
    found = next((each for each in readings(version) if each.release.system_id == system), None)
    if found is None:
        raise Http404("Kladden har ikke det kodesystem, eller der er ingen udgaver af det.")
    return found


def _asked(number: str, reading: Reading) -> Release:
    """The release that is asked about; the newest, unless an existing one is named."""
    named = Release.objects.filter(system=reading.newest.system_id, number=_number(number))
    return named.select_related("system").first() or reading.newest


def _number(text: str) -> int:
    """The number of a release; 0, which none has, for what is no number."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _page(
    request: HttpRequest,
    version: ProfileVersion,
    reading: Reading,
    to: Release,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    system = to.system_id
    changes = changes_between(system, reading.release.number, to.number)
    context = {
        "version": version,
        "profile": version.profile,
        "reading": reading,
        "to": to,
        "others": Release.objects.filter(system=system).exclude(pk__in=[reading.release.pk, to.pk]),
        "changed": len(changes),
        "effects": effects(code_sets_of(version), system, changes),
        "refusal": refusal,
        "may_edit": version.state == State.DRAFT and may_on(request.user, ProfileRight.EDIT, version.profile),
    }
    return render(request, "authoring/move_release.html", context, status=status)
