"""The section about what the profile is for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.rights import ProfileRight
from profiles.standard.problem import InvalidDocument

from ..access import open_profile_draft
from ..actions import save_content
from ..errors import StaleSave, WrongState
from ..forms.purpose import PurposeForm
from ..models import ProfileVersion
from ..sections import BY_SLUG
from .answer import answer, base_revision, done
from .desk import Desk

SECTION = BY_SLUG["purpose"]


@login_required
@require_http_methods(["GET", "POST"])
def purpose(request: HttpRequest, slug: str) -> HttpResponse:
    """Read it, or save it."""
    if request.method == "POST":
        return _write(request, open_profile_draft(request, slug, ProfileRight.EDIT))
    return answer(request, open_profile_draft(request, slug), SECTION)


def _write(request: HttpRequest, version: ProfileVersion) -> HttpResponse:
    form = PurposeForm(request.POST, document=version.content)
    if not form.is_valid():
        return answer(request, version, SECTION, status=422, form=form)
    try:
        saved = save_content(
            version=version,
            by=person_of(request),
            document=form.changed(),
            base_revision=base_revision(request),
            summary="Rettede formål og målgruppe",
        )
    except StaleSave as stale:
        return answer(request, stale.version, SECTION, status=409, form=form, stale=stale)
    except WrongState as wrong:
        return answer(request, wrong.version, SECTION, status=409, form=form, refusal=str(wrong))
    except InvalidDocument as invalid:
        form.place(invalid.problems)
        return answer(request, version, SECTION, status=422, form=form)
    return done(request, saved, SECTION, Desk())
