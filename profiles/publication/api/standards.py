"""The versions of the profile standard as a practice system meets them: list, catalogue, JSON Schema."""

from __future__ import annotations

import rfc8785
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from profiles.publication.standards import KnownStandard, known_standard, known_standards
from profiles.standard.schema import json_schema

from .conditional import conditional_json
from .describing import AUTH, IF_NONE_MATCH, OTHERWISE, conditional
from .problems import NoSuchStandard
from .serializers import StandardSerializer, address

_NUMBER = OpenApiParameter("standard", str, OpenApiParameter.PATH, description="Fx 1.1.")


class StandardList(APIView):
    """Alle versioner af profilstandarden, den nyeste først. Flere gælder på samme tid."""

    @extend_schema(
        operation_id="list_standards",
        auth=AUTH,
        parameters=[IF_NONE_MATCH],
        responses={200: StandardSerializer(many=True), **OTHERWISE},
    )
    def get(self, request: Request) -> HttpResponse:
        return conditional(request, [StandardSerializer(each).data for each in known_standards()])


class StandardCatalogue(APIView):
    """Kataloget i en version af standarden: netop de bytes, der blev godkendt (RFC 8785)."""

    @extend_schema(
        operation_id="get_standard",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, _NUMBER],
        responses={200: OpenApiTypes.OBJECT, **OTHERWISE},
    )
    def get(self, request: Request, standard: str) -> HttpResponse:
        found = _found(standard)
        return conditional_json(request._request, found.document, etag=found.content_hash, for_ever=True)


class StandardSchema(APIView):
    """JSON Schema for dokumenter, der er skrevet i den version af standarden."""

    @extend_schema(
        operation_id="get_schema",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, _NUMBER],
        responses={200: OpenApiTypes.OBJECT, **OTHERWISE},
    )
    def get(self, request: Request, standard: str) -> HttpResponse:
        found = _found(standard)
        schema = json_schema(address("api-schema", found.number), found.number)
        return conditional_json(request._request, rfc8785.dumps(schema))


def _found(number: str) -> KnownStandard:
    """Raises ``NoSuchStandard``."""
    found = known_standard(number)
    if found is None:
        raise NoSuchStandard(number)
    return found
