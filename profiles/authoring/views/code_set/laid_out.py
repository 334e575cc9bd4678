"""How the page of a code set is laid out: each part of it gives its share of what the template is told.

A part is a function from the bench to names and values; a new part is one more of them in ``PARTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.rights import ProfileRight
from cockpit.pages import render_page, wants_partial
from profiles.standard.identifiers import Namespace
from profiles.standard.narrative import narrate

from ...access import open_draft
from ...builder.asked import Asked, asked_in, carried_in
from ...builder.bench import Bench, code_set_in
from ...builder.conflicts import conflicts
from ...builder.figures import figures
from ...builder.finding import search_box
from ...builder.rows import PATTERNS, pills, tables
from ...builder.words import IN_A_TREE
from ...forms.code_set import CodeSetForm
from ...models import ProfileVersion
from ...sections import BY_SLUG
from ...shell import Shell, shell
from ...uses import uses
from ..desk import Desk
from ..editor import setting_of
from ..shared import shared_context
from ..unseen import unseen_context

SECTION = BY_SLUG["code-sets"]
PAGE = "authoring/editor/page.html"
PARTIAL = "authoring/editor/_code_set.html"
GONE = "Kodesættet findes ikke i kladden."


def bench_for(request: HttpRequest, slug: str, code_set: str, right: ProfileRight) -> Bench:
    """The code set of the draft, for a person with the right; 404 when there is none.

    What the page shows is asked in its address, and carried along by every form that is sent from it.
    """
    version = open_draft(request, slug, right)
    bench = bench_of(version, code_set, _asked(request))
    if bench is None:
        raise Http404(GONE)
    return bench


def bench_of(version: ProfileVersion, code_set: str, asked: Asked) -> Bench | None:
    """A code set of a version on the bench; ``None`` when the version has none of that id."""
    setting = setting_of(version)
    found = code_set_in(setting.document, code_set)
    return Bench(version, setting, found, asked) if found else None


def _asked(request: HttpRequest) -> Asked:
    if request.method != "POST":
        return asked_in(request.GET)
    carried = carried_in(request.POST)
    return replace(carried, words=request.POST.get("words", carried.words)[:200])


# --- what the template is told -------------------------------------------------------------------


def around(request: HttpRequest, version: ProfileVersion) -> dict[str, Any]:
    """What stands around the code set, as around every section."""
    return {
        "shell": shell(version, SECTION, request.user),
        "version": version,
        "profile": version.profile,
        "section": SECTION,
        "desk": Desk(),
        "out_of_band": wants_partial(request),
        "stale": None,
        "refusal": "",
    }


def addresses(bench: Bench) -> dict[str, Any]:
    of = [bench.version.profile.slug, bench.code_set.id]
    names = {
        "page_url": "code-set",
        "tree_url": "code-set-tree",
        "rule_url": "code-set-rule",
        "search_url": "code-set-search",
        "add_url": "code-set-add",
        "mapping_url": "code-set-mapping",
        "undo_url": "code-set-undo",
    }
    return {name: reverse(f"authoring:{route}", args=of) for name, route in names.items()}


def tree_part(bench: Bench) -> dict[str, Any]:
    """The tree, or the list that a filter asks for."""
    listed = tables(bench)
    return {
        "code_set": bench.code_set,
        "asked": bench.asked,
        "menu_query": bench.asked.menu_query,
        "tables": listed,
        "has_conversions": bool(bench.code_set.unit)
        and any(row.takes_conversion for table in listed for row in table.rows),
        "pills": pills(bench),
        "has_patients": bench.carriers is not None,
        "keys": IN_A_TREE,
        "patterns": PATTERNS,
        "focus": "",
    }


def figures_part(bench: Bench) -> dict[str, Any]:
    document, catalogue = bench.setting.document, bench.setting.catalogue
    used = uses(document, narrate(document, catalogue), Namespace.CODE_SETS, bench.code_set.id)
    return {"figures": figures(bench), "uses": used}


def conflict_part(bench: Bench) -> dict[str, Any]:
    return {"conflicts": conflicts(bench)}


def search_part(bench: Bench) -> dict[str, Any]:
    return {"box": search_box(bench, addresses(bench)["search_url"])}


def shared_part(bench: Bench) -> dict[str, Any]:
    """Whether the set came from a shared one; ``stored`` is what its partial calls the set."""
    return {"stored": bench.code_set}


def words_part(bench: Bench) -> dict[str, Any]:
    initial = CodeSetForm.initial_of(bench.code_set)
    return {"form": CodeSetForm(initial=initial, setting=bench.setting, node_id=bench.code_set.id)}


def nothing_wrong(_bench: Bench) -> dict[str, Any]:
    """What was not done, and how it can be; each answer that has something to say puts it in."""
    return {"trouble": None, "again": None, "is_new": False}


PARTS: tuple[Callable[[Bench], dict[str, Any]], ...] = (
    addresses,
    tree_part,
    figures_part,
    conflict_part,
    search_part,
    words_part,
    shared_part,
    nothing_wrong,
)


def told(request: HttpRequest, bench: Bench, **more: Any) -> dict[str, Any]:
    """Everything the template is told, ``more`` last."""
    context = around(request, bench.version) | {"partial": PARTIAL}
    for part in PARTS:
        context |= part(bench)
    return context | _of_the_person(request, bench, context["shell"]) | more


def _of_the_person(request: HttpRequest, bench: Bench, stands: Shell) -> dict[str, Any]:
    """What depends on who looks: the codes one may say are seen, and what one may do about a shared set."""
    shared = shared_context(stands, bench.code_set.id, request.user)
    return shared | unseen_context(bench.version, request.user, bench.unseen)


def answer_with(request: HttpRequest, bench: Bench, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a code set as it stands, whole or as the part htmx asked for."""
    return render_page(request, PAGE, PARTIAL, told(request, bench, **more), status)


def address_of(bench: Bench, focus: str = "") -> str:
    """The page's address as it is shown now, at a row."""
    of = [bench.version.profile.slug, bench.code_set.id]
    return reverse("authoring:code-set", args=of) + bench.asked.query + (f"#{focus}" if focus else "")
