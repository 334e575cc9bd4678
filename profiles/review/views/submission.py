"""Sending a draft to review, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of
from profiles.authoring.access import newest_version
from profiles.authoring.actions import require_step
from profiles.authoring.subjects import content_of, subject_of
from profiles.authoring.workflow import State, Step
from profiles.review import actions
from profiles.review.conditions import conditions
from profiles.review.desk import Filled
from profiles.review.forms import SubmitForm, TakeBackForm

from .page import review_page
from .refusal import REFUSALS, refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """What must hold before the draft can be sent, and the message it is sent with."""
    person = person_of(request)
    version = newest_version(slug, person)
    require_step(person, Step.SUBMIT, version.profile)
    if request.method != "POST" and version.state != State.DRAFT:
        return redirect("review:review", slug)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            actions.submit_for_review(version=version, by=person, note=form.cleaned_data["note"])
        except REFUSALS as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, f"{version.profile} er sendt til gennemgang.")
            return redirect("review:review", slug)
    states = conditions(version, Step.SUBMIT, person)
    ready = all(state.holds for state in states)
    title = subject_of(version.profile).title(content_of(version))
    context = {"version": version, "title": title, "form": form, "states": states, "ready": ready}
    return render(request, "review/submit.html", context, status=status)


@require_POST
@login_required
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the version a draft again."""
    person = person_of(request)
    version = newest_version(slug, person)
    require_step(person, Step.TAKE_BACK, version.profile)
    form = TakeBackForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            actions.take_back(version=version, by=person, reason=form.cleaned_data["reason"])
        except REFUSALS as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, f"{version.profile} er en kladde igen.")
            return redirect("authoring:draft", slug)
    return review_page(request, version, Filled(take_back=form), status=status)
