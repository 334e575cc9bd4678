"""Filling in a part of a draft: a stored one or a new one, with the fields following what is chosen."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.rights import ProfileRight
from profiles.standard.document import Document
from profiles.standard.identifiers import fresh_id
from profiles.standard.kinds import Setting
from profiles.standard.problem import InvalidDocument
from profiles.standard.tree import CannotMove, NoSuchNode, find, replace

from ..access import open_draft
from ..errors import StaleSave
from ..forms.choosing import form_with, new_form, typed
from ..forms.criterion import BY_KIND
from ..forms.node import PartForm
from ..models import ProfileVersion
from ..operations import namespace_of_section, placed
from ..sections import Section
from .answer import answer, base_revision, save
from .desk import Desk, move_targets, preview_of
from .editor import section_or_404, setting_of


@login_required
@require_POST
def write_part(request: HttpRequest, slug: str, section: str, node: str) -> HttpResponse:
    """Save a part that stands in the draft."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown, setting = section_or_404(version, section), setting_of(version)
    namespace = namespace_of_section(section)
    try:
        stored = find(setting.document, node, namespace)
    except NoSuchNode:
        return _gone(request, version, shown, setting)
    targets = move_targets(setting.document, node, namespace)
    if "refresh" in request.POST:
        form = form_with(stored, setting, {"initial": typed(request.POST)})
        tried = form_with(stored, setting, {"data": request.POST})
        desk = Desk(open=node, form=form, preview=preview_of(tried, setting), targets=targets)
        return answer(request, version, shown, desk)
    form = form_with(stored, setting, {"data": request.POST})
    desk = Desk(open=node, form=form, focus=node, targets=targets)
    return _write(request, version, shown, desk)


@login_required
@require_POST
def add_part(request: HttpRequest, slug: str, section: str, parent: str) -> HttpResponse:
    """Put a new part under a list of the document or a group of criteria."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    shown, setting = section_or_404(version, section), setting_of(version)
    judged = new_form(parent, setting, {"data": request.POST})
    if "refresh" not in request.POST:
        return _write(request, version, shown, Desk(adding=parent, form=judged))
    form = new_form(parent, setting, {"initial": typed(request.POST)})
    return answer(
        request, version, shown, Desk(adding=parent, form=form, preview=preview_of(judged, setting))
    )


def _write(request: HttpRequest, version: ProfileVersion, section: Section, desk: Desk) -> HttpResponse:
    """Judge the form and save; everything typed stays when it cannot be saved."""
    form = desk.form
    if form is None or not form.is_valid():
        return answer(request, version, section, desk, status=422)
    try:
        node, document = _changed(version, section, desk, form)
    except NoSuchNode:
        return _gone(request, version, section, setting_of(version))
    except InvalidDocument as invalid:
        form.place(invalid.problems)
        return answer(request, version, section, desk, status=422)
    except CannotMove as refused:
        form.add_error(None, str(refused))
        return answer(request, version, section, desk, status=422)
    summary = f"Tilføjede {form.noun}" if desk.adding else f"Rettede {form.noun}"
    return save(request, version, section, document, summary, before=desk, after=Desk(focus=node))


def _changed(version: ProfileVersion, section: Section, desk: Desk, form: PartForm) -> tuple[str, Document]:
    """The part's id and the document with it. Raises ``InvalidDocument``, ``CannotMove``, ``NoSuchNode``."""
    document = version.content
    if desk.open:
        changed = replace(document, desk.open, form.part(desk.open), namespace_of_section(section.slug))
        return desk.open, changed
    node = fresh_id(document, form.stem)
    form.node_id = node
    return node, placed(document, desk.adding, form.part(node))


def _gone(request: HttpRequest, version: ProfileVersion, section: Section, setting: Setting) -> HttpResponse:
    """The part, or what it was to stand in, was removed by someone else: it can be added again."""
    parent = _home(section, setting.document, request.POST.get("kind", ""))
    form = new_form(parent, setting, {"initial": typed(request.POST)})
    stale = StaleSave(version, base_revision(request))
    return answer(request, version, section, Desk(adding=parent, form=form), status=409, stale=stale)


def _home(section: Section, document: Document, kind: str) -> str:
    """Where a part that has lost its place can be added: the inclusion, the first criterion, or the list."""
    if section.slug == "population":
        return "inclusion"
    listed = getattr(document, section.counted)
    if kind in BY_KIND and listed and hasattr(listed[0], "when"):
        return str(listed[0].when.id)
    return section.counted
