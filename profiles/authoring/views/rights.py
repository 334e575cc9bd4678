"""Who may do what with a profile: read by those who read its drafts, changed by those who manage it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import person_of
from accounts.permissions import may_on
from accounts.rights import ProfileRight
from cockpit.pages import render_page, wants_partial

from ..access import profile_for
from ..forms.rights import RightForm
from ..holders import matrix, name_of
from ..models import Profile


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, slug: str) -> HttpResponse:
    """The matrix of rights; POST gives or takes one."""
    if request.method != "POST":
        return _page(request, profile_for(request, slug, ProfileRight.READ), RightForm())
    profile = profile_for(request, slug, ProfileRight.MANAGE)
    form = RightForm(request.POST)
    if not form.is_valid() or not _changed(request, form, profile):
        return _page(request, profile, form)
    if wants_partial(request):
        return _page(request, profile, RightForm())
    return redirect("authoring:rights", slug)


def _changed(request: HttpRequest, form: RightForm, profile: Profile) -> bool:
    """Do what the form asks; a refusal becomes an error of the form."""
    right, holder, by = form.cleaned_data["right"], form.cleaned_data["holder"], person_of(request)
    try:
        if form.cleaned_data["change"] == "give":
            actions.grant_right(right=right, to=holder, on=profile, by=by)
            done = f"{name_of(holder)} har fået retten: {right.label}."
        else:
            actions.revoke_right(right=right, of=holder, on=profile, by=by)
            done = f"{name_of(holder)} har ikke længere retten: {right.label}."
    except actions.AccountsError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True


def _page(request: HttpRequest, profile: Profile, form: RightForm) -> HttpResponse:
    rows = matrix(profile)
    context = {
        "profile": profile,
        "rows": rows,
        "rights": list(ProfileRight),
        "managers": [row.name for row in rows if row.has(ProfileRight.MANAGE)],
        "may_manage": may_on(request.user, ProfileRight.MANAGE, profile),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render_page(request, "authoring/rights.html", "authoring/_rights.html", context, status)
