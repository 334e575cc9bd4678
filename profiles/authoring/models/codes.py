"""What the tool notes about the codes of a version, outside its document.

Which releases it is read against, which shared code sets it took its own from, and who has seen which code.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from profiles.terminology.models import CodeSystem, Release

from .versions import Profile, ProfileVersion


class ReleasePin(models.Model):
    """The release of a code system that a version is read and expanded against (6.2).

    Moved while the version is a draft, and never afterwards (held by the database).
    """

    version = models.ForeignKey(ProfileVersion, models.PROTECT, verbose_name="version", related_name="pins")
    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, verbose_name="udgave", related_name="pins")

    class Meta:
        verbose_name = "fastholdt udgave"
        verbose_name_plural = "fastholdte udgaver"
        ordering: ClassVar = ["version_id", "system_id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "system"], name="one_release_a_system_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.release}"


class SharedUse(models.Model):
    """That a code set of a version came from a published version of a shared code set.

    The document holds the rules themselves; this is the tool's own note of where they came from.
    """

    version = models.ForeignKey(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="shared_uses"
    )
    code_set = models.CharField("kodesæt", max_length=100)
    shared = models.ForeignKey(
        ProfileVersion, models.PROTECT, verbose_name="fælles kodesæt", related_name="used_in"
    )

    class Meta:
        verbose_name = "brug af fælles kodesæt"
        verbose_name_plural = "brug af fælles kodesæt"
        ordering: ClassVar = ["version_id", "code_set"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code_set"], name="a_code_set_comes_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.code_set} fra {self.shared}"


class Look(models.Model):
    """That a person has looked at a code of a code set and found that it belongs there (6.3).

    ``sampled_under`` and ``reason`` tell of a branch that was sampled instead of being read code by code.
    Only ever added (held by the database).
    """

    profile = models.ForeignKey(Profile, models.PROTECT, verbose_name="profil", related_name="looks")
    code_set = models.CharField("kodesæt", max_length=100)
    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="+")
    key = models.CharField("normaliseret kode", max_length=40)
    sampled_under = models.CharField("set som stikprøve under", max_length=40, blank=True)
    reason = models.TextField("begrundelse", max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="af", related_name="+")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "set kode"
        verbose_name_plural = "sete koder"
        ordering: ClassVar = ["profile_id", "code_set", "system_id", "key", "at"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "code_set", "system", "key", "by"], name="a_person_sees_a_code_once"
            ),
            models.CheckConstraint(condition=Q(sampled_under="") | ~Q(reason=""), name="a_sample_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.key} i {self.code_set}, set af {self.by}"
