"""A new profile: written from nothing, or imported as a document."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import person_of, posted
from accounts.permissions import require
from accounts.rights import Right
from profiles.standard.problem import InvalidDocument

from ..actions import create_profile, import_profile
from ..errors import SlugTaken
from ..forms.profile import ImportForm, NewProfileForm


@login_required
@require_http_methods(["GET", "POST"])
def new_profile(request: HttpRequest) -> HttpResponse:
    """Fill in what a profile is about; the rest is written in the editor."""
    require(request.user, Right.CREATE_PROFILE)
    form = NewProfileForm(posted(request), initial=_initial(request), auto_id="new-%s")
    if request.method == "POST" and form.is_valid():
        try:
            version = create_profile(by=person_of(request), **form.cleaned_data)
        except SlugTaken as taken:
            form.add_error("slug", str(taken))
        else:
            return redirect("authoring:purpose", version.profile.slug)
    return _page(request, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def import_document(request: HttpRequest) -> HttpResponse:
    """Read a document; every problem it has is listed with its place."""
    require(request.user, Right.CREATE_PROFILE)
    form = ImportForm(posted(request), request.FILES, initial=_initial(request), auto_id="import-%s")
    if request.method == "POST" and form.is_valid():
        try:
            version = import_profile(
                by=person_of(request), owner=form.cleaned_data["owner"], document=form.document
            )
        except SlugTaken as taken:
            form.add_error("file", str(taken))
        except InvalidDocument as invalid:
            form.problems = invalid.problems
            form.add_error("file", "Dokumentet kan ikke tages ind. Se, hvad der skal rettes.")
        else:
            messages.success(request, "Profilen er taget ind som kladde.")
            return redirect("authoring:profile", version.profile.slug)
    return _page(request, import_form=form)


def _page(
    request: HttpRequest, *, form: NewProfileForm | None = None, import_form: ImportForm | None = None
) -> HttpResponse:
    refused = any(given is not None and given.is_bound for given in (form, import_form))
    context = {
        "form": form or NewProfileForm(initial=_initial(request), auto_id="new-%s"),
        "import_form": import_form or ImportForm(initial=_initial(request), auto_id="import-%s"),
    }
    return render(request, "authoring/new_profile.html", context, status=422 if refused else 200)


def _initial(request: HttpRequest) -> dict[str, object]:
    return {"owner": person_of(request).organisation_id}
