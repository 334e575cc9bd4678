"""What the API says about profiles and their published versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.authoring.models import Profile
from profiles.publication.models import PublishedVersion


def address(name: str, *arguments: str) -> str:
    """The absolute address of an API resource, from the configured base address."""
    base: str = settings.BASE_URL
    return base.rstrip("/") + reverse(f"publication:{name}", args=arguments)


class PublishedVersionSerializer(serializers.ModelSerializer[PublishedVersion]):
    """One published version, without its document."""

    version = serializers.CharField(source="number", help_text="Semantisk version, fx 1.0.0.")
    content_hash = serializers.CharField(help_text="SHA-256 af dokumentets bytes; også dets ETag.")
    url = serializers.SerializerMethodField(help_text="Her hentes dokumentet.")

    class Meta:
        model = PublishedVersion
        fields = ("version", "standard", "content_hash", "published_at", "note", "url")

    def get_url(self, published: PublishedVersion) -> str:
        return address("api-version", published.profile.slug, published.number)


class ProfileSummarySerializer(serializers.ModelSerializer[Profile]):
    """A profile in the list, with its newest version."""

    owner = serializers.CharField(source="owner.name")
    latest = serializers.SerializerMethodField(help_text="Den nyeste udgivne version.")
    url = serializers.SerializerMethodField(help_text="Her står alle profilens udgivne versioner.")

    class Meta:
        model = Profile
        fields: tuple[str, ...] = ("slug", "title", "owner", "latest", "url")

    @extend_schema_field(PublishedVersionSerializer)
    def get_latest(self, profile: Profile) -> dict[str, Any]:
        return _versions(profile)[0]

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
