"""The standard's front page: which versions there are, the rules by chapter, and finding one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from accounts.access import readable
from cockpit.pages import render_page

from ..contents import changes, chapters
from ..versions import chosen_version

LONGEST = 200


@readable
def show(request: HttpRequest) -> HttpResponse:
    """All rules, or those that hold the words of ``?q=``."""
    version = chosen_version(request)
    words = request.GET.get("q", "")[:LONGEST].strip()
    found = chapters(version, words)
    older, added = changes(version)
    context = {
        "version": version,
        "words": words,
        "chapters": found,
        "found": sum(len(chapter.lines) for chapter in found),
        "case_count": len(version.cases),
        "older": older,
        "added": added,
    }
    return render_page(request, "standards/overview.html", "standards/_rules.html", context)
