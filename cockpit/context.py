"""What every page knows about the site: names come from settings, never from templates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The tool's own name, owner and contact."""
    return {
        "tool_name": settings.TOOL_NAME,
        "owner_name": settings.OWNER_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
    }
