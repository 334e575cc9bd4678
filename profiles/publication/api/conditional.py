"""Strong entity tags: the same bytes have the same tag; a client that has them gets 304 (RFC 9110, 13)."""

from __future__ import annotations

import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from .problems import MalformedIfNoneMatch

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:\s*,\s*{_TAG})*\s*,?\s*")


def conditional_json(
    request: HttpRequest, body: bytes, *, etag: str = "", for_ever: bool = False
) -> HttpResponse:
    """The body as JSON, or 304 when the client has it. Raises ``MalformedIfNoneMatch``.

    ``etag`` is the tag without quotes; the body's SHA-256 unless given.
    """
    tag = f'"{etag or sha256(body).hexdigest()}"'
    response: HttpResponse
    if _client_has(request.headers.get("If-None-Match"), tag):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = tag
    response["Cache-Control"] = _cache_control(for_ever=for_ever)
    response["Vary"] = "Authorization, Cookie"
    return response


def _client_has(if_none_match: str | None, tag: str) -> bool:
    """Whether the header names the tag; the comparison of If-None-Match is the weak one."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    if not _TAGS.fullmatch(if_none_match):
        raise MalformedIfNoneMatch
    return tag in (found.removeprefix("W/") for found in re.findall(_TAG, if_none_match))


def _cache_control(*, for_ever: bool) -> str:
    audience = "public" if settings.OPEN_READING else "private"
    return f"{audience}, max-age=31536000, immutable" if for_ever else f"{audience}, no-cache"
