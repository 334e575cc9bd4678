"""Finding a code in any of the systems; open to whoever may read published profiles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.access import readable
from cockpit.pages import render_page

from ..models import CodeSystem
from ..search import SearchBox, find_codes
from ..search.form import SearchForm


@readable
def show(request: HttpRequest) -> HttpResponse:
    """The box and what it finds; the address keeps what is asked."""
    systems = CodeSystem.objects.filter(releases__number=1).order_by("title")
    form = SearchForm(request.GET, systems=list(systems))
    asked = form.asked
    box = SearchBox(
        action=reverse("codes:search"),
        found=find_codes(asked),
        filters="codes/_search_filters.html",
        keep=form.chosen,
        in_address=True,
        problem=form.problem,
        typed=request.GET.get("q", ""),
    )
    context = {"box": box, "form": form}
    status = 422 if form.problem else 200
    return render_page(request, "codes/search.html", "components/code_results.html", context, status)
