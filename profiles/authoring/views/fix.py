"""Applying the fix of a lint: one button, one edit, which is in the history and can be taken back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.rights import ProfileRight
from profiles.standard.document import Document
from profiles.standard.lint import Fix, Lint
from profiles.standard.tree import nodes

from ..access import open_draft
from ..errors import StaleSave
from ..models import ProfileVersion
from ..sections import Section
from ..shell import section_address
from ..subjects import subject_about
from .answer import answer, base_revision, save
from .desk import Desk
from .editor import section_or_404

GONE = "Det er allerede rettet eller ændret. Siden viser, hvad der står nu."


@login_required
@require_POST
def fix(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Apply the fix of the lint with that code at that place."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown = section_or_404(version, section)
    asked = _asked(version.content, request.POST.get("lint", ""), request.POST.get("place", ""))
    if asked is None:
        return _gone(request, version, shown)
    found, chosen = asked
    document = chosen.apply(version.content)
    after = Desk(focus=_focus(document, found))
    response = save(request, version, shown, document, _summary(found, chosen), before=Desk(), after=after)
    if response.status_code == 200:
        response["HX-Push-Url"] = section_address(version, shown)
    return response


def _asked(document: Document, code: str, place: str) -> tuple[Lint, Fix] | None:
    """The lint a form speaks of, with its fix; ``None`` when the document has no such lint now."""
    for found in subject_about(document).findings(document):
        if (found.code, found.place) == (code, place) and found.fix is not None:
            return found, found.fix
    return None


def _summary(found: Lint, chosen: Fix) -> str:
    return f"{found.advice.title}: {chosen.title[0].lower()}{chosen.title[1:]}"


def _focus(document: Document, found: Lint) -> str:
    """Where the person is afterwards: at the node, or at the one it was held up against when it is gone."""
    there = {spot.node for spot in nodes(document)}
    return next((node for node in (found.node, found.beside) if node in there and node), "")


def _gone(request: HttpRequest, version: ProfileVersion, section: Section) -> HttpResponse:
    """Somebody was first: who, when the page is old, otherwise only that it is so."""
    revision = base_revision(request)
    stale = StaleSave(version, revision) if revision != version.revision else None
    return answer(request, version, section, status=409, stale=stale, refusal="" if stale else GONE)
