"""The grammar: every part of a document and its properties."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import readable

from ..grammar_reading import productions
from ..versions import chosen_version


@readable
def show(request: HttpRequest) -> HttpResponse:
    version = chosen_version(request)
    context = {"version": version, "productions": productions(version.number)}
    return render(request, "standards/grammar.html", context)
