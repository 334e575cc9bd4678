"""Shared code sets outside any draft: the list, making one, and holding two sets up against each other."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person_of, posted, sign_in_unless_open
from accounts.permissions import may, require
from accounts.rights import Right
from cockpit.pages import render_page
from profiles.standard.document import CodeSet
from profiles.standard.problem import InvalidDocument
from profiles.standard.shared_code_set import SharedCodeSet, blank_shared, carried

from ..actions import create_code_set
from ..errors import AuthoringError, SlugTaken
from ..forms.profile import ProfileSearch
from ..forms.shared import CompareForm, NewCodeSetForm
from ..models import Profile, ProfileQuerySet, ProfileVersion
from ..overview import overviews
from ..shared.comparing import compared
from ..shared.sides import Side, name_of, side
from ..shared.usage import used_in
from ..standards import newest_in_force
from ..workflow import State

PAGE_SIZE = 25


@require_safe
def code_sets(request: HttpRequest) -> HttpResponse:
    """The shared code sets the person may know of, with where they are used; a fixed number of queries."""
    if refused := sign_in_unless_open(request):
        return refused
    search = ProfileSearch(request.GET)
    page = Paginator(_found(request, search), PAGE_SIZE).get_page(request.GET.get("page"))
    uses = used_in(page.object_list, request.user)
    context = {
        "search": search,
        "searched": any(request.GET.get(name) for name in ("q", "state")),
        "page_obj": page,
        "rows": [(each, uses.get(each.profile.pk, [])) for each in overviews(page.object_list, request.user)],
        "may_create": may(request.user, Right.CREATE_PROFILE),
    }
    return render_page(request, "code_sets/list.html", "code_sets/_list.html", context)


def _found(request: HttpRequest, search: ProfileSearch) -> ProfileQuerySet:
    found = Profile.objects.code_sets().visible_to(request.user).with_versions()
    if not search.is_valid():
        return found
    if search.cleaned_data["state"]:
        found = found.in_state(State(search.cleaned_data["state"]), request.user)
    return found.matching(search.cleaned_data["q"])


@login_required
@require_http_methods(["GET", "POST"])
def new_code_set(request: HttpRequest) -> HttpResponse:
    """A shared code set from nothing, or with ``?from=`` the codes of another set to begin with."""
    person = person_of(request)
    require(person, Right.CREATE_PROFILE)
    source = _asked(request, request.POST.get("from") or request.GET.get("from", ""))
    form = NewCodeSetForm(posted(request), initial=_initial(request, source))
    if request.method == "POST" and form.is_valid():
        try:
            version = create_code_set(
                by=person,
                owner=form.cleaned_data["owner"],
                code_set=_written(form, source),
                origin=source.version if source and _is_fork(source) else None,
            )
        except SlugTaken as taken:
            form.add_error("slug", str(taken))
        except (AuthoringError, InvalidDocument) as refused:
            form.add_error(None, _words(refused))
        else:
            return redirect("authoring:draft", version.profile.slug)
    return _new_page(request, form, source)


def _new_page(request: HttpRequest, form: NewCodeSetForm, source: Side | None) -> HttpResponse:
    context = {"form": form, "source": source, "is_fork": source is not None and _is_fork(source)}
    return render(request, "code_sets/new.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest, source: Side | None) -> dict[str, Any]:
    owner = {"owner": person_of(request).organisation_id}
    if source is None:
        return owner
    words = source.version.content.description if source.version.profile.is_code_set else ""
    return owner | {"title": source.code_set.title, "description": words or ""}


def _is_fork(source: Side) -> bool:
    return source.version.profile.is_code_set and not source.is_open


def _written(form: NewCodeSetForm, source: Side | None) -> SharedCodeSet:
    """What the form says, with the codes it begins with, in the newest standard."""
    name, title = form.cleaned_data["slug"], form.cleaned_data["title"]
    codes = carried(source.code_set, name) if source else CodeSet(id=name, title=title, rules=())
    return blank_shared(
        code_set=codes.model_copy(update={"title": title}),
        owner=form.cleaned_data["owner"].name,
        description=form.cleaned_data["description"],
        standard=newest_in_force(),
    )


def _words(refused: Exception) -> str:
    if isinstance(refused, InvalidDocument):
        return " ".join(problem.message for problem in refused.problems)
    return str(refused)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two code sets, ``?a=`` and ``?b=``: what only one of them takes in, and what both do."""
    if refused := sign_in_unless_open(request):
        return refused
    a, b = (_asked(request, request.GET.get(name, "")) for name in ("a", "b"))
    choices = _choices(each for each in (a, b) if each)
    initial = {name: each.name for name, each in (("a", a), ("b", b)) if each}
    context = {
        "a": a,
        "b": b,
        "form": CompareForm(initial=initial, choices=choices),
        "compared": compared(a.code_set, b.code_set) if a and b else None,
    }
    return render(request, "code_sets/compare.html", context)


def _choices(chosen: Any) -> list[tuple[str, str]]:
    """Every published version of a shared code set, and what was asked for besides."""
    published = ProfileVersion.objects.of_code_sets().published().select_related("profile")
    listed = published.defer("document").order_by("profile__title", "-pk")
    offered = {name_of(each): str(each) for each in listed}
    return [*({each.name: each.title for each in chosen} | offered).items()]


def _asked(request: HttpRequest, name: str) -> Side | None:
    """The code set of that name; 404 for one the person may not know of."""
    if not name:
        return None
    found = side(name, request.user)
    if found is None:
        raise Http404("Kodesættet findes ikke.")
    return found
