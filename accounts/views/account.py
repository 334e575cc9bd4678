"""My account: who the tool thinks I am, what I may do, and my password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import person_of, posted
from accounts.forms import OwnNameForm, OwnPasswordForm
from accounts.permissions import own_grants, roles_of
from accounts.rights import ROLES, Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the person to themselves; POST changes their own name."""
    person = person_of(request)
    form = OwnNameForm(posted(request), initial={"name": person.name})
    if form.is_valid():
        actions.change_own_name(person=person, name=form.cleaned_data["name"])
        messages.success(request, "Dit navn er gemt.")
        return redirect("accounts:account")
    roles = [(role.label, ROLES[role].description) for role in Role if role in roles_of(person)]
    context = {"form": form, "roles": roles, "grants": own_grants(person)}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other browsers are signed out, this one stays."""
    person = person_of(request)
    form = OwnPasswordForm(posted(request), person=person)
    if form.is_valid() and _changed(request, form):
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


def _changed(request: HttpRequest, form: OwnPasswordForm) -> bool:
    person = person_of(request)
    given = form.cleaned_data
    try:
        actions.change_password(person=person, current=given["current"], new=given["new"])
    except actions.WrongPassword as refusal:
        form.add_error("current", str(refusal))
        return False
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    messages.success(request, "Din adgangskode er skiftet.")
    return True
