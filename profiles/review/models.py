"""Rounds of review, comments on nodes, and decisions bound to the content they are about."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from profiles.authoring.models import ProfileVersion


class Round(models.Model):
    """One submission of a version to its reviewers."""

    version = models.ForeignKey(ProfileVersion, models.PROTECT, verbose_name="version", related_name="rounds")
    number = models.PositiveSmallIntegerField("runde")
    content_hash = models.CharField("indholdets aftryk", max_length=64)
    note = models.TextField("besked til gennemgangen", blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="sendt af", related_name="+"
    )
    submitted_at = models.DateTimeField("sendt", auto_now_add=True)

    class Meta:
        verbose_name = "runde"
        verbose_name_plural = "runder"
        ordering: ClassVar = ["version_id", "number"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="rounds_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.version} · runde {self.number}"


class CommentQuerySet(models.QuerySet["Comment"]):
    """The questions asked of comments."""

    def threads(self) -> Self:
        """First comments, not replies."""
        return self.filter(parent=None)

    def unresolved(self) -> Self:
        return self.threads().filter(resolved_at=None)


class Comment(models.Model):
    """A comment on one node of a version (or on all of it), or a reply to one."""

    version = models.ForeignKey(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="comments"
    )
    node = models.CharField("sted", max_length=120, blank=True)
    sentence = models.TextField("det, der blev kommenteret", blank=True)
    body = models.TextField("kommentar", max_length=5000)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="svar på", related_name="replies", null=True, blank=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="skrevet af", related_name="comments"
    )
    written_at = models.DateTimeField("skrevet", auto_now_add=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="løst af",
        related_name="+",
        null=True,
        blank=True,
    )
    resolved_at = models.DateTimeField("løst", null=True, blank=True)
    history = HistoricalRecords()

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering: ClassVar = ["id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="a_resolved_comment_has_a_resolver",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(resolved_at=None), name="threads_are_resolved_not_replies"
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The questions asked of decisions."""

    def standing(self) -> Self:
        """Approvals that still count: not voided, and about the content the version has now."""
        return self.filter(
            outcome=Decision.Outcome.APPROVED, voided_at=None, content_hash=F("version__content_hash")
        )


class Decision(models.Model):
    """What one reviewer decided about one content, in one capacity. Changed only by being voided."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical", "klinisk"
        TECHNICAL = "technical", "teknisk"

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Godkendt"
        CHANGES_REQUESTED = "changes-requested", "Bedt om ændringer"

    version = models.ForeignKey(
        ProfileVersion, models.PROTECT, verbose_name="version", related_name="decisions"
    )
    round = models.ForeignKey(Round, models.PROTECT, verbose_name="runde", related_name="decisions")
    kind = models.CharField("art", max_length=20, choices=Kind)
    outcome = models.CharField("afgørelse", max_length=20, choices=Outcome)
    content_hash = models.CharField("indholdets aftryk", max_length=64)
    reason = models.TextField("begrundelse", max_length=5000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="af", related_name="decisions"
    )
    at = models.DateTimeField("tidspunkt", auto_now_add=True)
    voided_at = models.DateTimeField("bortfaldet", null=True, blank=True)
    void_reason = models.CharField("hvorfor bortfaldet", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "afgørelse"
        verbose_name_plural = "afgørelser"
        ordering: ClassVar = ["id"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(outcome="changes-requested") | ~Q(reason=""),
                name="a_request_for_changes_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="a_voided_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None) | Q(outcome="approved"), name="only_approvals_are_voided"
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "content_hash"],
                condition=Q(outcome="approved", voided_at=None),
                name="one_standing_approval_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.get_kind_display()} af {self.by}"
