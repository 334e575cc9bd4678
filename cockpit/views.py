"""Home, manual, health: the pages that belong to no one part of the tool."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


def manual(request: HttpRequest) -> HttpResponse:
    return render(request, "manual.html")


def accessibility_statement(request: HttpRequest) -> HttpResponse:
    return render(request, "was.html")


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")
