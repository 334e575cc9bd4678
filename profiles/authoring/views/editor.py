"""The editor's sections: reading one, opening a part of it, changing it, and taking the last change back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_of
from accounts.rights import ProfileRight
from profiles.standard.catalogue import load_catalogue
from profiles.standard.kinds import Setting
from profiles.standard.tree import CannotMove, NoSuchNode

from ..access import open_draft
from ..actions import raise_number
from ..errors import StaleSave, WrongState
from ..models import LeastBump, ProfileVersion
from ..operations import OPERATIONS, namespace_of_section, operate
from ..revisions import revision_of
from ..sections import BY_SLUG, CODE_SETS, Section, sections_of
from ..shell import section_address
from .answer import answer, base_revision, done, save
from .desk import Desk, asked_desk, open_desk


def setting_of(version: ProfileVersion) -> Setting:
    """What the parts of the draft are understood in."""
    return Setting(version.content, load_catalogue(version.content.standard))


def section_or_404(version: ProfileVersion, slug: str) -> Section:
    """The section with that address, of what the draft is a draft of."""
    found = next((each for each in sections_of(version.profile) if each.slug == slug), None)
    if found is None:
        raise Http404("Afsnittet findes ikke.")
    return found


@login_required
@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft opens where the work usually is."""
    version = open_draft(request, slug)
    opening = CODE_SETS if version.profile.is_code_set else BY_SLUG["population"]
    return redirect(section_address(version, opening))


@login_required
@require_safe
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One section; with ``?open=`` or ``?add=`` a form stands open for those who may edit."""
    version = open_draft(request, slug)
    shown = section_or_404(version, section)
    if shown is CODE_SETS and version.profile.is_code_set:
        return redirect(section_address(version, shown))
    desk = asked_desk(request, setting_of(version), namespace_of_section(section))
    return answer(request, version, shown, desk)


@login_required
@require_POST
def change(request: HttpRequest, slug: str, section: str, node: str) -> HttpResponse:
    """One operation on one part: move, duplicate, negate, wrap, remove, add a group."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown = section_or_404(version, section)
    operation = request.POST.get("operation", "")
    if operation not in OPERATIONS:
        return answer(request, version, shown, status=422, refusal="Vælg, hvad der skal ske.")
    try:
        result = operate(version.content, section, node, operation, request.POST)
    except NoSuchNode:
        words = "Den del findes ikke længere. Siden viser, hvad der står nu."
        return answer(request, version, shown, status=409, refusal=words)
    except CannotMove as refused:
        return answer(request, version, shown, Desk(focus=node), status=422, refusal=str(refused))
    after = Desk(focus=result.focus)
    if result.open:
        after = open_desk(
            result.open,
            Setting(result.document, setting_of(version).catalogue),
            namespace_of_section(section),
        )
    return save(request, version, shown, result.document, result.what, before=Desk(focus=node), after=after)


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Put back what stood before the latest save; doing it twice puts the latest save back."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown = section_or_404(version, section)
    earlier = revision_of(version, version.revision - 1)
    if earlier is None:
        return answer(request, version, shown, status=422, refusal="Der er ikke noget at fortryde.")
    latest = version.edits.first()
    summary = f"Fortrød: {latest.summary}" if latest else "Fortrød"
    return save(request, version, shown, earlier.content, summary, before=Desk(), after=Desk())


@login_required
@require_POST
def number(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Raise the number the draft will be published as, or take that back."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown = section_or_404(version, section)
    wished = request.POST.get("to", "")
    if wished not in LeastBump:
        return answer(request, version, shown, status=422, refusal="Vælg, hvor langt nummeret skal hæves.")
    to, revision = LeastBump(wished), base_revision(request)
    try:
        saved = raise_number(version=version, by=person_of(request), to=to, base_revision=revision)
    except StaleSave as stale:
        return answer(request, stale.version, shown, status=409, stale=stale)
    except WrongState as wrong:
        return answer(request, wrong.version, shown, status=409, refusal=str(wrong))
    return done(request, saved, shown, Desk())
