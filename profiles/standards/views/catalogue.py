"""The catalogue: what a profile can ask for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import readable

from ..catalogue_reading import element_of, elements_of
from ..versions import chosen_version


@readable
def show(request: HttpRequest) -> HttpResponse:
    """Every element, and the code systems."""
    version = chosen_version(request)
    context = {"version": version, "elements": elements_of(version)}
    return render(request, "standards/catalogue.html", context)


@readable
def show_element(request: HttpRequest, element: str) -> HttpResponse:
    """One element with its fields. 404 for an element the version does not have."""
    version = chosen_version(request)
    found = element_of(version, element)
    if found is None:
        raise Http404(f"Standard {version.number} har ikke elementet {element}.")
    context = {"version": version, "text": found, "elements": version.catalogue.elements}
    return render(request, "standards/element.html", context)
