"""How a page of the standard's draft is answered: a section with all around it, whole or in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.access import person_of
from cockpit.pages import render_page, wants_partial
from profiles.standard.catalogue import Catalogue
from profiles.standard.problem import InvalidDocument

from ..actions import save_content
from ..errors import HoldsCprNumber, StaleSave, WrongState
from ..models import ProfileVersion
from ..views.answer import base_revision
from .forms import NotesForm
from .rows import element_rows, system_rows
from .shell import CatalogueSection, catalogue_shell

PAGE = "authoring/editor/page.html"


@dataclass(frozen=True)
class CatalogueDesk:
    """What lies open: the part of that name, or the place where a new one will stand."""

    open: str = ""
    adding: str = ""
    form: Form | None = None
    focus: str = ""


def answer(
    request: HttpRequest,
    version: ProfileVersion,
    section: CatalogueSection,
    desk: CatalogueDesk | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The section as it stands; ``more`` may hold ``stale`` (what others did) and ``refusal`` (why not)."""
    around = catalogue_shell(version, section, request.user)
    partial = f"authoring/catalogue/_{section.slug.replace('-', '_')}.html"
    context = {
        "shell": around,
        "version": version,
        "profile": version.profile,
        "section": section,
        "desk": desk or CatalogueDesk(),
        "partial": partial,
        "out_of_band": wants_partial(request),
        "stale": None,
        "refusal": "",
        "element_rows": element_rows(around.catalogue),
        "system_rows": system_rows(around.catalogue),
        "form": NotesForm(initial={"notes": version.release_notes}),
        **more,
    }
    return render_page(request, PAGE, partial, context, status)


def save(
    request: HttpRequest,
    version: ProfileVersion,
    section: CatalogueSection,
    catalogue: Catalogue,
    summary: str,
    *,
    before: CatalogueDesk,
    focus: str = "",
    notes: str | None = None,
) -> HttpResponse:
    """Save and answer, with ``before`` and why not when it cannot be. Raises ``InvalidDocument``."""
    try:
        saved = save_content(
            version=version,
            by=person_of(request),
            document=catalogue,
            base_revision=base_revision(request),
            summary=summary,
            notes=notes,
        )
    except StaleSave as stale:
        return answer(request, stale.version, section, before, status=409, stale=stale, **_typed(before))
    except WrongState as wrong:
        refusal = str(wrong)
        return answer(request, wrong.version, section, before, status=409, refusal=refusal, **_typed(before))
    return _done(request, saved, section, focus)


def refused(
    request: HttpRequest,
    version: ProfileVersion,
    section: CatalogueSection,
    invalid: InvalidDocument | HoldsCprNumber,
) -> HttpResponse:
    """What cannot be saved, as a sentence above the section."""
    problems = getattr(invalid, "problems", ())
    words = " ".join(problem.message for problem in problems) or str(invalid)
    return answer(request, version, section, status=422, refusal=words)


def _typed(desk: CatalogueDesk) -> dict[str, Any]:
    """The words about what is new stand in the section itself, so they go back there."""
    return {"form": desk.form} if isinstance(desk.form, NotesForm) else {}


def _done(
    request: HttpRequest, version: ProfileVersion, section: CatalogueSection, focus: str
) -> HttpResponse:
    """After a save: the part for htmx, a fresh load of the page for a plain form."""
    if wants_partial(request):
        return answer(request, version, section, CatalogueDesk(focus=focus))
    query = f"?{urlencode({'focus': focus})}#node-{focus}" if focus else ""
    return HttpResponseRedirect(reverse(section.route) + query, status=303)
