"""A code set as a file: of a draft for whoever may read it, of a published version for all its readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import sign_in_unless_open
from profiles.terminology.exports import EXPORTS

from ..access import open_draft, published_version
from ..builder.bench import code_set_in
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
    return _file(published_version(request, slug, number), code_set, form)


def _file(version: ProfileVersion, code_set: str, form: str) -> HttpResponse:
    export = EXPORTS.get(form)
    if export is None:
        raise Http404("Kodesættet kan ikke hentes i det format.")
    found = code_set_in(version.content, code_set)
    if found is None:
        raise Http404("Kodesættet findes ikke i versionen.")
    taken = exported(version, found)
    response = HttpResponse(export.write(taken), content_type=export.media_type)
    response["Content-Disposition"] = f'attachment; filename="{taken.name}.{export.suffix}"'
    return response
