"""The standard's draft: reading a section, filling in a part, changing the order, and the words about it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue
from profiles.standard.problem import InvalidDocument

from ..access import open_version
from ..actions import raise_number
from ..errors import HoldsCprNumber, StaleSave, WrongState
from ..models import STANDARD, LeastBump, ProfileVersion
from ..revisions import revision_of
from ..views.answer import base_revision
from .answer import CatalogueDesk, answer, refused, save
from .forms import CatalogueForm, NotesForm, form_at, form_under, typed
from .places import NoSuchPart
from .pointers import pointer_of
from .shell import BY_SLUG, NOTES, CatalogueSection
from .surgery import OPERATIONS, CannotMove, add, operate, put

GONE = "Den del findes ikke længere. Siden viser, hvad der står nu."


@login_required
@require_safe
def draft(request: HttpRequest) -> HttpResponse:
    """The draft opens at the elements."""
    open_version(request, STANDARD)
    return redirect("authoring:standard-elements")


@login_required
@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One section; with ``?open=`` or ``?add=`` a form stands open for those who may edit."""
    version = open_version(request, STANDARD)
    return answer(request, version, _section(section), _asked_desk(request, version.catalogue))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """The words about what is new, and what the tool sees is new."""
    if request.method != "POST":
        return answer(request, open_version(request, STANDARD), NOTES)
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return answer(request, version, NOTES, status=422, form=form)
    summary, words = "Rettede ændringer i denne version", form.cleaned_data["notes"]
    desk = CatalogueDesk(form=form)
    try:
        return save(request, version, NOTES, version.catalogue, summary, before=desk, notes=words)
    except HoldsCprNumber as refusal:
        form.add_error("notes", str(refusal))
        return answer(request, version, NOTES, status=422, form=form)


@login_required
@require_POST
def write_part(request: HttpRequest, section: str, part: str) -> HttpResponse:
    """Save a part that stands in the draft."""
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    shown = _section(section)
    try:
        if "refresh" in request.POST:
            form = form_at(version.catalogue, part, initial=typed(request.POST))
            return answer(request, version, shown, CatalogueDesk(open=part, form=form))
        form = form_at(version.catalogue, part, data=request.POST)
    except NoSuchPart:
        return answer(request, version, shown, status=409, refusal=GONE)
    return _write(request, version, shown, CatalogueDesk(open=part, form=form), form)


@login_required
@require_POST
def add_part(request: HttpRequest, section: str, parent: str) -> HttpResponse:
    """Put a new part last in a list."""
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    shown = _section(section)
    try:
        if "refresh" in request.POST:
            form = form_under(version.catalogue, parent, initial=typed(request.POST))
            return answer(request, version, shown, CatalogueDesk(adding=parent, form=form))
        form = form_under(version.catalogue, parent, data=request.POST)
    except NoSuchPart:
        return answer(request, version, shown, status=409, refusal=GONE)
    return _write(request, version, shown, CatalogueDesk(adding=parent, form=form), form)


@login_required
@require_POST
def change(request: HttpRequest, section: str, part: str) -> HttpResponse:
    """One operation on one part: move it, or remove it."""
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    shown, operation = _section(section), request.POST.get("operation", "")
    if operation not in OPERATIONS:
        return answer(request, version, shown, status=422, refusal="Vælg, hvad der skal ske.")
    try:
        done = operate(version.catalogue, part, operation)
        before = CatalogueDesk(focus=part)
        return save(request, version, shown, done.catalogue, done.what, before=before, focus=done.focus)
    except NoSuchPart:
        return answer(request, version, shown, status=409, refusal=GONE)
    except CannotMove as reason:
        return answer(request, version, shown, CatalogueDesk(focus=part), status=422, refusal=str(reason))
    except InvalidDocument as invalid:
        return refused(request, version, shown, invalid)


@login_required
@require_POST
def undo(request: HttpRequest, section: str) -> HttpResponse:
    """Put back what stood before the latest save; doing it twice puts the latest save back."""
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    shown = _section(section)
    earlier = revision_of(version, version.revision - 1)
    if earlier is None:
        return answer(request, version, shown, status=422, refusal="Der er ikke noget at fortryde.")
    latest = version.edits.first()
    summary = f"Fortrød: {latest.summary}" if latest else "Fortrød"
    notes, content = earlier.notes, earlier.content
    return save(request, version, shown, content, summary, before=CatalogueDesk(), notes=notes)


@login_required
@require_POST
def number(request: HttpRequest, section: str) -> HttpResponse:
    """Raise the number the draft will be published as, or take that back."""
    version = open_version(request, STANDARD, ProfileRight.EDIT)
    shown, wished = _section(section), request.POST.get("to", "")
    if wished not in (LeastBump.PATCH, LeastBump.MAJOR):
        return answer(request, version, shown, status=422, refusal="Vælg, hvor langt nummeret skal hæves.")
    to, revision = LeastBump(wished), base_revision(request)
    try:
        raise_number(version=version, by=person_of(request), to=to, base_revision=revision)
    except StaleSave as stale:
        return answer(request, stale.version, shown, status=409, stale=stale)
    except WrongState as wrong:
        return answer(request, wrong.version, shown, status=409, refusal=str(wrong))
    return answer(request, open_version(request, STANDARD), shown)


def _write(
    request: HttpRequest,
    version: ProfileVersion,
    section: CatalogueSection,
    desk: CatalogueDesk,
    form: CatalogueForm,
) -> HttpResponse:
    """Judge the form and save; everything typed stays when it cannot be saved."""
    if not form.is_valid():
        return answer(request, version, section, desk, status=422)
    catalogue, place = _changed(version.catalogue, desk, form)
    summary = f"{'Tilføjede' if desk.adding else 'Rettede'} {form.noun} “{form.cleaned_data['title']}”"
    try:
        return save(request, version, section, catalogue, summary, before=desk, focus=place)
    except InvalidDocument as invalid:
        form.place(invalid.problems, pointer_of(catalogue, place))
        return answer(request, version, section, desk, status=422)


def _changed(catalogue: Catalogue, desk: CatalogueDesk, form: CatalogueForm) -> tuple[Catalogue, str]:
    if desk.adding:
        return add(catalogue, desk.adding, form.part())
    return put(catalogue, desk.open, form.part()), desk.open


def _section(slug: str) -> CatalogueSection:
    if slug not in BY_SLUG:
        raise Http404("Afsnittet findes ikke.")
    return BY_SLUG[slug]


def _asked_desk(request: HttpRequest, catalogue: Catalogue) -> CatalogueDesk:
    """The desk that the address asks for: ``?open=<part>``, ``?add=<parent>``, ``?focus=<part>``."""
    try:
        if opened := request.GET.get("open"):
            return CatalogueDesk(open=opened, form=form_at(catalogue, opened), focus=opened)
        if parent := request.GET.get("add"):
            return CatalogueDesk(adding=parent, form=form_under(catalogue, parent))
    except NoSuchPart:
        return CatalogueDesk()
    return CatalogueDesk(focus=request.GET.get("focus", ""))
