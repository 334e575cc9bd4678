"""Published versions: what practice systems pull. Rows are added, never changed; the database holds that.

A version of the profile standard is published like a version of a profile, with two numbers instead of three,
and so is a version of a shared code set.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from profiles.authoring.findings import references_of
from profiles.authoring.models import Profile, ProfileVersion, Sha256Hex, SubjectName, Withdrawal
from profiles.standard.catalogue import in_order
from profiles.standard.reading import read


class PublishedQuerySet(models.QuerySet["PublishedVersion"]):
    """The questions asked of published versions."""

    def of_profiles(self) -> Self:
        return self.filter(profile__subject=SubjectName.PROFILE)

    def of_the_standard(self) -> Self:
        return self.filter(profile__subject=SubjectName.STANDARD)

    def of_code_sets(self) -> Self:
        return self.filter(profile__subject=SubjectName.CODE_SET)

    def in_use(self) -> Self:
        """Those that were not withdrawn: what is offered (G2)."""
        return self.filter(version__withdrawal=None)

    def running_under(self, standards: Iterable[str]) -> Self:
        """Those proved to run under at least one of the standards (9.3)."""
        proved = Proof.objects.filter(published=models.OuterRef("pk"), standard__in=[*standards])
        return self.filter(models.Exists(proved))

    def by_number(self) -> Self:
        """Highest semantic version first (G2)."""
        return self.order_by("-major", "-minor", "-patch")

    def numbered(self, slug: str, number: tuple[int, ...]) -> PublishedVersion | None:
        """That version of that profile or of the standard, if it is published."""
        major, minor, patch = (*number, None)[:3]
        found = self.filter(profile__slug=slug, major=major, minor=minor, patch=patch)
        return found.select_related("profile", "version__withdrawal", "version__base").first()

    def for_lists(self) -> Self:
        """Everything but the documents, with what is told beside them; highest number first."""
        listed = self.by_number().defer("document", "version__document")
        return listed.select_related("profile", "version__withdrawal").prefetch_related("proofs")


class PublishedVersion(models.Model):
    """One published version: the very bytes that were approved, served as they are for ever."""

    version = models.OneToOneField(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="publication"
    )
    profile = models.ForeignKey(Profile, models.PROTECT, verbose_name="profil", related_name="published")
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField()
    patch = models.PositiveIntegerField(null=True)
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
                fields=["profile", "major", "minor", "patch"],
                nulls_distinct=False,
                name="a_version_number_is_used_once",
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
        numbers = (self.major, self.minor, self.patch)
        return ".".join(str(each) for each in numbers if each is not None)

    @property
    def withdrawn(self) -> Withdrawal | None:
        """That it was withdrawn, with the reason; ``None`` while it is in use."""
        return self.version.withdrawn

    @property
    def runs_under(self) -> list[str]:
        """The standards it has been proved to run under, oldest first (G1)."""
        return sorted((proof.standard for proof in self.proofs.all()), key=in_order)

    @property
    def refers_to(self) -> list[dict[str, str]]:
        """The profiles that its document refers to, at exact versions, by name."""
        references = sorted(references_of(read(self.document)))
        return [{"profile": profile, "version": version} for profile, version in references]


class Proof(models.Model):
    """That a published version gives the same results under a standard as under its own (9.3, G1).

    Proved by evaluation on ``patients`` test patients; under its own standard it runs as it is. When a newer
    standard is published, proofs for it are added.
    """

    published = models.ForeignKey(
        PublishedVersion, models.PROTECT, verbose_name="udgivet version", related_name="proofs"
    )
    standard = models.CharField("standard", max_length=20)
    patients = models.PositiveIntegerField("testpatienter")
    proved_at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "bevis"
        verbose_name_plural = "beviser"
        ordering: ClassVar = ["published_id", "id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["published", "standard"], name="a_standard_is_proved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.published} kører under profilstandard {self.standard}"
