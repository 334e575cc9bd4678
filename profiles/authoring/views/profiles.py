"""The list of profiles: find one by title, short name, owner or state."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import sign_in_unless_open
from accounts.permissions import may
from accounts.rights import Right
from cockpit.pages import render_page

from ..forms.profile import ProfileSearch
from ..models import Profile, ProfileQuerySet
from ..overview import overviews
from ..standards import in_force
from ..workflow import State

PAGE_SIZE = 25


@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """Profiles the person may know of; the same five queries for one profile and for two hundred."""
    if refused := sign_in_unless_open(request):
        return refused
    search = ProfileSearch(request.GET)
    page = Paginator(_found(request, search), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "searched": any(request.GET.get(name) for name in ("q", "state")),
        "page_obj": page,
        "overviews": overviews(page.object_list, request.user),
        "may_create": may(request.user, Right.CREATE_PROFILE),
        "standard": Profile.objects.visible_to(request.user).the_standard(),
        "may_take_in": may(request.user, Right.MANAGE_STANDARD),
        "in_force": in_force(),
    }
    return render_page(request, "authoring/profiles.html", "authoring/_profiles.html", context)


def _found(request: HttpRequest, search: ProfileSearch) -> ProfileQuerySet:
    found = Profile.objects.profiles().visible_to(request.user).with_versions()
    if not search.is_valid():
        return found
    if search.cleaned_data["state"]:
        found = found.in_state(State(search.cleaned_data["state"]), request.user)
    return found.matching(search.cleaned_data["q"])
