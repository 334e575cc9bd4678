"""Deciding about a version as a reviewer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import person_of
from accounts.models import User
from profiles.authoring.access import newest_version
from profiles.authoring.actions import require_step
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Step
from profiles.review import actions
from profiles.review.desk import Filled, decision_form
from profiles.review.forms import DecisionForm
from profiles.review.models import Decision

from .page import review_page
from .refusal import REFUSALS, refuse


@require_POST
@login_required
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Approve, or ask for changes."""
    person = person_of(request)
    version = newest_version(slug, person)
    require_step(person, Step.REQUEST_CHANGES, version.profile)
    form = decision_form(version, person, request.POST)
    status = 422
    if form.is_valid():
        try:
            _take(form, version, person)
        except REFUSALS as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, "Din vurdering er gemt, og forfatterne får besked.")
            return redirect("review:review", slug)
    return review_page(request, version, Filled(decision=form), status=status)


def _take(form: DecisionForm, version: ProfileVersion, person: User) -> None:
    choice = form.chosen
    approves = choice.outcome == Decision.Outcome.APPROVED
    action = actions.approve if approves else actions.request_changes
    action(
        version=version,
        by=person,
        kind=choice.kind,
        content_hash=form.cleaned_data["content_hash"],
        reason=form.cleaned_data["reason"],
    )
