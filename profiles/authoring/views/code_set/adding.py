"""Codes from a list, a file, a ValueSet, a search or a map: read, decided on, and only then saved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person_of
from accounts.rights import ProfileRight
from profiles.standard.problem import InvalidDocument

from ...actions import save_content
from ...builder.adding.decisions import Decisions, decide_on, filled, rules_after, sent_back
from ...builder.adding.forms import AddForm, read
from ...builder.adding.mapping import suggest
from ...builder.adding.wish import CannotRead, Reading, Wish
from ...builder.bench import Bench
from ...builder.finding import found
from ...builder.operations import CannotDo
from ...errors import StaleSave, WrongState
from ..answer import base_revision
from .laid_out import PAGE, address_of, addresses, around, bench_for, bench_of

PARTIAL = "authoring/editor/_code_set_add.html"
MAPPING = "authoring/editor/_code_set_mapping.html"
MOST_FOUND = 200


@dataclass(frozen=True)
class Desk:
    """The page of adding as it stands: what is to be decided, and the form to read more with."""

    bench: Bench
    decisions: Decisions | None = None
    form: forms.Form | None = None
    more: dict[str, Any] = field(default_factory=dict)


@login_required
@require_http_methods(["GET", "POST"])
def add_codes(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """The ways in; a list to decide on; and its decisions saved."""
    bench = bench_for(request, slug, code_set, ProfileRight.EDIT)
    if request.method != "POST":
        return _answer(request, Desk(bench, _of_search(bench)))
    if "read" in request.POST:
        return _read(request, bench)
    return _decide(request, bench)


@login_required
@require_safe
def map_codes(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """What the maps between systems suggest, to be taken one code at a time."""
    bench = bench_for(request, slug, code_set, ProfileRight.EDIT)
    context = around(request, bench.version) | addresses(bench)
    told = {"code_set": bench.code_set, "partial": MAPPING, "suggested": suggest(bench), "asked": bench.asked}
    return render(request, PAGE, context | told)


def _of_search(bench: Bench) -> Decisions | None:
    """Everything that the words of the address find, undecided until a person decides."""
    if not bench.asked.words.strip():
        return None
    hits = found(bench, MOST_FOUND).hits
    wishes = tuple(Wish((hit.concept.system_id, hit.concept.key)) for hit in hits if hit.choosable)
    listed = decide_on(bench, Reading(wishes))
    return replace(listed, items=tuple(replace(item, picked="skip") for item in listed.items))


def _read(request: HttpRequest, bench: Bench) -> HttpResponse:
    form = AddForm(request.POST, request.FILES, systems=bench.systems)
    if not form.is_valid():
        return _answer(request, Desk(bench, form=form), status=422)
    try:
        reading = read(form, bench.systems)
    except CannotRead as refused:
        form.add_error(form.given, str(refused))
        return _answer(request, Desk(bench, form=form), status=422)
    decisions = decide_on(bench, reading)
    return _answer(request, Desk(bench, decisions, form), status=200 if decisions.items else 422)


def _decide(request: HttpRequest, bench: Bench) -> HttpResponse:
    """The list as it was decided: filled in, or saved when nothing in it waits for a decision."""
    items = request.POST.getlist("item")
    picked = [request.POST.get(f"decide-{number}", "") for number in range(len(items))]
    try:
        decisions = sent_back(bench, items, picked)
    except CannotDo as refused:
        return _answer(request, Desk(bench, more={"refusal": str(refused)}), status=422)
    decisions = replace(decisions, left=request.POST.get("left", "")[:200_000])
    if fill := request.POST.get("fill"):
        return _answer(request, Desk(bench, filled(decisions, fill)))
    if decisions.undecided or not decisions.picked:
        return _answer(request, Desk(bench, decisions, more={"refusal": _waits(decisions)}), status=422)
    return _save(request, bench, decisions)


def _waits(decisions: Decisions) -> str:
    if decisions.undecided:
        return "Vælg for hver af de koder, der mangler et valg. Intet er gemt endnu."
    return "Ingen koder er valgt. Vælg mindst én, eller gå tilbage til kodesættet."


def _save(request: HttpRequest, bench: Bench, decisions: Decisions) -> HttpResponse:
    rules = rules_after(bench, decisions)
    try:
        saved = save_content(
            version=bench.version,
            by=person_of(request),
            document=bench.with_rules(rules, unit=_unit(bench, decisions)),
            base_revision=base_revision(request),
            summary=f"{bench.code_set.title}: {_summary(decisions)}",
        )
    except StaleSave as stale:
        now = bench_of(stale.version, bench.code_set.id, bench.asked) or replace(bench, version=stale.version)
        return _answer(request, Desk(now, decisions, more={"stale": stale}), status=409)
    except WrongState as wrong:
        now = replace(bench, version=wrong.version)
        return _answer(request, Desk(now, decisions, more={"refusal": str(wrong)}), status=409)
    except InvalidDocument as invalid:
        return _answer(request, _with_problems(bench, decisions, invalid), status=422)
    return _after(request, bench, decisions, saved.pk)


def _unit(bench: Bench, decisions: Decisions) -> str | None:
    """The unit that the set gets from the first measurement taken, when it has none."""
    if bench.code_set.unit or any(rule.include for rule in bench.rules):
        return None
    measured = [
        item.row.concept.unit
        for item in decisions.items
        if item.picked in ("alone", "with-below") and item.row.concept and item.row.code[0] in bench.measured
    ]
    return measured[0] if measured else None


def _summary(decisions: Decisions) -> str:
    codes = [item.row.code[1] for item in decisions.items if item.picked not in ("", "skip")]
    named = ", ".join(codes[:5])
    return f"Afgjorde {named}" + (f" og {len(codes) - 5} til" if len(codes) > 5 else "")


def _with_problems(bench: Bench, decisions: Decisions, invalid: InvalidDocument) -> Desk:
    """Each problem at the code that it names; the others above the list."""
    items, elsewhere = [], [problem.message for problem in invalid.problems]
    for item in decisions.items:
        written = {item.row.written, item.row.code[1]}
        own = [said for said in elsewhere if item.picked != "skip" and written & set(said.split())]
        elsewhere = [said for said in elsewhere if said not in own]
        items.append(replace(item, problem=" ".join(dict.fromkeys(own))))
    refusal = " ".join(dict.fromkeys(elsewhere)) or "Noget skal rettes i listen. Intet er gemt."
    return Desk(bench, replace(decisions, items=tuple(items)), more={"refusal": refusal})


def _after(request: HttpRequest, bench: Bench, decisions: Decisions, saved: int) -> HttpResponse:
    """Back at the set; where lines are left, still here, with them ready to be put right."""
    if not decisions.left.strip():
        return HttpResponseRedirect(address_of(bench), status=303)
    of = bench.version.__class__.objects.select_related("profile__owner", "base__profile").get(pk=saved)
    now = bench_of(of, bench.code_set.id, bench.asked) or bench
    form = AddForm(initial={"codes": decisions.left}, systems=bench.systems)
    return _answer(request, Desk(now, form=form, more={"kept": decisions.picked}))


def _answer(request: HttpRequest, desk: Desk, status: int = 200) -> HttpResponse:
    bench = desk.bench
    left = desk.decisions.left if desk.decisions else ""
    context = around(request, bench.version) | addresses(bench)
    told = {
        "code_set": bench.code_set,
        "partial": PARTIAL,
        "decisions": desk.decisions,
        "form": _open_form(desk, left),
        "asked": bench.asked,
        "kept": 0,
    }
    return render(request, PAGE, context | told | desk.more, status=status)


def _open_form(desk: Desk, left: str) -> forms.Form:
    """The form to read more with: as it was sent when it was refused, else with the lines that are left."""
    if desk.form is not None and (desk.form.errors or not desk.decisions):
        return desk.form
    held = desk.form.data.get("system", "") if desk.form is not None and desk.form.is_bound else ""
    return AddForm(initial={"codes": left, "system": held}, systems=desk.bench.systems)
