"""One code: where it stands, what it has been called, and what maps connect it with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import readable
from profiles.standard.codes import normalised

from ..browsing import branches, path_to, under
from ..connections import connected
from ..history import history
from ..lookup import concepts
from ..models import CodeSystem

#: More are found on the page of the system.
MOST_CHILDREN = 100


@readable
def show(request: HttpRequest, system: str, key: str) -> HttpResponse:
    """The code as it is now, and as each release had it."""
    shown = get_object_or_404(CodeSystem, pk=system)
    path = path_to(shown.pk, normalised(key))
    if not path:
        raise Http404("Koden findes ikke i kodesystemet.")
    concept = path[-1]
    if key != concept.key:
        return redirect(concept)
    children = under(shown.pk, concept.key)
    context = {
        "system": shown,
        "concept": concept,
        "path": path[:-1],
        "branches": branches(shown.pk, children[:MOST_CHILDREN]),
        "children": children.count(),
        "history": history(concept),
        "connected": connected(concept),
        "replacement": concepts(shown.pk, [concept.replaced_by]).get(concept.replaced_by),
    }
    return render(request, "codes/concept.html", context)
