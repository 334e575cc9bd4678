"""A published version, read like a guideline; open to whoever may read published profiles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_of
from accounts.permissions import may, may_on, require_on
from accounts.rights import ProfileRight, Right
from profiles.authoring.catalogue.content import catalogue_changes
from profiles.authoring.catalogue.rows import element_rows, system_rows
from profiles.authoring.codes.releases import releases_of, used_readings
from profiles.authoring.guideline import code_set_texts, guideline
from profiles.authoring.shared.families import codes_of, families
from profiles.authoring.shared.sides import name_of
from profiles.authoring.shared.usage import used_in
from profiles.publication.actions import withdraw_version
from profiles.publication.english import in_english
from profiles.publication.forms import WithdrawForm
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import numbers_of
from profiles.review.views.refusal import REFUSALS, refuse
from profiles.standard.catalogue import load_catalogue
from profiles.standard.narrative.english import ENGLISH
from profiles.standard.reading import read


@require_safe
def show(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The version of a profile, of a shared code set or of the standard."""
    if not (settings.OPEN_READING or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    return _page(request, _published(slug, number))


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Say that the version is no longer to be used."""
    published = _published(slug, number)
    require_on(request.user, ProfileRight.PUBLISH, published.profile)
    form, status = WithdrawForm(request.POST), 422
    if form.is_valid():
        try:
            withdraw_version(version=published.version, by=person_of(request), **form.cleaned_data)
        except REFUSALS as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, f"{published} er trukket tilbage.")
            return redirect(published)
    return _page(request, published, form, status)


def _page(
    request: HttpRequest, published: PublishedVersion, refused: WithdrawForm | None = None, status: int = 200
) -> HttpResponse:
    profile = published.profile
    others = PublishedVersion.objects.for_lists().filter(profile=profile)
    may_withdraw = may_on(request.user, ProfileRight.PUBLISH, profile) and not published.withdrawn
    context = {
        "published": published,
        "profile": profile,
        "others": others,
        "withdraw_form": refused or (WithdrawForm() if may_withdraw else None),
    }
    if profile.is_standard:
        return render(request, "publication/standard.html", context | _catalogue(published), status=status)
    context["newest"] = _newest(published)
    if profile.is_code_set:
        return render(
            request, "publication/code_set.html", context | _code_set(request, published), status=status
        )
    return render(request, "publication/version.html", context | _document(request, published), status=status)


def _newest(published: PublishedVersion) -> PublishedVersion:
    """The highest version in use; the version itself when all are withdrawn."""
    in_use = PublishedVersion.objects.filter(profile=published.profile).in_use().by_number()
    return in_use.first() or published


def _document(request: HttpRequest, published: PublishedVersion) -> dict[str, Any]:
    """A profile's document as a guideline, or its logic in English."""
    guide = guideline(read(published.document))
    asked = request.GET.get("language") == ENGLISH.code
    return {
        "guide": guide,
        "readings": used_readings(published.version),
        "english": in_english(guide.document) if asked else None,
    }


def _code_set(request: HttpRequest, published: PublishedVersion) -> dict[str, Any]:
    """The rules of a shared code set, the codes they take in, and where they are used."""
    document, profile = published.version.content, published.profile
    texts = code_set_texts(document, load_catalogue(document.standard))
    origin = published.version.shared_uses.select_related("shared__profile").first()
    return {
        "document": document,
        "guide": {"document": document, "code_sets": texts},
        "expansion": families(codes_of(document.code_sets[0], releases_of(published.version))),
        "uses": used_in([profile], request.user).get(profile.pk, []),
        "origin": origin.shared if origin else None,
        "side": name_of(published.version),
        "may_create": may(request.user, Right.CREATE_PROFILE),
        "readings": used_readings(published.version),
    }


def _catalogue(published: PublishedVersion) -> dict[str, Any]:
    """The catalogue, and what changed since the version it was written from."""
    version = published.version
    catalogue, base = version.catalogue, version.base
    return {
        "element_rows": element_rows(catalogue),
        "system_rows": system_rows(catalogue),
        "base": base,
        "changes": catalogue_changes(base.catalogue, catalogue) if base else (),
    }


def _published(slug: str, number: str) -> PublishedVersion:
    numbers = numbers_of(slug, number)
    found = PublishedVersion.objects.numbered(slug, numbers) if numbers else None
    if found is None:
        raise Http404(f"Der er ingen udgivet version {number}.")
    return found
