"""The page of a code set, and its words: title, unit, rationale and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.rights import ProfileRight
from cockpit.pages import render_page, wants_partial
from profiles.standard.document import Document
from profiles.standard.identifiers import Namespace, fresh_id
from profiles.standard.kinds import Setting
from profiles.standard.problem import InvalidDocument
from profiles.standard.tree import insert, spot_of
from profiles.standard.tree import replace as replaced

from ...access import open_profile_draft
from ...actions import save_content
from ...builder.bench import Bench, code_set_in
from ...errors import StaleSave, WrongState
from ...forms.code_set import CodeSetForm
from ...models import ProfileVersion
from ..answer import base_revision
from ..editor import setting_of
from .laid_out import PAGE, PARTIAL, address_of, answer_with, around, bench_for, bench_of

NEW = "new"


@login_required
@require_http_methods(["GET", "POST"])
def code_set(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """A code set of the draft: its page, or its words written anew."""
    if request.method != "POST":
        return answer_with(request, bench_for(request, slug, code_set, ProfileRight.READ))
    bench = bench_for(request, slug, code_set, ProfileRight.EDIT)
    return _write(request, bench)


@login_required
@require_http_methods(["GET", "POST"])
def new_code_set(request: HttpRequest, slug: str) -> HttpResponse:
    """A code set that does not stand in the draft yet: it is made by its title, and then built."""
    version = open_profile_draft(request, slug, ProfileRight.EDIT)
    if request.method != "POST":
        return _blank(request, version, CodeSetForm(setting=setting_of(version), node_id=NEW))
    return _make(request, version)


# --- a new one -----------------------------------------------------------------------------------


def _blank(
    request: HttpRequest, version: ProfileVersion, form: CodeSetForm, status: int = 200, **more: Any
) -> HttpResponse:
    given = {"form": form, "is_new": True, "partial": PARTIAL}
    context = around(request, version) | given | more
    return render_page(request, PAGE, PARTIAL, context, status)


def _make(request: HttpRequest, version: ProfileVersion) -> HttpResponse:
    setting = setting_of(version)
    form = CodeSetForm(request.POST, setting=setting, node_id=NEW)
    if not form.is_valid():
        return _blank(request, version, form, 422)
    node = fresh_id(setting.document, form.stem)
    try:
        document = insert(setting.document, "code_sets", form.code_set(node))
        saved = _save(request, version, document, f"Tilføjede kodesættet {form.cleaned_data['title']}")
    except StaleSave as stale:
        return _blank(request, stale.version, form, 409, stale=stale)
    except WrongState as wrong:
        return _blank(request, wrong.version, form, 409, refusal=str(wrong))
    except InvalidDocument as invalid:
        form.place(invalid.problems)
        return _blank(request, version, form, 422)
    return _shown(request, saved, node)


def _shown(request: HttpRequest, version: ProfileVersion, node: str) -> HttpResponse:
    found = code_set_in(version.content, node)
    if found is None:
        raise RuntimeError("A code set that was saved a moment ago is gone.")
    bench = Bench(version, setting_of(version), found)
    if not wants_partial(request):
        return HttpResponseRedirect(address_of(bench), status=303)
    response = answer_with(request, bench)
    response["HX-Push-Url"] = address_of(bench)
    return response


# --- words ---------------------------------------------------------------------------------------


def _write(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Judge and save; every problem stands at its field, and everything typed is kept."""
    form = CodeSetForm(request.POST, setting=bench.setting, node_id=bench.code_set.id)
    if not form.is_valid():
        return answer_with(request, bench, status=422, form=form)
    try:
        document = _reworded(bench, form)
        saved = _save(request, bench.version, document, f"Rettede kodesættet {form.cleaned_data['title']}")
    except StaleSave as stale:
        now = _now(bench, stale.version)
        return answer_with(request, now, status=409, form=_onto(form, now.setting), stale=stale)
    except WrongState as wrong:
        return answer_with(request, _now(bench, wrong.version), status=409, form=form, refusal=str(wrong))
    except InvalidDocument as invalid:
        form.place(
            invalid.problems, spot_of(bench.setting.document, bench.code_set.id, Namespace.CODE_SETS).pointer
        )
        return answer_with(request, bench, status=422, form=form)
    if not wants_partial(request):
        return HttpResponseRedirect(address_of(bench), status=303)
    return answer_with(request, _now(bench, saved))


def _reworded(bench: Bench, form: CodeSetForm) -> Document:
    worded = form.code_set(bench.code_set.id, bench.rules)
    kept = worded.model_copy(update={"label": bench.code_set.label})
    return replaced(bench.setting.document, bench.code_set.id, kept, Namespace.CODE_SETS)


def _onto(form: CodeSetForm, setting: Setting) -> CodeSetForm:
    """The same typing on top of what others saved."""
    return CodeSetForm(form.data, setting=setting, node_id=form.node_id)


def _now(bench: Bench, version: ProfileVersion) -> Bench:
    """The same code set as it stands in another revision; as it was, when it is gone there."""
    return bench_of(version, bench.code_set.id, bench.asked) or replace(bench, version=version)


def _save(request: HttpRequest, version: ProfileVersion, document: Document, summary: str) -> ProfileVersion:
    return save_content(
        version=version,
        by=person_of(request),
        document=document,
        base_revision=base_revision(request),
        summary=summary,
    )
