"""The people who have access: finding, adding and changing them. For administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.access import needs, person_of, posted
from accounts.forms import NewPersonForm, PasswordForm, PersonForm, RolesForm
from accounts.models import AuditEvent, User
from accounts.permissions import roles_of
from accounts.rights import Right

PEOPLE_A_PAGE = 25
EVENTS_SHOWN = 50


@require_safe
@needs(Right.ADMINISTER_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """The list of people, narrowed by a search."""
    wanted = request.GET.get("q", "")
    page = Paginator(User.objects.matching(wanted), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page_obj": page, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER_PEOPLE)
def new_person(request: HttpRequest) -> HttpResponse:
    """Add a person with a first password and roles."""
    form = NewPersonForm(posted(request))
    if form.is_valid():
        person = actions.create_person(**form.cleaned_data, by=person_of(request))
        messages.success(request, f"{person.name} er oprettet.")
        return redirect("accounts:person", person.pk)
    return render(request, "accounts/new_person.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person; POST changes name, e-mail or organisation."""
    shown = get_object_or_404(User, pk=pk)
    form = PersonForm(posted(request), instance=shown)
    if form.is_valid():
        actions.change_person(person=shown, **form.cleaned_data, by=person_of(request))
        messages.success(request, "Ændringerne er gemt.")
        return redirect("accounts:person", pk)
    return _person_page(request, pk, details=form)


@require_POST
@needs(Right.ADMINISTER_PEOPLE)
def set_roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person exactly the ticked roles."""
    shown = get_object_or_404(User, pk=pk)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            actions.set_roles(person=shown, roles=form.cleaned_data["roles"], by=person_of(request))
        except actions.AccountsError as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, "Rollerne er gemt.")
            return redirect("accounts:person", pk)
    return _person_page(request, pk, roles=form)


@require_POST
@needs(Right.ADMINISTER_PEOPLE)
def set_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person a new password, to be told to them in another way."""
    shown = get_object_or_404(User, pk=pk)
    form = PasswordForm(request.POST, person=shown)
    if form.is_valid():
        actions.set_password(person=shown, new=form.cleaned_data["new"], by=person_of(request))
        messages.success(request, f"{shown.name} har fået en ny adgangskode.")
        return redirect("accounts:person", pk)
    return _person_page(request, pk, password=form)


@require_POST
@needs(Right.ADMINISTER_PEOPLE)
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person in, or keep them out: ``active`` is ``yes`` or ``no``."""
    shown = get_object_or_404(User, pk=pk)
    change = actions.reactivate if request.POST.get("active") == "yes" else actions.deactivate
    try:
        change(person=shown, by=person_of(request))
    except actions.AccountsError as refusal:
        return _person_page(request, pk, refusal=str(refusal))
    return redirect("accounts:person", pk)


def _person_page(request: HttpRequest, pk: int, refusal: str = "", **bound: Any) -> HttpResponse:
    """The person's page, with the form that was just refused in place of a fresh one."""
    shown = get_object_or_404(User.objects.select_related("organisation"), pk=pk)
    forms = {
        "details": PersonForm(instance=shown),
        "roles": RolesForm(initial={"roles": list(roles_of(shown))}),
        "password": PasswordForm(person=shown),
        **bound,
    }
    events = AuditEvent.objects.about(shown)[:EVENTS_SHOWN]
    context = {"person": shown, "events": events, "refusal": refusal, **forms}
    failed = refusal or any(form.errors for form in forms.values())
    return render(request, "accounts/person.html", context, status=422 if failed else 200)
