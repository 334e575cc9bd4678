"""The code sets of a published version written out as codes, for systems that want lists (6.2).

The rules in the document decide; what stands here is what they mean in the releases that the version was
read against.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from profiles.authoring.builder.bench import code_set_in
from profiles.authoring.exporting import exported
from profiles.publication.models import PublishedVersion
from profiles.standard.document import CodeSet
from profiles.terminology.expansion import Member
from profiles.terminology.exports import EXPORTS, Exported
from profiles.terminology.models import Release

from .conditional import conditional_json
from .describing import AUTH, IF_NONE_MATCH, OTHERWISE, conditional
from .problems import NoSuchCodeSet
from .serializers import address
from .views import VERSION, published_version

_CODE_SET = OpenApiParameter(
    "code_set", str, OpenApiParameter.PATH, description="Kodesættets id i dokumentet."
)


class CodeSetSummarySerializer(serializers.Serializer[Exported]):
    """A code set of a published version, without its codes."""

    id = serializers.CharField(source="code_set.id")
    title = serializers.CharField(source="code_set.title")
    unit = serializers.CharField(source="code_set.unit", allow_null=True)
    url = serializers.SerializerMethodField(help_text="Her står koderne.")
    value_set = serializers.SerializerMethodField(help_text="Det samme som FHIR R4 ValueSet.")

    def get_url(self, taken: Exported) -> str:
        return address("api-version-code-set", taken.within, taken.number, taken.code_set.id)

    def get_value_set(self, taken: Exported) -> str:
        return address("api-version-value-set", taken.within, taken.number, taken.code_set.id)


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """What a code system was read in."""

    system = serializers.CharField(source="system_id")

    class Meta:
        model = Release
        fields = ("system", "title", "date", "source", "sha256")


class CodeSerializer(serializers.Serializer[Member]):
    """A code that is in the set, and the rule that put it there."""

    system = serializers.CharField(source="concept.system_id")
    code = serializers.CharField(source="concept.code")
    title = serializers.CharField(source="concept.title")
    unit = serializers.CharField(source="concept.unit")
    closed = serializers.DateField(
        source="concept.closed",
        allow_null=True,
        help_text="Den dag, koden blev lukket; gamle poster har den.",
    )
    rule = serializers.CharField(source="rule.code", help_text="Koden i den regel, der afgjorde det.")
    seen = serializers.SerializerMethodField(help_text="Om et menneske har set koden i kodesættet (6.3).")

    def get_seen(self, member: Member) -> bool:
        taken: Exported = self.context["taken"]
        return taken.is_seen(member)


class ExpansionSerializer(CodeSetSummarySerializer):
    """A code set with its rules, its codes, and what they were read in."""

    rules = serializers.SerializerMethodField(help_text="Reglerne, som de står i dokumentet; de afgør.")
    releases = serializers.SerializerMethodField()
    codes = serializers.SerializerMethodField(help_text="Koderne i den udgave, versionen er læst mod.")

    def get_rules(self, taken: Exported) -> list[dict[str, Any]]:
        rules: list[dict[str, Any]] = taken.code_set.to_json()["rules"]
        return rules

    @extend_schema_field(CodeSerializer(many=True))
    def get_codes(self, taken: Exported) -> list[dict[str, Any]]:
        return [dict(CodeSerializer(each, context={"taken": taken}).data) for each in taken.members]

    @extend_schema_field(ReleaseSerializer(many=True))
    def get_releases(self, taken: Exported) -> list[dict[str, Any]]:
        return [dict(ReleaseSerializer(each).data) for each in taken.read_against.values()]


class CodeSetList(APIView):
    """Kodesættene i en udgivet version, i dokumentets rækkefølge."""

    @extend_schema(
        operation_id="list_code_sets_of_version",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, VERSION],
        responses={200: CodeSetSummarySerializer(many=True), **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str) -> HttpResponse:
        found = published_version(slug, version)
        taken = [exported(found.version, each) for each in found.version.content.code_sets]
        return conditional(request, [CodeSetSummarySerializer(each).data for each in taken])


class CodeSetExpansion(APIView):
    """Et kodesæt i en udgivet version med alle dets koder i de udgaver, versionen er læst mod."""

    @extend_schema(
        operation_id="get_code_set_of_version",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, VERSION, _CODE_SET],
        responses={200: ExpansionSerializer, **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str, code_set: str) -> HttpResponse:
        return conditional(request, ExpansionSerializer(_taken(slug, version, code_set)).data)


class CodeSetValueSet(APIView):
    """Et kodesæt i en udgivet version som FHIR R4 ValueSet: reglerne som compose, koderne som expansion."""

    @extend_schema(
        operation_id="get_value_set_of_version",
        auth=AUTH,
        parameters=[IF_NONE_MATCH, VERSION, _CODE_SET],
        responses={200: OpenApiTypes.OBJECT, **OTHERWISE},
    )
    def get(self, request: Request, slug: str, version: str, code_set: str) -> HttpResponse:
        return conditional_json(request._request, EXPORTS["fhir"].write(_taken(slug, version, code_set)))


def _taken(slug: str, version: str, code_set: str) -> Exported:
    """Raises what ``published_version`` does, and ``NoSuchCodeSet``."""
    found = published_version(slug, version)
    return exported(found.version, _code_set(found, code_set))


def _code_set(published: PublishedVersion, name: str) -> CodeSet:
    found = code_set_in(published.version.content, name)
    if found is None:
        raise NoSuchCodeSet(published, name)
    return found
