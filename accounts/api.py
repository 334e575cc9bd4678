"""Who may read published profiles over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:  # the views import this module while they load
    from rest_framework.views import APIView

READ_SCOPE = "profiles:read"


class MayReadPublished(BasePermission):
    """Anyone where reading is open; else a person who is signed in, or a client with ``profiles:read``."""

    message = "Udgivne profiler læses med et token, der har rettigheden profiles:read."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if settings.OPEN_READING:
            return True
        token: Any = request.auth
        if token is not None:
            return bool(token.is_valid([READ_SCOPE]))
        return bool(request.user and request.user.is_authenticated and request.user.is_active)
