"""Taking the profile standard into the tool, so that its next versions are written and reviewed here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import person_of
from accounts.permissions import require
from accounts.rights import Right
from profiles.standard.catalogue import load_catalogue

from ..actions import take_in_standard
from ..errors import SlugTaken
from ..models import STANDARD
from ..standards import SHIPPED


@login_required
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Make the standard that is shipped with the tool its first draft."""
    require(request.user, Right.MANAGE_STANDARD)
    person = person_of(request)
    try:
        take_in_standard(by=person, owner=person.organisation, catalogue=load_catalogue(SHIPPED))
    except SlugTaken:
        messages.info(request, "Standarden er allerede taget ind.")
    return redirect("authoring:profile", STANDARD)
