"""A profile's own page: what is published, what is being written, and where to go from here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_of, sign_in_unless_open
from accounts.permissions import rights_on
from accounts.rights import ProfileRight

from ..access import open_version, profile_for, visible_profile
from ..actions import discard_draft, start_draft
from ..errors import AuthoringError
from ..forms.profile import DiscardForm
from ..models import Profile, ProfileVersion
from ..shared.usage import used_in
from ..subjects import content_of, subject_of
from ..workflow import State


@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """What the profile is and which versions there are."""
    if refused := sign_in_unless_open(request):
        return refused
    return _page(request, visible_profile(request, slug))


@login_required
@require_POST
def begin_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the next draft from the newest published version."""
    chosen = profile_for(request, slug, ProfileRight.EDIT)
    try:
        start_draft(profile=chosen, by=person_of(request))
    except AuthoringError as error:
        messages.error(request, str(error))
        return redirect(chosen)
    return redirect("authoring:draft", slug)


@login_required
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Give up the draft, with a reason; it stays in the history."""
    version = open_version(request, slug, ProfileRight.EDIT)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        return _page(request, version.profile, discard_form=form)
    try:
        discard_draft(version=version, by=person_of(request), reason=form.cleaned_data["reason"])
    except AuthoringError as error:
        form.add_error(None, str(error))
        return _page(request, version.profile, discard_form=form, status=409)
    messages.success(request, "Kladden er kasseret. Den står stadig i historikken.")
    return redirect(version.profile)


def _page(
    request: HttpRequest, chosen: Profile, *, discard_form: DiscardForm | None = None, status: int = 422
) -> HttpResponse:
    rights = rights_on(request.user, chosen)
    published = _published(chosen)
    being_written = _open(chosen) if ProfileRight.READ in rights else None
    context = {
        "profile": chosen,
        "published": published,
        "in_force": next((each for each in published if not each.withdrawn), None),
        "subject": subject_of(chosen),
        "draft": being_written,
        "uses": used_in([chosen], request.user).get(chosen.pk, []) if chosen.is_code_set else [],
        "summary": _summary(published[0] if published else being_written),
        "may_read": ProfileRight.READ in rights,
        "may_edit": ProfileRight.EDIT in rights,
        "may_manage": ProfileRight.MANAGE in rights,
        "may_discard": bool(being_written and being_written.state == State.DRAFT),
        "discard_form": discard_form or DiscardForm(),
    }
    return render(request, "authoring/profile.html", context, status=status if discard_form else 200)


def _published(chosen: Profile) -> list[ProfileVersion]:
    """The published versions, the highest number first."""
    versions = chosen.versions.published().select_related("withdrawal")
    return sorted(versions, key=lambda each: each.semantic_number, reverse=True)


def _open(chosen: Profile) -> ProfileVersion | None:
    return chosen.versions.open().select_related("created_by").first()


def _summary(version: ProfileVersion | None) -> str:
    """What the version is about, in running text: the population, or what the catalogue holds."""
    return subject_of(version.profile).summary(content_of(version)) if version else ""
