"""A code set as a file: of a draft for whoever may read it, of a published version for all its readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import sign_in_unless_open
from profiles.standard.document import CodeSet
from profiles.standard.identifiers import Namespace
from profiles.standard.tree import NoSuchNode, find
from profiles.terminology.exports import EXPORTS

from ..access import open_draft, visible_profile
from ..exporting import exported
from ..models import ProfileVersion


@login_required
@require_safe
def export_of_draft(request: HttpRequest, slug: str, code_set: str, form: str) -> HttpResponse:
    """A code set of the open version."""
    return _file(open_draft(request, slug), code_set, form)


@require_safe
def export_of_version(request: HttpRequest, slug: str, number: str, code_set: str, form: str) -> HttpResponse:
    """A code set of a published version."""
    if refused := sign_in_unless_open(request):
        return refused
    profile = visible_profile(request, slug)
    versions = profile.versions.published().select_related("profile__owner", "withdrawal")
    version = versions.filter(number=number).first()
    if version is None or profile.is_standard:
        raise Http404(f"Profilen har ingen udgivet version {number}.")
    return _file(version, code_set, form)


def _file(version: ProfileVersion, code_set: str, form: str) -> HttpResponse:
    export = EXPORTS.get(form)
    if export is None:
        raise Http404("Kodesættet kan ikke hentes i det format.")
    taken = exported(version, _found(version, code_set))
    response = HttpResponse(export.write(taken), content_type=export.media_type)
    response["Content-Disposition"] = f'attachment; filename="{taken.name}.{export.suffix}"'
    return response


def _found(version: ProfileVersion, code_set: str) -> CodeSet:
    try:
        found = find(version.content, code_set, Namespace.CODE_SETS)
    except NoSuchNode:
        found = None
    if not isinstance(found, CodeSet):
        raise Http404("Kodesættet findes ikke i versionen.")
    return found
