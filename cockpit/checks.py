"""What a production refuses to start on.

Asked when Django has loaded, and so by every process: web server, worker and command alike. Development
settings are only for this machine: they refuse to serve any other host.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
SHORTEST_KEY = 50


class InsecureSettings(ImproperlyConfigured):
    """The settings are not safe to serve people with."""


def refuse_insecure(settings: LazySettings) -> None:
    """Raise ``InsecureSettings`` with every reason at once."""
    reasons = list(_of_development(settings) if settings.DEVELOPMENT else _of_production(settings))
    if reasons:
        raise InsecureSettings("Refusing to start:\n" + "\n".join(f"- {reason}" for reason in reasons))


def _of_production(settings: LazySettings) -> Iterator[str]:
    if settings.SECRET_KEY == settings.INSECURE_KEY or len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield f"SECRET_KEY must be set to at least {SHORTEST_KEY} random characters."
    if settings.DEBUG:
        yield "DEBUG must be false."
    if urlsplit(settings.BASE_URL).scheme != "https":
        yield "BASE_URL must start with https://."
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts, without wildcards."
    if settings.DEMO_SIGN_INS_SHOWN:
        yield "DEMO_SIGN_INS_SHOWN must be false."


def _of_development(settings: LazySettings) -> Iterator[str]:
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if strangers:
        yield f"DEVELOPMENT serves this machine only, but ALLOWED_HOSTS has {', '.join(strangers)}."
