"""Files for implementers: JSON Schema, catalogue, and each case with its tables and what is expected."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.access import readable
from profiles.evaluation.cases import Case, EvaluationCase, filled, rows_of
from profiles.standard.catalogue import load_catalogue, standards
from profiles.standard.schema import json_schema

from ..json_text import json_text
from ..versions import chosen_version


@readable
def schema(request: HttpRequest, standard: str) -> HttpResponse:
    """The JSON Schema of a version's documents; its ``$id`` is where it is served."""
    _require_known(standard)
    address = request.build_absolute_uri(reverse("standards:schema", args=[standard]))
    return _file(json_schema(address, standard), "application/schema+json")


@readable
def catalogue(request: HttpRequest, standard: str) -> HttpResponse:
    _require_known(standard)
    return _file(load_catalogue(standard).model_dump(mode="json", exclude_defaults=True))


@readable
def case(request: HttpRequest, identifier: str) -> HttpResponse:
    """A case as data: what is needed to run it elsewhere, nothing left to be filled in."""
    found = next((each for each in chosen_version(request).cases if each.id == identifier), None)
    if found is None:
        raise Http404(f"Der er intet eksempel {identifier}.")
    return _file(_whole(found))


def _whole(found: Case) -> dict[str, Any]:
    """The case with the whole document and the rows of the logical tables instead of what it leaves out."""
    given = found.model_dump(exclude_unset=True)
    if isinstance(found, EvaluationCase):
        document, package = filled(found)
        given |= {"document": document, "package": package, "tables": rows_of(found)}
        given["index_date"] = found.index_date.isoformat()
        given["patients"] = [
            {"id": each.id, "title": each.title, "expected": each.expected.model_dump(exclude_unset=True)}
            for each in found.patients
        ]
    return given


def _require_known(standard: str) -> None:
    if standard not in standards():
        raise Http404(f"Der er ingen profilstandard {standard}.")


def _file(content: Any, content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(json_text(content), content_type=f"{content_type}; charset=utf-8")
