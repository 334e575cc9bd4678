"""What is done to a code with one press: it is saved at once, or the page says why not and how it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import person_of
from accounts.rights import ProfileRight
from cockpit.pages import wants_partial
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.terminology.lookup import labels

from ...access import open_draft
from ...actions import save_content
from ...builder.bench import Bench
from ...builder.operations import CannotDo, Done, do
from ...builder.rows import row_id
from ...builder.trouble import Trouble, trouble
from ...errors import StaleSave, WrongState
from ...models import ProfileVersion
from ...revisions import revision_of
from ..answer import answer, base_revision
from .laid_out import GONE, SECTION, address_of, addresses, answer_with, bench_for, bench_of


@dataclass(frozen=True)
class Again:
    """What was not saved because somebody else was first, ready to be done on what they saved."""

    asked: str
    summary: str
    factor: str = ""
    offset: str = ""


@login_required
@require_POST
def choose(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """Do one thing to one code, or tidy the rules."""
    bench = bench_for(request, slug, code_set, ProfileRight.EDIT)
    asked, numbers = request.POST.get("do", ""), [request.POST.get(name, "") for name in ("factor", "offset")]
    try:
        done = do(bench, asked, *numbers)
    except CannotDo as refused:
        return answer_with(request, bench, status=422, trouble=_refused(bench, asked, numbers, str(refused)))
    return save_rules(request, bench, done, Again(asked, done.summary, *numbers))


def save_rules(request: HttpRequest, bench: Bench, done: Done, again: Again | None = None) -> HttpResponse:
    """Save the rules as they are after an operation, and answer at the code it was done to."""
    document, summary = _changed(bench, done)
    try:
        saved = save_content(
            version=bench.version,
            by=person_of(request),
            document=document,
            base_revision=base_revision(request),
            summary=summary,
        )
    except StaleSave as stale:
        return _stale(request, bench, stale, again)
    except WrongState as wrong:
        return _now(request, bench, wrong.version, status=409, refusal=str(wrong))
    except InvalidDocument as invalid:
        wrong_rule = trouble(bench, done.rule, [problem.message for problem in invalid.problems])
        return answer_with(request, bench, status=422, trouble=wrong_rule)
    focus = row_id(done.code) if done.code else "tree"
    if request.POST.get("next") == "mapping":
        return HttpResponseRedirect(f"{addresses(bench)['mapping_url']}#{focus}", status=303)
    return saved_at(request, bench, saved, focus)


def saved_at(request: HttpRequest, bench: Bench, saved: ProfileVersion, focus: str) -> HttpResponse:
    """The page after a save, at a row: the part for htmx, a fresh load for a plain form."""
    if not wants_partial(request):
        return HttpResponseRedirect(address_of(bench, focus), status=303)
    response = _now(request, bench, saved, focus=focus)
    response["HX-Replace-Url"] = address_of(bench)
    return response


def _changed(bench: Bench, done: Done) -> tuple[Document, str]:
    """The document after an operation, and its summary. A first measurement gives the set its unit."""
    unit = _unit_of_first(bench, done)
    title = bench.code_set.title
    if not unit:
        return bench.with_rules(done.rules), f"{title}: {done.summary}"
    return bench.with_rules(done.rules, unit), f"{title}: {done.summary}; enheden blev {unit}"


def _unit_of_first(bench: Bench, done: Done) -> str:
    if bench.code_set.unit or not done.rule or not done.rule.include:
        return ""
    if any(rule.include for rule in bench.rules) or done.rule.system not in bench.measured:
        return ""
    concept = labels([(done.rule.system, done.rule.code)]).get((done.rule.system, done.rule.code))
    return concept.unit if concept else ""


def _refused(bench: Bench, asked: str, numbers: list[str], why: str) -> Trouble:
    """A conversion that could not be read stands as it was typed."""
    return trouble(bench, None, [why], typed=(asked, *numbers))


def _stale(request: HttpRequest, bench: Bench, stale: StaleSave, again: Again | None) -> HttpResponse:
    return _now(request, bench, stale.version, status=409, stale=stale, again=again)


def _now(request: HttpRequest, bench: Bench, version: ProfileVersion, **more: Any) -> HttpResponse:
    """The page of the code set as it stands in that version; the list of them when it is gone."""
    now = bench_of(version, bench.code_set.id, bench.asked)
    if now is None:
        more.setdefault("refusal", GONE)
        return answer(request, version, SECTION, **{key: more[key] for key in more if key not in LOCAL})
    return answer_with(request, now, **more)


#: What only the page of a code set can show.
LOCAL = {"focus", "again", "trouble"}


@login_required
@require_POST
def undo_code_set(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """Put back what stood before the latest save, and stay at the code set when it is still there."""
    version = open_draft(request, slug, ProfileRight.EDIT)
    bench = bench_for(request, slug, code_set, ProfileRight.EDIT)
    earlier = revision_of(version, version.revision - 1)
    if earlier is None:
        return answer_with(request, bench, status=422, refusal="Der er ikke noget at fortryde.")
    latest = version.edits.first()
    try:
        saved = save_content(
            version=version,
            by=person_of(request),
            document=earlier.content,
            base_revision=base_revision(request),
            summary=f"Fortrød: {latest.summary}" if latest else "Fortrød",
        )
    except StaleSave as stale:
        return _now(request, bench, stale.version, status=409, stale=stale)
    except WrongState as wrong:
        return _now(request, bench, wrong.version, status=409, refusal=str(wrong))
    return _undone(request, bench, saved)


def _undone(request: HttpRequest, bench: Bench, saved: ProfileVersion) -> HttpResponse:
    if bench_of(saved, bench.code_set.id, bench.asked) is None:
        address = reverse(SECTION.route, args=[saved.profile.slug])
        if not wants_partial(request):
            return HttpResponseRedirect(address, status=303)
        response = answer(request, saved, SECTION)
        response["HX-Push-Url"] = address
        return response
    return saved_at(request, bench, saved, request.POST.get("focus", "")[:200])
