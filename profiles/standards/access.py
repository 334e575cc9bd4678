"""Who may read the standard: those who may read published profiles, asked where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from profiles.authoring.access import sign_in_unless_open

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def readable(view: View[P]) -> View[P]:
    """A page that is only read, by whoever may read published profiles."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return sign_in_unless_open(request) or view(request, *args, **kwargs)

    return guarded
