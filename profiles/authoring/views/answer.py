"""How an editor page is answered: a section with all around it, whole or as the part htmx asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import person_of
from cockpit.pages import render_page, wants_partial
from profiles.standard.document import Document
from profiles.standard.identifiers import Namespace
from profiles.standard.problem import InvalidDocument
from profiles.standard.tree import NoSuchNode, spot_of

from ..actions import save_content
from ..errors import StaleSave, WrongState
from ..models import ProfileVersion
from ..operations import namespace_of_section
from ..sections import CODE_SETS, Section
from ..shell import section_address, shell
from .contents import contents
from .desk import Desk

PAGE = "authoring/editor/page.html"


def answer(
    request: HttpRequest,
    version: ProfileVersion,
    section: Section,
    desk: Desk | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The section as it stands; ``more`` may hold ``stale`` (what others did) and ``refusal`` (why not)."""
    around = shell(version, section, request.user)
    partial = f"authoring/editor/_{section.slug.replace('-', '_')}.html"
    context = {
        "shell": around,
        "version": version,
        "profile": version.profile,
        "section": section,
        "desk": desk or Desk(),
        "partial": partial,
        "out_of_band": wants_partial(request),
        "stale": None,
        "refusal": "",
        **contents(around),
        **more,
    }
    return render_page(request, PAGE, partial, context, status)


def save(
    request: HttpRequest,
    version: ProfileVersion,
    section: Section,
    document: Document,
    summary: str,
    *,
    before: Desk,
    after: Desk,
) -> HttpResponse:
    """Save a draft and answer: with ``after`` when it is saved, else with ``before`` and why not."""
    try:
        saved = save_content(
            version=version,
            by=person_of(request),
            document=document,
            base_revision=base_revision(request),
            summary=summary,
        )
    except StaleSave as stale:
        return answer(request, stale.version, section, before, status=409, stale=stale)
    except WrongState as wrong:
        return answer(request, wrong.version, section, before, status=409, refusal=str(wrong))
    except InvalidDocument as invalid:
        return _invalid(request, version, section, document, before, invalid)
    return done(request, saved, section, after)


def done(request: HttpRequest, version: ProfileVersion, section: Section, desk: Desk) -> HttpResponse:
    """After a save: the part for htmx, a fresh load of the page for a plain form."""
    if section is CODE_SETS and version.profile.is_code_set:
        address = section_address(version, section)
        reload = HttpResponseClientRedirect(address)
        return reload if wants_partial(request) else HttpResponseRedirect(address, status=303)
    if wants_partial(request):
        return answer(request, version, section, desk)
    query = f"?{urlencode({'open': desk.open})}" if desk.open else ""
    place = f"#node-{desk.focus}" if desk.focus else ""
    address = reverse(section.route, args=[version.profile.slug])
    return HttpResponseRedirect(f"{address}{query}{place}", status=303)


def base_revision(request: HttpRequest) -> int:
    """The revision the person had in front of them; 0, which is always stale, when the page did not say."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _invalid(
    request: HttpRequest,
    version: ProfileVersion,
    section: Section,
    document: Document,
    desk: Desk,
    invalid: InvalidDocument,
) -> HttpResponse:
    """Problems at the fields of the open form; without one, as a sentence above the section."""
    if desk.form is None:
        words = " ".join(problem.message for problem in invalid.problems)
        return answer(request, version, section, desk, status=422, refusal=words)
    pointer = _pointer(document, desk.form.node_id, namespace_of_section(section.slug))
    desk.form.place(invalid.problems, pointer)
    return answer(request, version, section, desk, status=422)


def _pointer(document: Document, node: str, namespace: Namespace) -> str:
    try:
        return spot_of(document, node, namespace).pointer
    except NoSuchNode:
        return ""
