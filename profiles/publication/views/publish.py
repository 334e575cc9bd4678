"""Publishing an approved version: confirmed by typing its number, refused on the review page it came from."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import person_of
from profiles.authoring.access import newest_version
from profiles.authoring.actions import require_step
from profiles.authoring.workflow import Step
from profiles.publication.actions import publish_version
from profiles.review.desk import Filled, publish_form
from profiles.review.views.page import review_page
from profiles.review.views.refusal import REFUSALS, refuse


@require_POST
@login_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the version whose number was typed, with the content the publisher saw."""
    person = person_of(request)
    version = newest_version(slug, person)
    require_step(person, Step.PUBLISH, version.profile)
    form = publish_form(version, request.POST)
    status = 422
    if form.is_valid():
        seen, note = form.cleaned_data["content_hash"], form.cleaned_data["note"]
        try:
            published = publish_version(version=version, by=person, content_hash=seen, note=note)
        except REFUSALS as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, f"{published} er udgivet og kan hentes af praksissystemerne.")
            return redirect(published)
    return review_page(request, version, Filled(publish=form), status=status)
