"""Organisations: who people work for and who owns profiles. For administrators."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.access import needs, person_of, posted
from accounts.forms import NewOrganisationForm, OrganisationForm
from accounts.models import Organisation
from accounts.rights import Right


@require_safe
@needs(Right.ADMINISTER_PEOPLE)
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, with how many people each has."""
    listed = Organisation.objects.annotate(size=Count("people"))
    return render(request, "accounts/organisations.html", {"organisations": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER_PEOPLE)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form = NewOrganisationForm(posted(request))
    if form.is_valid():
        made = actions.create_organisation(**form.cleaned_data, by=person_of(request))
        messages.success(request, f"{made.name} er oprettet.")
        return redirect("accounts:organisations")
    context = {"form": form, "organisation": None}
    return render(request, "accounts/organisation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER_PEOPLE)
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an organisation's name or kind."""
    shown = get_object_or_404(Organisation, slug=slug)
    form = OrganisationForm(posted(request), instance=shown)
    if form.is_valid():
        actions.change_organisation(organisation=shown, **form.cleaned_data, by=person_of(request))
        messages.success(request, "Ændringerne er gemt.")
        return redirect("accounts:organisations")
    context = {"form": form, "organisation": get_object_or_404(Organisation, slug=slug)}
    return render(request, "accounts/organisation.html", context, status=422 if form.errors else 200)
