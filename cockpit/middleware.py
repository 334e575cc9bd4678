"""An htmx request from a page whose person is no longer signed in gets 401 instead of somebody else's page.

Without it the sign-in page, or an error page for strangers, would be swapped into the middle of what the
person is writing. The page's script turns 401 into a notice, and everything typed stays.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from .pages import wants_partial

Answer = Callable[[HttpRequest], HttpResponse]


def signed_out_of_partial(get_response: Answer) -> Answer:
    """Middleware; belongs inside the authentication middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        signed_out = wants_partial(request) and not request.user.is_authenticated
        return HttpResponse(status=401) if signed_out and _is_for_strangers(response) else response

    return answer


def _is_for_strangers(response: HttpResponse) -> bool:
    sign_in = resolve_url(settings.LOGIN_URL)
    return response.status_code in (403, 404) or response.get("Location", "").startswith(sign_in)
