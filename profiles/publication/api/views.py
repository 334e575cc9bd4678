"""The three addresses a practice system reads, their description, and a proper answer everywhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from profiles.authoring.models import Profile
from profiles.publication.description import DESCRIPTION
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number

from .conditional import conditional_json
from .pagination import BySlug
from .problems import CONTENT_TYPE, MalformedVersion, NotPublished, ProblemSerializer
from .serializers import ProfileSerializer, ProfileSummarySerializer

_IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="Et ETag fra et tidligere svar."
)
# Without a token where reading is open, which is a setting; with one where it is not.
_AUTH: Any = [{}, {"oauth2": ["profiles:read"]}]
_PROBLEMS = {
    400: "Forespørgslen kan ikke forstås.",
    401: "Åben læsning er slået fra, og der er intet gyldigt token.",
    403: "Tokenet giver ikke ret til at læse.",
    404: "Findes ikke, eller er ikke udgivet.",
}
_OTHERWISE: dict[Any, Any] = {
    (code, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=text)
    for code, text in _PROBLEMS.items()
}
_OTHERWISE[304] = OpenApiResponse(description="Uændret siden det givne ETag.")


def _published_profiles() -> QuerySet[Profile]:
    versions = Prefetch("published", PublishedVersion.objects.with_their_profiles())
    return Profile.objects.published().select_related("owner").prefetch_related(versions)


class ProfileList(GenericAPIView[Profile]):
    """Alle profiler med mindst én udgivet version, efter kortnavn."""

    serializer_class = ProfileSummarySerializer
    pagination_class = BySlug

    def get_queryset(self) -> QuerySet[Profile]:
        return _published_profiles()

    @extend_schema(
        operation_id="list_profiles",
        auth=_AUTH,
        parameters=[_IF_NONE_MATCH],
        responses={200: ProfileSummarySerializer(many=True), **_OTHERWISE},
    )
    def get(self, request: Request) -> HttpResponse:
        page = self.paginate_queryset(self.get_queryset())
        body = self.get_paginated_response(self.get_serializer(page, many=True).data).data
        return _conditional(request, body)


class ProfileDetail(GenericAPIView[Profile]):
    """En profil med alle dens udgivne versioner, den højeste først."""

    serializer_class = ProfileSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Profile]:
        return _published_profiles()

    @extend_schema(
        operation_id="get_profile",
        auth=_AUTH,
        parameters=[_IF_NONE_MATCH],
        responses={200: ProfileSerializer, **_OTHERWISE},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        return _conditional(request, self.get_serializer(self.get_object()).data)


class VersionDocument(APIView):
    """Dokumentet i en udgivet version: netop de bytes, der blev godkendt (RFC 8785), for altid de samme."""

    @extend_schema(
        operation_id="get_version",
        auth=_AUTH,
        parameters=[
            _IF_NONE_MATCH,
            OpenApiParameter("version", str, OpenApiParameter.PATH, description="Fx 1.0.0."),
        ],
        responses={200: OpenApiTypes.OBJECT, **_OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str) -> HttpResponse:
        number = parse_number(version)
        if number is None:
            raise MalformedVersion
        found = PublishedVersion.objects.numbered(slug, number)
        if found is None:
            raise NotPublished(slug, version)
        return conditional_json(
            request._request, found.document.encode(), etag=found.content_hash, for_ever=True
        )


class NothingHere(APIView):
    """Whatever else is asked for below ``/api/v1/``."""

    schema = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.http_method_names = [*self.http_method_names, (request.method or "").lower()]
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The API's own description, as committed."""
    return HttpResponse(DESCRIPTION.read_bytes(), content_type="application/yaml; charset=utf-8")


def _conditional(request: Request, body: Any) -> HttpResponse:
    return conditional_json(request._request, JSONRenderer().render(body))
