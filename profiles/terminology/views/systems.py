"""Code systems: all of them with what is on its way in, one of them as a tree to walk in, and a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import needs, person_of, posted, readable
from accounts.permissions import may
from accounts.rights import Right
from cockpit.pages import render_page, wants_partial
from profiles.standard.codes import normalised

from .. import actions
from ..browsing import branches, path_to, under
from ..forms import CodeSystemForm
from ..models import CodeSystem
from ..overview import imports_to_tell, lines, maps_of

CODES_A_PAGE = 100


@readable
def overview(request: HttpRequest) -> HttpResponse:
    """Every code system with its newest release; htmx asks again for what is on its way in."""
    imports = imports_to_tell()
    context: dict[str, Any] = {
        "imports": imports,
        "imports_move": any(told.moves for told in imports),
        "may_import": may(request.user, Right.MANAGE_CODES),
    }
    if not wants_partial(request):
        context["lines"] = lines()
    return render_page(request, "codes/systems.html", "codes/_imports.html", context)


@readable
def show(request: HttpRequest, system: str) -> HttpResponse:
    """The codes right under ``?under=`` (at the top without), page by page, and the system's releases."""
    shown = get_object_or_404(CodeSystem, pk=system)
    key = normalised(request.GET.get("under", ""))
    path = path_to(shown.pk, key) if key else []
    if key and not path:
        raise Http404("Koden findes ikke i kodesystemet.")
    page = Paginator(under(shown.pk, key), CODES_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"system": shown, "key": key, "path": path, "page_obj": page}
    context["branches"] = branches(shown.pk, page)
    context["may_import"] = may(request.user, Right.MANAGE_CODES)
    if not wants_partial(request):
        context |= _about(shown)
    return render_page(request, "codes/system.html", "codes/_branch.html", context)


def _about(system: CodeSystem) -> dict[str, Any]:
    releases = list(system.releases.select_related("imported_by"))
    return {
        "releases": [(each, each.number - 1) for each in releases],
        "newest": releases[0] if releases else None,
        "maps": maps_of(system),
        "codes": system.concepts.current().count(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_CODES)
def new(request: HttpRequest) -> HttpResponse:
    """Add a code system beside those of the catalogue."""
    form = CodeSystemForm(posted(request))
    if form.is_valid():
        made = actions.add_code_system(**form.cleaned_data, by=person_of(request))
        messages.success(request, f"{made.title} er oprettet. Nu kan koderne indlæses.")
        return redirect("codes:new-import")
    return render(request, "codes/new_system.html", {"form": form}, status=422 if form.errors else 200)
