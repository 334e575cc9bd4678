"""What the API says about profiles and their published versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.authoring.models import Profile, Withdrawal
from profiles.publication.models import PublishedVersion
from profiles.publication.standards import KnownStandard


def address(name: str, *arguments: str) -> str:
    """The absolute address of an API resource, from the configured base address."""
    base: str = settings.BASE_URL
    return base.rstrip("/") + reverse(f"publication:{name}", args=arguments)


class WithdrawalSerializer(serializers.ModelSerializer[Withdrawal]):
    """That a version is no longer to be used, and why."""

    class Meta:
        model = Withdrawal
        fields = ("at", "reason")


class PublishedVersionSerializer(serializers.ModelSerializer[PublishedVersion]):
    """One published version, without its document."""

    version = serializers.CharField(source="number", help_text="Semantisk version, fx 1.0.0.")
    content_hash = serializers.CharField(help_text="SHA-256 af dokumentets bytes; også dets ETag.")
    runs_under = serializers.ListField(
        child=serializers.CharField(),
        help_text="De profilstandarder, den er vist at give de samme resultater under.",
    )
    withdrawn = WithdrawalSerializer(
        allow_null=True, help_text="Sat, når versionen er trukket tilbage; den kan stadig hentes."
    )
    url = serializers.SerializerMethodField(help_text="Her hentes dokumentet.")
    manifest = serializers.SerializerMethodField(help_text="Her står, hvad dokumentet er og kører under.")

    class Meta:
        model = PublishedVersion
        fields = (
            "version",
            "standard",
            "runs_under",
            "content_hash",
            "published_at",
            "withdrawn",
            "note",
            "url",
            "manifest",
        )

    def get_url(self, published: PublishedVersion) -> str:
        return address("api-version", published.profile.slug, published.number)

    def get_manifest(self, published: PublishedVersion) -> str:
        return address("api-manifest", published.profile.slug, published.number)


class ReferenceSerializer(serializers.Serializer[Any]):
    """A published version that a document refers to (4.4)."""

    profile = serializers.CharField()
    version = serializers.CharField()


class ManifestSerializer(serializers.Serializer[PublishedVersion]):
    """What a published document is, and where it can be used. Grows with new standards."""

    profile = serializers.CharField(source="profile.slug")
    version = serializers.CharField(source="number")
    standard = serializers.CharField(help_text="Den profilstandard, dokumentet er skrevet i.")
    content_hash = serializers.CharField(help_text="SHA-256 af dokumentets bytes; også dets ETag.")
    runs_under = serializers.ListField(
        child=serializers.CharField(),
        help_text="De profilstandarder, det er vist at give de samme resultater under.",
    )
    refers_to = ReferenceSerializer(many=True, help_text="De udgivne profiler, dokumentet hører til.")
    published = serializers.DateTimeField(source="published_at")
    withdrawn = WithdrawalSerializer(allow_null=True)


class StandardSerializer(serializers.Serializer[KnownStandard]):
    """A version of the profile standard."""

    standard = serializers.CharField(source="number", help_text="Fx 1.1.")
    content_hash = serializers.CharField(help_text="SHA-256 af katalogets bytes; også dets ETag.")
    published_at = serializers.DateTimeField(
        allow_null=True, help_text="Tom, når standarden fulgte med værktøjet."
    )
    withdrawn = WithdrawalSerializer(allow_null=True)
    note = serializers.CharField(help_text="Ændringer i denne version.")
    url = serializers.SerializerMethodField(help_text="Her hentes kataloget.")
    schema = serializers.SerializerMethodField(help_text="Her hentes JSON Schema for dokumenter.")

    def get_url(self, known: KnownStandard) -> str:
        return address("api-standard", known.number)

    def get_schema(self, known: KnownStandard) -> str:
        return address("api-schema", known.number)


class CodeSetVersionSerializer(serializers.ModelSerializer[PublishedVersion]):
    """One published version of a shared code set, without its codes."""

    version = serializers.CharField(source="number", help_text="Semantisk version, fx 1.0.0.")
    content_hash = serializers.CharField(help_text="SHA-256 af kodesættets bytes; også dets ETag.")
    withdrawn = WithdrawalSerializer(
        allow_null=True, help_text="Sat, når versionen er trukket tilbage; den kan stadig hentes."
    )
    url = serializers.SerializerMethodField(help_text="Her hentes kodesættet.")

    class Meta:
        model = PublishedVersion
        fields = ("version", "standard", "content_hash", "published_at", "withdrawn", "note", "url")

    def get_url(self, published: PublishedVersion) -> str:
        return address("api-code-set-version", published.profile.slug, published.number)


class CodeSetSerializer(serializers.ModelSerializer[Profile]):
    """A shared code set with its published versions, newest first."""

    owner = serializers.CharField(source="owner.name")
    versions = CodeSetVersionSerializer(many=True, source="published")

    class Meta:
        model = Profile
        fields = ("slug", "title", "owner", "versions")


class ProfileSummarySerializer(serializers.ModelSerializer[Profile]):
    """A profile in the list, with its newest version."""

    owner = serializers.CharField(source="owner.name")
    latest = serializers.SerializerMethodField(
        help_text="Den nyeste version, der gælder og kan køres; tom, når alle er trukket tilbage."
    )
    url = serializers.SerializerMethodField(help_text="Her står alle profilens udgivne versioner.")

    class Meta:
        model = Profile
        fields: tuple[str, ...] = ("slug", "title", "owner", "latest", "url")

    @extend_schema_field(PublishedVersionSerializer(allow_null=True))
    def get_latest(self, profile: Profile) -> dict[str, Any] | None:
        return next((row for row in _versions(profile) if row["withdrawn"] is None), None)

    def get_url(self, profile: Profile) -> str:
        return address("api-profile", profile.slug)


class ProfileSerializer(ProfileSummarySerializer):
    """A profile with all its published versions, newest first."""

    versions = serializers.SerializerMethodField()

    class Meta(ProfileSummarySerializer.Meta):
        fields = (*ProfileSummarySerializer.Meta.fields, "versions")

    @extend_schema_field(PublishedVersionSerializer(many=True))
    def get_versions(self, profile: Profile) -> list[dict[str, Any]]:
        return _versions(profile)


def _versions(profile: Profile) -> list[dict[str, Any]]:
    return [dict(row) for row in PublishedVersionSerializer(profile.published.all(), many=True).data]
