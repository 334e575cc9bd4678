"""What every page knows about the site: names come from settings, never from templates."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .navigation import main_menu


def site(request: HttpRequest) -> dict[str, Any]:
    """The tool's own name, owner and contact, and the main menu (made only where a page shows it)."""
    return {
        "tool_name": settings.TOOL_NAME,
        "owner_name": settings.OWNER_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "main_menu": partial(main_menu, request),
    }
