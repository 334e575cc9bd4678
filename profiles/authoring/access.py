"""Who may open a page of authoring: what one may not know of is not found, what one may not do is refused."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.permissions import Person, require_on
from accounts.rights import ProfileRight

from .models import Profile, ProfileVersion
from .workflow import State

NOT_KNOWN = "Profilen findes ikke, eller du kan ikke læse dens kladder."


def visible_profile(request: HttpRequest, slug: str) -> Profile:
    """The profile, if the person may know of it; otherwise 404."""
    profile = get_object_or_404(Profile.objects.select_related("owner"), slug=slug)
    if not profile.is_visible_to(request.user):
        raise Http404(NOT_KNOWN)
    return profile


def profile_for(request: HttpRequest, slug: str, right: ProfileRight) -> Profile:
    """The profile, if the person may know of it (404) and holds the right on it (403)."""
    profile = visible_profile(request, slug)
    require_on(request.user, right, profile)
    return profile


def open_draft(request: HttpRequest, slug: str, right: ProfileRight = ProfileRight.READ) -> ProfileVersion:
    """Like ``open_version``, of what is written as a document: a profile, or a shared code set."""
    version = open_version(request, slug, right)
    if version.profile.is_standard:
        raise Http404("Standarden har sine egne afsnit.")
    return version


def open_profile_draft(
    request: HttpRequest, slug: str, right: ProfileRight = ProfileRight.READ
) -> ProfileVersion:
    """Like ``open_draft``, of a profile proper: what it is asked about has no meaning for a code set."""
    version = open_draft(request, slug, right)
    if version.profile.is_code_set:
        raise Http404("Et fælles kodesæt har ingen population.")
    return version


def published_version(request: HttpRequest, slug: str, number: str) -> ProfileVersion:
    """A published version of a profile or shared code set; 404 when there is none, also for the standard."""
    profile = visible_profile(request, slug)
    versions = profile.versions.published().select_related("profile__owner", "withdrawal")
    version = versions.filter(number=number).first()
    if version is None or profile.is_standard:
        raise Http404(f"Profilen har ingen udgivet version {number}.")
    return version


def newest_version(slug: str, person: Person) -> ProfileVersion:
    """The profile's open version, or else its newest; 404 for those who may not read its drafts."""
    found = (
        ProfileVersion.objects.readable_by(person)
        .filter(profile__slug=slug)
        .exclude(state=State.DISCARDED)
        .select_related("profile__owner", "base__profile")
        .order_by("-id")
        .first()
    )
    if found is None:
        raise Http404(NOT_KNOWN)
    return found


def open_version(request: HttpRequest, slug: str, right: ProfileRight = ProfileRight.READ) -> ProfileVersion:
    """The profile's open version, for a person with the right. 404 when nothing is being worked on."""
    profile = profile_for(request, slug, right)
    version = profile.versions.open().select_related("profile__owner", "base__profile").first()
    if version is None:
        raise Http404("Profilen har ingen kladde.")
    return version
