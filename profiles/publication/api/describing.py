"""What the descriptions of all the API's answers share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from .conditional import conditional_json
from .problems import CONTENT_TYPE, ProblemSerializer

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="Et ETag fra et tidligere svar."
)
# Without a token where reading is open, which is a setting; with one where it is not.
AUTH: Any = [{}, {"oauth2": ["profiles:read"]}]
PROBLEMS = {
    400: "Forespørgslen kan ikke forstås.",
    401: "Åben læsning er slået fra, og der er intet gyldigt token.",
    403: "Tokenet giver ikke ret til at læse.",
    404: "Findes ikke, eller er ikke udgivet.",
}
OTHERWISE: dict[Any, Any] = {
    (code, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=text)
    for code, text in PROBLEMS.items()
}
OTHERWISE[304] = OpenApiResponse(description="Uændret siden det givne ETag.")


def conditional(request: Request, body: Any) -> HttpResponse:
    """The body as JSON, or 304."""
    return conditional_json(request._request, JSONRenderer().render(body))
