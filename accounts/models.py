"""People and organisations, and the audit trail of what was done."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from oauth2_provider.models import Application
from simple_history.models import HistoricalRecords

from .events import event_choices
from .rights import Role
from .telling import told
from .validators import refuse_cpr

EMAIL_TAKEN = "Der er allerede en person med den e-mail."


class Organisation(models.Model):
    """Who a person works for, and who owns a profile."""

    class Kind(models.TextChoices):
        STEWARD = "steward", "Forvalter"
        PROFESSION = "profession", "Fagligt selskab eller organisation"
        VENDOR = "vendor", "Leverandør"

    slug = models.SlugField("kortnavn", unique=True)
    name = models.CharField("navn", max_length=200, unique=True, validators=[refuse_cpr])
    kind = models.CharField("art", max_length=20, choices=Kind)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"
        ordering: ClassVar = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """People are found by e-mail, whatever its case; and the questions asked of them."""

    def matching(self, text: str) -> models.QuerySet[User]:
        """People whose name, e-mail or organisation contains the text; all of them when it is empty."""
        wanted = models.Q()
        for word in text.split():
            wanted &= (
                models.Q(name__icontains=word)
                | models.Q(email__icontains=word)
                | models.Q(organisation__name__icontains=word)
            )
        return self.filter(wanted).select_related("organisation").prefetch_related("groups")

    def demo(self) -> models.QuerySet[User]:
        """The people of the demo who can sign in: their e-mails end in the demo's own domain."""
        domain = f"@{settings.DEMO_EMAIL_DOMAIN}"
        return self.matching("").filter(is_active=True, email__endswith=domain)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. People are deactivated, never deleted."""

    email = models.EmailField(
        "e-mail", unique=True, error_messages={"unique": EMAIL_TAKEN}, validators=[refuse_cpr]
    )
    name = models.CharField("navn", max_length=200, validators=[refuse_cpr])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="organisation", related_name="people"
    )
    is_active = models.BooleanField("aktiv", default=True)
    joined_at = models.DateTimeField("oprettet", auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering: ClassVar = ["name", "id"]
        default_permissions = ()
        permissions: ClassVar = [
            ("administer_people", "Administrere personer og roller"),
            ("manage_standard", "Forvalte profilstandarden"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_an_email",
                violation_error_message=EMAIL_TAKEN,
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False),
                name="nobody_stands_above_the_rights",
                violation_error_message="Ingen må stå over rettighederne.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def role_labels(self) -> list[str]:
        """The names of the person's roles, in the order of ``Role``; uses prefetched groups."""
        held = {group.name for group in self.groups.all()}
        return [str(role.label) for role in Role if role.value in held]

    @property
    def initials(self) -> str:
        """First letters of the first and last name, for the avatar."""
        words = self.name.split()
        return "".join(word[0] for word in ({0: words[0], 1: words[-1]} if words else {}).values()).upper()


class ApiClient(models.Model):
    """A system of an organisation that fetches published profiles with OAuth2 client credentials.

    The application (of django-oauth-toolkit) holds the client id and the hash of the secret; removing it
    removes the client and every token.
    """

    name = models.CharField("navn", max_length=200, validators=[refuse_cpr])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="organisation", related_name="api_clients"
    )
    application = models.OneToOneField(Application, models.CASCADE, related_name="api_client")
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="oprettet af", related_name="+")
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    class Meta:
        verbose_name = "API-klient"
        verbose_name_plural = "API-klienter"
        ordering: ClassVar = ["organisation__name", "name", "id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_client_a_name",
                violation_error_message="Organisationen har allerede en API-klient med det navn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"

    @property
    def client_id(self) -> str:
        """The public half of its credentials."""
        return str(self.application.client_id)


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """The questions asked of the audit trail."""

    def about(self, person: User) -> Self:
        """What the person did and what was done to them, under every e-mail they have had."""
        emails = list(person.history.values_list("email", flat=True).distinct())
        return self.filter(models.Q(actor_email__in=emails) | models.Q(details__person__in=emails))


class AuditEvent(models.Model):
    """Something that was done. Outlives what it describes: names and identifiers as text, no foreign keys.

    The table only grows; a database trigger refuses updates and deletions.
    """

    at = models.DateTimeField("tidspunkt", auto_now_add=True, db_index=True)
    kind = models.CharField("hændelse", max_length=60, choices=event_choices)
    actor_email = models.CharField("hvem", max_length=254, blank=True)
    actor_name = models.CharField("navn", max_length=200, blank=True)
    profile = models.CharField("profil", max_length=100, blank=True, db_index=True)
    version = models.CharField("version", max_length=40, blank=True)
    content_hash = models.CharField("indhold", max_length=64, blank=True)
    details: models.JSONField[Any, Any] = models.JSONField("nærmere", default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        ordering: ClassVar = ["-at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.actor_name}"

    @property
    def told(self) -> str:
        """The details in words, to follow the name of the event."""
        return told(self.kind, self.profile, self.details)
