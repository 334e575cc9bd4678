"""Parts of the page that htmx asks for alone: the tree with a branch opened, and what a search finds."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import may_on
from accounts.rights import ProfileRight
from cockpit.pages import wants_partial

from ...builder.bench import Bench
from ...workflow import State
from .laid_out import address_of, addresses, bench_for, conflict_part, search_part, tree_part


@login_required
@require_safe
def tree(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """The tree as the address asks for it; the whole page without htmx."""
    bench = bench_for(request, slug, code_set, ProfileRight.READ)
    if not wants_partial(request):
        return redirect(address_of(bench))
    context = _here(request, bench) | tree_part(bench) | conflict_part(bench)
    response = render(request, "authoring/editor/code_set/_tree.html", context)
    response["HX-Replace-Url"] = address_of(bench)
    return response


@login_required
@require_safe
def search_codes(request: HttpRequest, slug: str, code_set: str) -> HttpResponse:
    """What the words find; the whole page without htmx."""
    bench = bench_for(request, slug, code_set, ProfileRight.READ)
    if not wants_partial(request):
        return redirect(address_of(bench))
    context = _here(request, bench) | search_part(bench) | {"asked": bench.asked}
    return render(request, "components/code_results.html", context)


def _here(request: HttpRequest, bench: Bench) -> dict[str, object]:
    """What the parts need of what stands around them."""
    version = bench.version
    may_edit = version.state == State.DRAFT and may_on(request.user, ProfileRight.EDIT, version.profile)
    return addresses(bench) | {
        "version": version,
        "profile": version.profile,
        "code_set": bench.code_set,
        "shell": {"may_edit": may_edit},
    }
