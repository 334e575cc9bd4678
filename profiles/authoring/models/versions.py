"""Profiles and their versions. A version's content is one text in canonical form (RFC 8785).

The profile standard is versioned in the same way as the profiles that are written in it, so it is a row among
them: its subject is ``standard`` where theirs is ``profile``, and its versions hold a catalogue where theirs
hold a document. What differs by subject is asked of ``subjects``; everything here holds for both.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from accounts.models import Organisation
from accounts.permissions import Person, PersonGrant, RoleGrant, may_on, with_right
from accounts.rights import ProfileRight
from profiles.standard.catalogue import Catalogue
from profiles.standard.document import Document
from profiles.standard.reading import read
from profiles.standard.shared_code_set import CODE_SET_PREFIX as CODE_SET_PREFIX
from profiles.standard.shared_code_set import read_shared

from ..workflow import OPEN_STATES, State

#: The slug of the profile standard; no profile may have it.
STANDARD = "standard"


class SubjectName(models.TextChoices):
    """What the versions of a row are versions of."""

    PROFILE = "profile", "Profil"
    STANDARD = "standard", "Profilstandard"
    CODE_SET = "code-set", "Fælles kodesæt"


class Sha256Hex(Func):
    """SHA-256 of a text's UTF-8 bytes in hexadecimal, worked out by the database."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField(max_length=64)


class ProfileQuerySet(models.QuerySet["Profile"]):
    """The questions people ask of profiles."""

    def profiles(self) -> Self:
        """Profiles proper, without the standard they are written in."""
        return self.filter(subject=SubjectName.PROFILE)

    def code_sets(self) -> Self:
        """Shared code sets, which profiles take their own from."""
        return self.filter(subject=SubjectName.CODE_SET)

    def the_standard(self) -> Profile | None:
        """The profile standard, once it has been taken into the tool."""
        return self.filter(subject=SubjectName.STANDARD).first()

    def published(self) -> Self:
        """Profiles with at least one published version: what anyone may read."""
        return self.filter(
            models.Exists(ProfileVersion.objects.filter(profile=models.OuterRef("pk"), state=State.PUBLISHED))
        )

    def readable_by(self, person: Person) -> Self:
        """Profiles whose drafts the person may read."""
        return with_right(person, ProfileRight.READ, self)  # type: ignore[return-value]

    def editable_by(self, person: Person) -> Self:
        """Profiles the person may edit."""
        return with_right(person, ProfileRight.EDIT, self)  # type: ignore[return-value]

    def visible_to(self, person: Person) -> Self:
        """Published profiles, and those whose drafts the person may read."""
        return self.filter(
            Q(pk__in=self.published().values("pk")) | Q(pk__in=self.readable_by(person).values("pk"))
        )

    def matching(self, words: str) -> Self:
        """Profiles whose title, short name or owner holds every one of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(slug__icontains=word) | Q(owner__name__icontains=word)
            )
        return found

    def in_state(self, state: State, person: Person) -> Self:
        """Profiles with a version in that state, as far as the person may know of it."""
        versions = ProfileVersion.objects.filter(profile=models.OuterRef("pk"), state=state)
        known = (
            self if state == State.PUBLISHED else self.filter(pk__in=self.readable_by(person).values("pk"))
        )
        return known.filter(models.Exists(versions))

    def with_versions(self) -> Self:
        """Owner and versions loaded along, the versions without their text: what a list of profiles shows."""
        shown = ProfileVersion.objects.filter(state__in=[*OPEN_STATES, State.PUBLISHED]).defer("document")
        return self.select_related("owner").prefetch_related(
            models.Prefetch("versions", queryset=shown, to_attr="shown_versions")
        )


class Profile(models.Model):
    """A profile through all its versions. The slug is its address and its name in documents, for ever."""

    slug = models.SlugField("kortnavn", max_length=100, unique=True)
    title = models.CharField("titel", max_length=200)
    subject = models.CharField("emne", max_length=20, choices=SubjectName, default=SubjectName.PROFILE)
    owner = models.ForeignKey(Organisation, models.PROTECT, verbose_name="ejer", related_name="profiles")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oprettet af", related_name="+"
    )
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    history = HistoricalRecords()

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profiler"
        ordering: ClassVar = ["title", "slug"]
        default_permissions = ()
        permissions: ClassVar = [
            ("create_profile", "Oprette profiler"),
            *((right.value, right.label) for right in ProfileRight),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(slug__regex=r"^[a-z0-9-]+$"), name="profile_slug_is_an_id"),
            models.CheckConstraint(
                condition=Q(slug=STANDARD, subject=SubjectName.STANDARD)
                | Q(slug__startswith=CODE_SET_PREFIX, subject=SubjectName.CODE_SET)
                | (~Q(slug=STANDARD) & ~Q(slug__startswith=CODE_SET_PREFIX) & Q(subject=SubjectName.PROFILE)),
                name="a_slug_tells_the_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("authoring:profile", args=[self.slug])

    def is_visible_to(self, person: Person) -> bool:
        """Whether the person may know of it: what ``visible_to`` asks of many, asked of one."""
        return may_on(person, ProfileRight.READ, self) or self.versions.published().exists()

    @property
    def is_standard(self) -> bool:
        return self.subject == SubjectName.STANDARD

    @property
    def is_code_set(self) -> bool:
        return self.subject == SubjectName.CODE_SET


class ProfilePersonGrant(PersonGrant):
    """A right on a profile that a person holds."""

    content_object = models.ForeignKey(Profile, models.CASCADE)

    class Meta(PersonGrant.Meta):
        abstract = False


class ProfileRoleGrant(RoleGrant):
    """A right on a profile that a role holds."""

    content_object = models.ForeignKey(Profile, models.CASCADE)

    class Meta(RoleGrant.Meta):
        abstract = False


class LeastBump(models.TextChoices):
    """How far a person has raised the version number above what the difference asks for (8.3)."""

    PATCH = "patch", "Som forskellen kræver"
    MINOR = "minor", "Mindst ny minor-version"
    MAJOR = "major", "Ny major-version"


class VersionQuerySet(models.QuerySet["ProfileVersion"]):
    """The questions people ask of versions."""

    def open(self) -> Self:
        """Versions still being worked on: drafts, in review, approved but not published."""
        return self.filter(state__in=OPEN_STATES)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def in_use(self) -> Self:
        """Versions that were not withdrawn."""
        return self.filter(withdrawal=None)

    def of_profiles(self) -> Self:
        return self.filter(profile__subject=SubjectName.PROFILE)

    def of_the_standard(self) -> Self:
        return self.filter(profile__subject=SubjectName.STANDARD)

    def of_code_sets(self) -> Self:
        return self.filter(profile__subject=SubjectName.CODE_SET)

    def newest_published(self) -> ProfileVersion | None:
        """The published version with the highest semantic number (G2); meant for one profile's versions."""
        return max(self.published(), key=attrgetter("semantic_number"), default=None)

    def readable_by(self, person: Person) -> Self:
        """Versions of the profiles whose drafts the person may read."""
        return self.filter(profile__in=Profile.objects.readable_by(person))


@lru_cache(maxsize=32)
def parsed_profile(text: str) -> Document:
    """The document of a profile's version; what was parsed to be saved is not parsed again to be shown."""
    return read(text)


@lru_cache(maxsize=64)
def parsed_code_set(text: str) -> Document:
    """The same of a shared code set's version."""
    return read_shared(text)


@lru_cache(maxsize=8)
def _parsed_catalogue(text: str) -> Catalogue:
    return Catalogue.model_validate_json(text)


class ProfileVersion(models.Model):
    """One version of a profile, from first draft to published.

    ``document`` is the canonical form (RFC 8785) as text; ``content_hash`` is its SHA-256 and the
    database checks that it is. ``revision`` counts the saves and tells a stale save from a fresh one.
    ``release_notes`` are the words about what is new; they are settled in the draft like the content.
    """

    profile = models.ForeignKey(Profile, models.PROTECT, verbose_name="profil", related_name="versions")
    base = models.ForeignKey(
        "self", models.PROTECT, verbose_name="bygger på", related_name="successors", null=True, blank=True
    )
    state = models.CharField("tilstand", max_length=20, choices=State, default=State.DRAFT)
    document = models.TextField("indhold")
    content_hash = models.CharField("indholdets aftryk", max_length=64)
    number = models.CharField("version", max_length=40)
    release_notes = models.TextField("ændringer i denne version", max_length=5000, blank=True)
    raised_to = models.CharField("hævet til", max_length=10, choices=LeastBump, default=LeastBump.PATCH)
    revision = models.PositiveIntegerField("gemt gang nr.", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="påbegyndt af", related_name="+"
    )
    created_at = models.DateTimeField("påbegyndt", auto_now_add=True)
    changed_at = models.DateTimeField("sidst ændret", auto_now=True)
    history = HistoricalRecords()

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        ordering: ClassVar = ["profile_id", "-id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(content_hash=Sha256Hex(F("document"))), name="content_hash_is_of_the_document"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_is_known"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]+\.[0-9]+(\.[0-9]+)?$"), name="version_number_is_semantic"
            ),
            models.UniqueConstraint(
                "profile",
                "number",
                condition=Q(state=State.PUBLISHED),
                name="a_number_is_published_once",
            ),
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(state__in=[State.DRAFT, State.IN_REVIEW, State.APPROVED]),
                name="one_open_version_a_profile",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile.title} {self.number}"

    @property
    def content(self) -> Document:
        """The document of a profile's version, or of a shared code set's: one code set and nothing else.

        A text is parsed once a process: a document is immutable.
        """
        return parsed_code_set(self.document) if self.profile.is_code_set else parsed_profile(self.document)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of a version of the standard."""
        return _parsed_catalogue(self.document)

    @property
    def semantic_number(self) -> tuple[int, ...]:
        """The number as numbers: three for a profile or a code set, two for the standard."""
        return tuple(int(part) for part in self.number.split("."))

    @property
    def is_open(self) -> bool:
        return State(self.state) in OPEN_STATES

    @property
    def withdrawn(self) -> Withdrawal | None:
        """That the version was withdrawn, with the reason; ``None`` while it is in use."""
        return getattr(self, "withdrawal", None)


class Withdrawal(models.Model):
    """That a published version is no longer to be used. It stays readable and says so (9.4).

    Only ever added, and only to published versions (held by the database).
    """

    version = models.OneToOneField(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="withdrawal"
    )
    reason = models.TextField("begrundelse", max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="af", related_name="+")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "tilbagetrækning"
        verbose_name_plural = "tilbagetrækninger"
        ordering: ClassVar = ["-at"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.version} er trukket tilbage"


class Edit(models.Model):
    """That somebody saved a version: the ground of four eyes. Only ever added (held by the database)."""

    version = models.ForeignKey(ProfileVersion, models.PROTECT, verbose_name="version", related_name="edits")
    revision = models.PositiveIntegerField("gemt gang nr.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="af", related_name="edits")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)
    summary = models.CharField("hvad", max_length=300)
    content_hash = models.CharField("indholdets aftryk", max_length=64)

    class Meta:
        verbose_name = "ændring"
        verbose_name_plural = "ændringer"
        ordering: ClassVar = ["-revision"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "revision"], name="one_edit_a_revision"),
        ]

    def __str__(self) -> str:
        return self.summary
