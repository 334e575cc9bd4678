"""Published versions: what practice systems pull. Rows are added, never changed; the database holds that."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from profiles.authoring.models import Profile, ProfileVersion, Sha256Hex


class PublishedQuerySet(models.QuerySet["PublishedVersion"]):
    """The questions asked of published versions."""

    def by_number(self) -> Self:
        """Highest semantic version first (G2)."""
        return self.order_by("-major", "-minor", "-patch")

    def numbered(self, slug: str, number: tuple[int, int, int]) -> PublishedVersion | None:
        """That version of that profile, if it is published."""
        major, minor, patch = number
        return self.filter(profile__slug=slug, major=major, minor=minor, patch=patch).first()

    def with_their_profiles(self) -> Self:
        """Everything but the documents, for lists; highest number first."""
        return self.by_number().defer("document").select_related("profile")


class PublishedVersion(models.Model):
    """One published version: the very bytes that were approved, served as they are for ever."""

    version = models.OneToOneField(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="publication"
    )
    profile = models.ForeignKey(Profile, models.PROTECT, verbose_name="profil", related_name="published")
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField()
    patch = models.PositiveIntegerField()
    title = models.CharField("titel", max_length=200)
    standard = models.CharField("standard", max_length=20)
    document = models.TextField("indhold")
    content_hash = models.CharField("indholdets aftryk", max_length=64)
    note = models.TextField("hvad er nyt", blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="udgivet af", related_name="+"
    )
    published_at = models.DateTimeField("udgivet", auto_now_add=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = "udgivet version"
        verbose_name_plural = "udgivne versioner"
        ordering: ClassVar = ["profile_id", "-major", "-minor", "-patch"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "major", "minor", "patch"], name="a_version_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(content_hash=Sha256Hex(F("document"))), name="published_hash_is_of_the_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("publication:version", args=[self.profile.slug, self.number])

    @property
    def number(self) -> str:
        """The semantic version as text."""
        return f"{self.major}.{self.minor}.{self.patch}"
