"""Who may open a page: what is published is read by all where reading is open, the rest takes a right.

Anonymous visitors are asked to sign in before they are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from .models import User
from .permissions import require
from .rights import Right

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs(right: Right) -> Callable[[View[P]], View[P]]:
    """Let only people with the right in (403); send the anonymous to the sign-in page."""

    def decorate(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            require(request.user, right)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def sign_in_unless_open(request: HttpRequest) -> HttpResponse | None:
    """Send the anonymous to the sign-in page where published profiles are not open to all."""
    if request.user.is_authenticated or settings.OPEN_READING:
        return None
    return redirect_to_login(request.get_full_path())


def readable(view: View[P]) -> View[P]:
    """A page that is only read, by whoever may read published profiles."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return sign_in_unless_open(request) or view(request, *args, **kwargs)

    return guarded


def person_of(request: HttpRequest) -> User:
    """The person behind a request that :func:`needs` or ``login_required`` has let in."""
    if not isinstance(request.user, User):
        raise TypeError("only views that require sign-in may ask who the person is")
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What to bind a form to: what was posted, however empty, or nothing when the page is only asked for."""
    return request.POST if request.method == "POST" else None
