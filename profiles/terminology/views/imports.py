"""Bringing a file in: what it is and where it comes from, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import needs, person_of, posted, readable
from accounts.permissions import may
from accounts.rights import Right
from cockpit.pages import render_page

from .. import actions
from ..differences import Differences, Kind
from ..errors import ImportRefused
from ..formats import FORMATS
from ..forms import ImportForm
from ..models import Import, Release
from ..overview import progress

#: A release that closes more than one in so many of its own codes may be an excerpt taken for the whole.
MANY_CLOSED = 10
IMPORTS = Import.objects.select_related("system", "to_system", "release", "map", "by")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_CODES)
def new(request: HttpRequest) -> HttpResponse:
    """Upload a file of codes or a map; a worker reads it."""
    form = ImportForm(posted(request), request.FILES or None, initial={"system": request.GET.get("system")})
    if form.is_valid():
        try:
            taken = actions.begin_import(**form.facts(), by=person_of(request))
        except ImportRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect(taken)
    context = {"form": form, "formats": FORMATS.values()}
    return render(request, "codes/new_import.html", context, status=422 if form.errors else 200)


@readable
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the import is, or what came of it; htmx asks again until it is over."""
    (told,) = progress(get_object_or_404(IMPORTS, pk=pk))
    context = {
        "told": told,
        "import": told.of,
        "format": FORMATS.get(told.of.format),
        "before": told.of.release.number - 1 if told.of.release else None,
        "may_import": may(request.user, Right.MANAGE_CODES),
        **_what_it_did(told.of.release),
    }
    return render_page(request, "codes/import.html", "codes/_import.html", context)


def _what_it_did(release: Release | None) -> dict[str, Any]:
    """How many codes the release changed, in each way; and whether it closed so many that one should look."""
    if release is None or release.number == 1:
        return {"counts": (), "closed_many": 0}
    counts = Differences(release.system_id, release.number - 1, release.number).counts
    closed = counts[Kind.CLOSED]
    return {
        "counts": [(kind.label, number) for kind, number in counts.items() if number],
        "closed_many": closed if closed * MANY_CLOSED > release.rows else 0,
    }


@require_POST
@needs(Right.MANAGE_CODES)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Continue an import that was left."""
    return _do(request, pk, actions.continue_import, "Indlæsningen fortsætter, hvor den slap.")


@require_POST
@needs(Right.MANAGE_CODES)
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """End an import with nothing added."""
    return _do(request, pk, actions.give_up, "Indlæsningen er opgivet. Koderne er, som de var.")


def _do(request: HttpRequest, pk: int, action: Callable[..., Import], done: str) -> HttpResponse:
    taken = get_object_or_404(Import, pk=pk)
    try:
        action(of=taken, by=person_of(request))
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(taken)
