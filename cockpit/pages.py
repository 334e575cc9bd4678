"""One view, two renderings: the whole page, or the part of it that an htmx request asked for.

The page's template includes the partial, so both come from the same context and cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def wants_partial(request: HttpRequest) -> bool:
    """Whether htmx asked for a part: not when it loads, restores or boosts a whole page."""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest, template: str, partial: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Answer with ``partial`` for an htmx request, else with ``template``, from the same context.

    Notices that wait for the person go out of band with a partial, so that none is lost.
    """
    if wants_partial(request):
        html = render_to_string(partial, dict(context), request) + _waiting_notices(request)
    else:
        html = render_to_string(template, dict(context), request)
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _waiting_notices(request: HttpRequest) -> str:
    if not len(get_messages(request)):
        return ""
    return render_to_string("components/notices.html", {"out_of_band": True}, request)
