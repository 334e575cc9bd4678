"""One code set: its rules as rows. Rows are added, pasted and found before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.permissions import Person
from accounts.rights import ProfileRight
from cockpit.pages import render_page, wants_partial
from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Document
from profiles.standard.identifiers import Namespace, fresh_id
from profiles.standard.kinds import Setting
from profiles.standard.narrative import narrate
from profiles.standard.problem import InvalidDocument
from profiles.standard.tree import NoSuchNode, find, insert, replace, spot_of
from profiles.terminology.lookup import labels
from profiles.terminology.search import Asked, find_codes

from ..access import open_draft, open_profile_draft
from ..actions import save_content
from ..errors import StaleSave, WrongState
from ..forms.choosing import typed
from ..forms.code_set import (
    CodeSetForm,
    pasted_rows,
    place,
    posted_rows,
    rows_of,
    rows_with,
    typed_rows,
)
from ..models import ProfileVersion
from ..sections import BY_SLUG
from ..shell import shell
from ..uses import uses
from .answer import base_revision
from .desk import Desk
from .editor import setting_of
from .shared import shared_context
from .unseen import unseen_context

SECTION = BY_SLUG["code-sets"]
NEW = "new"


@dataclass(frozen=True)
class Sheet:
    """A code set as it stands on the page; ``stored`` is ``None`` for a new one."""

    version: ProfileVersion
    setting: Setting
    stored: CodeSet | None
    form: CodeSetForm
    rows: Any
    words: str = ""


@login_required
@require_http_methods(["GET", "POST"])
def code_set(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """A code set of the draft."""
    right = ProfileRight.EDIT if request.method == "POST" else ProfileRight.READ
    version = open_draft(request, slug, right)
    setting = setting_of(version)
    try:
        stored = find(setting.document, code_set, Namespace.CODE_SETS)
    except NoSuchNode:
        raise Http404("Kodesættet findes ikke i kladden.") from None
    if not isinstance(stored, CodeSet):
        raise Http404("Kodesættet findes ikke i kladden.")
    return _page_or_write(request, version, setting, stored)


@login_required
@require_http_methods(["GET", "POST"])
def new_code_set(request: HttpRequest, slug: str) -> HttpResponse:
    """A code set that does not stand in the draft yet."""
    version = open_profile_draft(request, slug, ProfileRight.EDIT)
    return _page_or_write(request, version, setting_of(version), None)


def _page_or_write(
    request: HttpRequest, version: ProfileVersion, setting: Setting, stored: CodeSet | None
) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, _stored_sheet(version, setting, stored))
    if "save" in request.POST:
        return _write(request, version, setting, stored)
    return _answer(request, _typed_sheet(request, version, setting, stored))


def _stored_sheet(version: ProfileVersion, setting: Setting, stored: CodeSet | None) -> Sheet:
    initial = CodeSetForm.initial_of(stored) if stored else {}
    form = CodeSetForm(initial=initial, setting=setting, node_id=stored.id if stored else NEW)
    return Sheet(version, setting, stored, form, rows_of(stored, setting.catalogue))


def _typed_sheet(
    request: HttpRequest, version: ProfileVersion, setting: Setting, stored: CodeSet | None
) -> Sheet:
    """What was typed, with rows added as asked; nothing is judged or saved."""
    form = CodeSetForm(initial=typed(request.POST), setting=setting, node_id=stored.id if stored else NEW)
    rows = typed_rows(request.POST)
    rows += _asked_rows(request, rows)
    return Sheet(
        version, setting, stored, form, rows_with(rows, setting.catalogue), request.POST.get("words", "")
    )


def _asked_rows(request: HttpRequest, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the pressed button asks for."""
    if "paste" in request.POST:
        return pasted_rows(request.POST.get("codes", ""), request.POST.get("codes_system", ""), rows)
    if taken := request.POST.get("take"):
        system, _, code = taken.partition("|")
        return pasted_rows(code, system, rows)
    return [{}] if "add-row" in request.POST else []


def _write(
    request: HttpRequest, version: ProfileVersion, setting: Setting, stored: CodeSet | None
) -> HttpResponse:
    """Judge and save; every problem stands at the row it is about, and everything typed is kept."""
    node = stored.id if stored else NEW
    form = CodeSetForm(request.POST, setting=setting, node_id=node)
    rows = posted_rows(request.POST, setting.catalogue)
    sheet = Sheet(version, setting, stored, form, rows)
    if not (form.is_valid() and rows.is_valid()):
        return _answer(request, sheet, status=422)
    try:
        node, document = _changed(setting.document, stored, form, rows.rules())
    except InvalidDocument as invalid:
        place(invalid.problems, form, rows, "")
        return _answer(request, sheet, status=422)
    return _save(request, sheet, document, node)


def _changed(
    document: Document, stored: CodeSet | None, form: CodeSetForm, rules: list[dict[str, Any]]
) -> tuple[str, Document]:
    if stored:
        return stored.id, replace(document, stored.id, form.code_set(stored.id, rules), Namespace.CODE_SETS)
    node = fresh_id(document, form.stem)
    return node, insert(document, "code_sets", form.code_set(node, rules))


def _save(request: HttpRequest, sheet: Sheet, document: Document, node: str) -> HttpResponse:
    title = sheet.form.cleaned_data["title"]
    try:
        saved = save_content(
            version=sheet.version,
            by=person_of(request),
            document=document,
            base_revision=base_revision(request),
            summary=f"Rettede kodesættet {title}" if sheet.stored else f"Tilføjede kodesættet {title}",
        )
    except StaleSave as stale:
        return _answer(request, _rebased(sheet, stale.version), status=409, stale=stale)
    except WrongState as wrong:
        return _answer(request, sheet, status=409, refusal=str(wrong))
    except InvalidDocument as invalid:
        pointer = spot_of(document, node, Namespace.CODE_SETS).pointer
        place(invalid.problems, sheet.form, sheet.rows, pointer)
        return _answer(request, sheet, status=422)
    return _done(request, saved, node)


def _done(request: HttpRequest, saved: ProfileVersion, node: str) -> HttpResponse:
    address = reverse("authoring:code-set", args=[saved.profile.slug, node])
    if not wants_partial(request):
        return HttpResponseRedirect(address, status=303)
    setting = setting_of(saved)
    stored = find(setting.document, node, Namespace.CODE_SETS)
    response = _answer(request, _stored_sheet(saved, setting, stored))  # type: ignore[arg-type]
    response["HX-Push-Url"] = address
    return response


def _rebased(sheet: Sheet, version: ProfileVersion) -> Sheet:
    """The same typing on top of what others saved."""
    return Sheet(version, setting_of(version), sheet.stored, sheet.form, sheet.rows, sheet.words)


def _answer(request: HttpRequest, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    _label(sheet.rows)
    document = sheet.version.content
    narrative = narrate(document, sheet.setting.catalogue)
    found = find_codes(Asked(sheet.words, [each.id for each in sheet.setting.catalogue.code_systems]))
    context = {
        "shell": shell(sheet.version, SECTION, request.user),
        "version": sheet.version,
        "profile": sheet.version.profile,
        "section": SECTION,
        "desk": Desk(),
        "stored": sheet.stored,
        "form_url": _address(sheet),
        "form": sheet.form,
        "rows": sheet.rows,
        "words": sheet.words,
        "found": [hit.concept for hit in found.hits],
        "systems": sheet.setting.catalogue.code_systems,
        **shared_context(sheet.version, sheet.stored.id if sheet.stored else "", request.user),
        "uses": uses(document, narrative, Namespace.CODE_SETS, sheet.stored.id) if sheet.stored else (),
        "partial": "authoring/editor/_code_set.html",
        "out_of_band": wants_partial(request),
        "stale": None,
        "refusal": "",
        **_unseen(sheet, request.user),
        **more,
    }
    return render_page(
        request, "authoring/editor/page.html", "authoring/editor/_code_set.html", context, status
    )


def _unseen(sheet: Sheet, person: Person) -> dict[str, Any]:
    """The codes that nobody has seen; none in a code set that does not stand in the draft yet."""
    return unseen_context(sheet.version, person, sheet.stored.id) if sheet.stored else {"panel": None}


def _address(sheet: Sheet) -> str:
    slug = sheet.version.profile.slug
    if sheet.stored is None:
        return reverse("authoring:new-code-set", args=[slug])
    return reverse("authoring:code-set", args=[slug, sheet.stored.id])


def _label(rows: Any) -> None:
    """Write each known code's label beside its row; one query."""
    known = labels((row.held["system"], row.held["code"]) for row in rows)
    for row in rows:
        found = known.get((row.held["system"], normalised(row.held["code"])))
        row.title = found.title if found else ""
