"""Shared code sets in a draft: taking one in, and the link of a code set to where it came from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.permissions import Person, may, may_on
from accounts.rights import ProfileRight, Right
from profiles.standard.problem import InvalidDocument

from ..access import open_draft, open_profile_draft
from ..actions import save_content
from ..errors import AuthoringError, StaleSave, WrongState
from ..forms.shared import AboutForm, UseForm
from ..models import Profile, ProfileVersion
from ..sections import ABOUT
from ..shared.actions import let_go, take_update, use_shared
from ..shared.links import Link, links_of, newest_in_use
from ..shared.sides import name_of
from ..shared.updating import Update
from ..shell import Shell
from ..workflow import State
from .answer import answer, base_revision, done
from .desk import Desk


def shared_context(shell: Shell, code_set: str, person: Person) -> dict[str, Any]:
    """What ``authoring/editor/code_set/_shared.html`` needs on the page of a draft's code set.

    ``link`` is where it came from, ``side`` its name in an address, ``may_share`` whether the person may make
    a shared code set of it.
    """
    return {
        "link": shell.links.get(code_set),
        "side": name_of(shell.version, code_set),
        "may_share": not shell.version.profile.is_code_set and may(person, Right.CREATE_PROFILE),
    }


def _may_edit(version: ProfileVersion, person: Person) -> bool:
    return version.state == State.DRAFT and may_on(person, ProfileRight.EDIT, version.profile)


# --- taking one in --------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a published shared code set; its codes are put into the draft."""
    version = open_profile_draft(request, slug, ProfileRight.EDIT)
    words = request.POST.get("q") or request.GET.get("q", "")
    if request.method != "POST":
        return _use_page(request, version, UseForm(offered=_offered(words)), words)
    form = UseForm(request.POST, offered=_offered(""))
    if not form.is_valid():
        return _use_page(request, version, form, words, status=422)
    revision = base_revision(request)
    try:
        made = use_shared(version=version, by=person_of(request), shared=form.chosen, base_revision=revision)
    except (AuthoringError, InvalidDocument) as refused:
        form.add_error(None, str(refused))
        return _use_page(request, _now(refused, version), form, words, status=409)
    messages.success(request, f"{made.shared} er hentet ind i kladden.")
    return HttpResponseRedirect(reverse("authoring:code-set", args=[slug, made.code_set]), status=303)


def _offered(words: str) -> list[ProfileVersion]:
    """The newest version in use of each shared code set, by title."""
    found = Profile.objects.code_sets().published().matching(words).values_list("pk", flat=True)
    return sorted(newest_in_use(found).values(), key=lambda each: each.profile.title)


def _use_page(
    request: HttpRequest, version: ProfileVersion, form: UseForm, words: str, status: int = 200
) -> HttpResponse:
    context = {"version": version, "profile": version.profile, "form": form, "words": words}
    context |= {"offered": [*form.offered.items()], "chosen": form.data.get("shared", "")}
    return render(request, "code_sets/use.html", context, status=status)


def _now(refused: Exception, version: ProfileVersion) -> ProfileVersion:
    """The version as it stands after a refusal."""
    return refused.version if isinstance(refused, StaleSave | WrongState) else version


# --- the link -------------------------------------------------------------------------------------

TAKE, AGAIN, LET_GO = "take", "again", "let-go"


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """Where a code set came from, what differs, and what an update would do; POST does one of it."""
    right = ProfileRight.EDIT if request.method == "POST" else ProfileRight.READ
    version = open_draft(request, slug, right)
    found = _link(version, code_set)
    if request.method != "POST":
        return _link_page(request, found)
    operation = request.POST.get("operation", "")
    if operation not in (TAKE, AGAIN, LET_GO):
        return _link_page(request, found, "Vælg, hvad der skal ske.", status=422)
    try:
        _do(operation, found, request)
    except (AuthoringError, InvalidDocument) as refused:
        return _link_page(request, _link(_now(refused, version), code_set), str(refused), status=409)
    return HttpResponseRedirect(reverse("authoring:code-set", args=[slug, code_set]), status=303)


def _do(operation: str, found: Link, request: HttpRequest) -> None:
    """Take the version that the page showed, take the same again, or let go."""
    asked: dict[str, Any] = {
        "version": found.version,
        "by": person_of(request),
        "code_set": found.code_set.id,
        "base_revision": base_revision(request),
    }
    if operation == LET_GO:
        let_go(**asked)
        messages.success(request, "Forbindelsen er sluppet. Koderne står i profilen som før.")
        return
    to = found.shared if operation == AGAIN else _version_shown(found, request.POST.get("to", ""))
    take_update(**asked, to=to)
    messages.success(request, f"Kodesættet siger nu det samme som {to}.")


def _version_shown(found: Link, number: str) -> ProfileVersion:
    version = found.shared.profile.versions.published().select_related("profile").filter(number=number)
    chosen = version.first()
    if chosen is None:
        raise Http404("Versionen er ikke udgivet.")
    return chosen


def _link(version: ProfileVersion, code_set: str) -> Link:
    found = links_of(version).get(code_set)
    if found is None:
        raise Http404("Kodesættet er ikke hentet fra et fælles kodesæt.")
    return found


def _link_page(request: HttpRequest, found: Link, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "link": found,
        "version": found.version,
        "profile": found.version.profile,
        "update": Update(found, found.update) if found.update else None,
        "may_edit": _may_edit(found.version, request.user),
        "refusal": refusal,
    }
    return render(request, "code_sets/link.html", context, status=status)


# --- what a shared code set is about --------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """The title and the description of a shared code set's draft."""
    right = ProfileRight.EDIT if request.method == "POST" else ProfileRight.READ
    version = open_draft(request, slug, right)
    if not version.profile.is_code_set:
        raise Http404("En profil har sit formål i stedet.")
    if request.method != "POST":
        return answer(request, version, ABOUT)
    form = AboutForm(request.POST)
    if not form.is_valid():
        return answer(request, version, ABOUT, status=422, form=form)
    return _write_about(request, version, form)


def _write_about(request: HttpRequest, version: ProfileVersion, form: AboutForm) -> HttpResponse:
    try:
        saved = save_content(
            version=version,
            by=person_of(request),
            document=form.changed(version.content),
            base_revision=base_revision(request),
            summary="Rettede titel og beskrivelse",
        )
    except StaleSave as stale:
        return answer(request, stale.version, ABOUT, status=409, form=form, stale=stale)
    except WrongState as wrong:
        return answer(request, wrong.version, ABOUT, status=409, form=form, refusal=str(wrong))
    except InvalidDocument as invalid:
        form.place(invalid.problems)
        return answer(request, version, ABOUT, status=422, form=form)
    return done(request, saved, ABOUT, Desk())
