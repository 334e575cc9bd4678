"""What changed between two releases of a code system."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.access import readable
from cockpit.pages import render_page

from ..differences import Change, Differences, Kind
from ..forms import ChangesForm
from ..models import CodeSystem

CHANGES_A_PAGE = 100


@readable
def show(request: HttpRequest, system: str) -> HttpResponse:
    """What differs from release ``?from=`` to ``?to=``, all or of one ``?kind=``; the newest two at first."""
    shown = get_object_or_404(CodeSystem, pk=system)
    form = ChangesForm.asked(shown, request.GET)
    context = {"system": shown, "form": form}
    if form.is_valid():
        first, last = form.ordered()
        kind = Kind(form.cleaned_data["kind"]) if form.cleaned_data["kind"] else None
        found = Differences(shown.pk, first.number, last.number, kind)
        pages: Paginator[Change] = Paginator(found, CHANGES_A_PAGE)  # type: ignore[arg-type]
        page = pages.get_page(request.GET.get("page"))
        context |= {"first": first, "last": last, "kind": kind, "page_obj": page}
        context["counts"] = list(found.counts.items())
        context["changed"] = any(found.counts.values())
    status = 200 if form.is_valid() else 422
    return render_page(request, "codes/changes.html", "codes/_changes.html", context, status=status)
