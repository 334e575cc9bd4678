"""Commenting on places of a version, replying, and marking threads as resolved."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import person_of
from accounts.models import User
from profiles.authoring.access import newest_version
from profiles.authoring.models import ProfileVersion
from profiles.review import actions
from profiles.review.desk import WAYS, Filled
from profiles.review.forms import CommentForm
from profiles.review.guards import may_discuss
from profiles.review.models import Comment
from profiles.review.threads import Refused

from .page import review_page
from .refusal import REFUSALS, refuse, status_of


@require_POST
@login_required
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a thread at a place."""
    person, version = _participant(request, slug)
    form = CommentForm(request.POST)
    status, place = 422, request.POST.get("node", "")
    if form.is_valid():
        try:
            written = actions.comment_on(version=version, by=person, **form.cleaned_data)
        except REFUSALS as refusal:
            status = refuse(form, refusal, "body")
        else:
            return _back(request, slug, f"comment-{written.pk}")
    return review_page(request, version, Filled(comment=Refused(form, place)), status=status)


@require_POST
@login_required
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer in a thread."""
    person, version = _participant(request, slug)
    thread = get_object_or_404(Comment.objects.threads(), pk=pk, version=version)
    form = CommentForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            actions.reply(comment=thread, by=person, body=form.cleaned_data["body"])
        except REFUSALS as refusal:
            status = refuse(form, refusal, "body")
        else:
            return _back(request, slug, f"comment-{pk}")
    return review_page(request, version, Filled(comment=Refused(form, thread.node, pk)), status=status)


@require_POST
@login_required
def resolve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mark a thread as resolved."""
    return _settle(request, slug, pk, actions.resolve_comment)


@require_POST
@login_required
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Open a resolved thread again."""
    return _settle(request, slug, pk, actions.reopen_comment)


def _settle(request: HttpRequest, slug: str, pk: int, action: Callable[..., Comment]) -> HttpResponse:
    person, version = _participant(request, slug)
    thread = get_object_or_404(Comment.objects.threads(), pk=pk, version=version)
    try:
        action(comment=thread, by=person)
    except REFUSALS as refusal:
        messages.warning(request, str(refusal))
        return review_page(request, version, status=status_of(refusal))
    return _back(request, slug, f"comment-{pk}")


def _participant(request: HttpRequest, slug: str) -> tuple[User, ProfileVersion]:
    person = person_of(request)
    version = newest_version(slug, person)
    if not may_discuss(person, version):
        raise PermissionDenied
    return person, version


def _back(request: HttpRequest, slug: str, fragment: str) -> HttpResponse:
    """To the same way of reading, at the thread."""
    view = request.POST.get("view", "")
    query = f"?view={view}" if view in WAYS else ""
    return HttpResponseRedirect(f"{reverse('review:review', args=[slug])}{query}#{fragment}")
