"""Shared code sets as a practice system meets them: the list, and the approved bytes of a version."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.views import APIView

from profiles.authoring.models import Profile
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number

from .conditional import conditional_json
from .describing import AUTH, IF_NONE_MATCH, OTHERWISE, conditional
from .pagination import BySlug
from .problems import CodeSetNotPublished, MalformedVersion, MalformedWords
from .serializers import CodeSetSerializer

LONGEST_WORDS = 200
_WORDS = OpenApiParameter(
    "q",
    {"type": "string", "pattern": r"^[^\x00]*$", "maxLength": LONGEST_WORDS},
    OpenApiParameter.QUERY,
    description="Ord i titel, kortnavn eller ejer; alle skal være der.",
)
_VERSION = OpenApiParameter("version", str, OpenApiParameter.PATH, description="Fx 1.0.0.")


class CodeSetList(GenericAPIView[Profile]):
    """Alle fælles kodesæt med en udgivet version, efter kortnavn; versionerne med den højeste først."""

    serializer_class = CodeSetSerializer
    pagination_class = BySlug

    def get_queryset(self) -> QuerySet[Profile]:
        offered = PublishedVersion.objects.of_code_sets()
        versions = Prefetch("published", offered.for_lists())
        found = Profile.objects.code_sets().filter(pk__in=offered.values("profile"))
        found = found.matching(words_of(self.request))
        return found.select_related("owner").prefetch_related(versions)

    @extend_schema(
        operation_id="list_code_sets",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, _WORDS],
        responses={200: CodeSetSerializer(many=True), **OTHERWISE},
    )
    def get(self, request: Request) -> HttpResponse:
        page = self.paginate_queryset(self.get_queryset())
        body = self.get_paginated_response(self.get_serializer(page, many=True).data).data
        return conditional(request, body)


class CodeSetDocument(APIView):
    """Et udgivet kodesæt: netop de bytes, der blev godkendt (RFC 8785), for altid de samme."""

    @extend_schema(
        operation_id="get_code_set_version",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, _VERSION],
        responses={200: OpenApiTypes.OBJECT, **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str) -> HttpResponse:
        number = parse_number(version)
        if number is None:
            raise MalformedVersion
        found = PublishedVersion.objects.of_code_sets().numbered(slug, number)
        if found is None:
            raise CodeSetNotPublished(slug, version)
        return conditional_json(
            request._request, found.document.encode(), etag=found.content_hash, for_ever=True
        )


def words_of(request: Request) -> str:
    """What the list is narrowed by. Raises ``MalformedWords``."""
    words = request.query_params.get("q", "")
    if "\0" in words or len(words) > LONGEST_WORDS:
        raise MalformedWords
    return words
