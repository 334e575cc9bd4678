"""The addresses of profiles that a practice system reads, their description, and an answer elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.views import APIView

from profiles.authoring.models import Profile
from profiles.publication.description import DESCRIPTION
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number

from .conditional import conditional_json
from .describing import AUTH, IF_NONE_MATCH, OTHERWISE, conditional
from .pagination import BySlug
from .problems import MalformedVersion, NothingRuns, NotPublished
from .running import STANDARDS, standards_of
from .serializers import ManifestSerializer, ProfileSerializer, ProfileSummarySerializer

VERSION = OpenApiParameter("version", str, OpenApiParameter.PATH, description="Fx 1.0.0.")


def _published_profiles(standards: tuple[str, ...] = ()) -> QuerySet[Profile]:
    """Profiles with what is published of them; with standards, what is in use and runs under one of them."""
    offered = PublishedVersion.objects.of_profiles()
    if standards:
        offered = offered.in_use().running_under(standards)
    versions = Prefetch("published", offered.for_lists())
    found = Profile.objects.profiles().filter(pk__in=offered.values("profile"))
    return found.select_related("owner").prefetch_related(versions)


class ProfileList(GenericAPIView[Profile]):
    """Alle profiler med mindst én udgivet version, efter kortnavn; med standards dem, systemet kan køre."""

    serializer_class = ProfileSummarySerializer
    pagination_class = BySlug

    def get_queryset(self) -> QuerySet[Profile]:
        return _published_profiles(standards_of(self.request))

    @extend_schema(
        operation_id="list_profiles",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, STANDARDS],
        responses={200: ProfileSummarySerializer(many=True), **OTHERWISE},
    )
    def get(self, request: Request) -> HttpResponse:
        page = self.paginate_queryset(self.get_queryset())
        body = self.get_paginated_response(self.get_serializer(page, many=True).data).data
        return conditional(request, body)


class ProfileDetail(GenericAPIView[Profile]):
    """En profil med alle dens udgivne versioner, den højeste først."""

    serializer_class = ProfileSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Profile]:
        return _published_profiles()

    @extend_schema(
        operation_id="get_profile",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, STANDARDS],
        responses={200: ProfileSerializer, **OTHERWISE},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        standards = standards_of(request)
        profile = self.get_object()
        offered = _published_profiles(standards).filter(pk=profile.pk).first() if standards else profile
        if offered is None:
            raise NothingRuns(slug, standards)
        return conditional(request, self.get_serializer(offered).data)


class VersionDocument(APIView):
    """Dokumentet i en udgivet version: netop de bytes, der blev godkendt (RFC 8785), for altid de samme."""

    @extend_schema(
        operation_id="get_version",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, VERSION],
        responses={200: OpenApiTypes.OBJECT, **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str) -> HttpResponse:
        found = published_version(slug, version)
        return conditional_json(
            request._request, found.document.encode(), etag=found.content_hash, for_ever=True
        )


class VersionManifest(APIView):
    """Hvad et udgivet dokument er, og hvilke profilstandarder det er vist at kunne køre under."""

    @extend_schema(
        operation_id="get_manifest",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, VERSION],
        responses={200: ManifestSerializer, **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str) -> HttpResponse:
        return conditional(request, ManifestSerializer(published_version(slug, version)).data)


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


def published_version(slug: str, version: str) -> PublishedVersion:
    """Raises ``MalformedVersion`` or ``NotPublished``."""
    number = parse_number(version)
    if number is None:
        raise MalformedVersion
    found = PublishedVersion.objects.of_profiles().numbered(slug, number)
    if found is None:
        raise NotPublished(slug, version)
    return found
