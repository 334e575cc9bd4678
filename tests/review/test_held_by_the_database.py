"""What Python promises about decisions and published versions, the database holds by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent, User
from profiles.authoring.models import Edit, ProfileVersion
from profiles.authoring.workflow import State
from profiles.publication.models import PublishedVersion
from profiles.review.models import Decision
from tests.versions import Kind, approve_as


def a_decision(version: ProfileVersion, by: User, **other: Any) -> dict[str, Any]:
    return {
        "version": version,
        "round": version.rounds.latest("number"),
        "kind": Kind.CLINICAL,
        "outcome": Decision.Outcome.APPROVED,
        "content_hash": version.content_hash,
        "by": by,
        **other,
    }


def refused_by_the_database(attempt: Any) -> None:
    """The attempt is refused, and whatever it would have changed is as it was."""
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


def test_an_approval_by_someone_who_wrote_is_refused(in_review: ProfileVersion, anna: User) -> None:
    refused_by_the_database(lambda: Decision.objects.create(**a_decision(in_review, anna)))


def test_an_approval_by_someone_else_is_let_through(in_review: ProfileVersion, rikke: User) -> None:
    assert Decision.objects.create(**a_decision(in_review, rikke)).pk


def test_an_approval_of_other_content_is_refused(in_review: ProfileVersion, rikke: User) -> None:
    refused_by_the_database(
        lambda: Decision.objects.create(**a_decision(in_review, rikke, content_hash="0" * 64))
    )


def test_a_second_standing_approval_of_one_kind_is_refused(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    refused_by_the_database(lambda: Decision.objects.create(**a_decision(in_review, tekla)))


def test_a_request_for_changes_without_a_reason_is_refused(in_review: ProfileVersion, rikke: User) -> None:
    asks = a_decision(in_review, rikke, outcome=Decision.Outcome.CHANGES_REQUESTED)
    refused_by_the_database(lambda: Decision.objects.create(**asks))


@pytest.mark.parametrize("change", [{"outcome": "changes-requested", "reason": "x"}, {"kind": "technical"}])
def test_a_decision_is_not_rewritten(in_review: ProfileVersion, rikke: User, change: dict[str, str]) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL)
    refused_by_the_database(lambda: Decision.objects.filter(pk=decision.pk).update(**change))


def test_a_decision_is_not_given_to_someone_else(in_review: ProfileVersion, rikke: User, tekla: User) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL)
    refused_by_the_database(lambda: Decision.objects.filter(pk=decision.pk).update(by=tekla))


def test_a_decision_is_not_deleted(in_review: ProfileVersion, rikke: User) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL)
    refused_by_the_database(decision.delete)


def test_a_lapsed_approval_does_not_come_back(in_review: ProfileVersion, rikke: User) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL)
    mine = Decision.objects.filter(pk=decision.pk)
    mine.update(voided_at=timezone.now(), void_reason="En grund")
    refused_by_the_database(lambda: mine.update(voided_at=None, void_reason=""))


def test_a_lapsed_approval_says_why(in_review: ProfileVersion, rikke: User) -> None:
    decision = approve_as(in_review, rikke, Kind.CLINICAL)
    refused_by_the_database(
        lambda: Decision.objects.filter(pk=decision.pk).update(voided_at=timezone.now(), void_reason="")
    )


def test_content_does_not_change_under_a_standing_approval(in_review: ProfileVersion, rikke: User) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    other = in_review.document.replace("Type 2-diabetes", "Type 3-diabetes")

    def rewrite() -> None:
        ProfileVersion.objects.filter(pk=in_review.pk).update(state=State.DRAFT)
        version = ProfileVersion.objects.get(pk=in_review.pk)
        version.document, version.content_hash = other, _sha256(other)
        version.save()
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    refused_by_the_database(rewrite)


def test_a_published_version_is_neither_changed_nor_deleted(published: ProfileVersion) -> None:
    row = PublishedVersion.objects.get(version=published)
    rows = ProfileVersion.objects.filter(pk=published.pk)
    for attempt in (
        lambda: rows.update(number="2.0.0"),
        lambda: rows.update(state=State.DRAFT),
        lambda: PublishedVersion.objects.filter(pk=row.pk).update(title="Noget andet"),
        row.delete,
        row.save,
    ):
        refused_by_the_database(attempt)


def test_that_somebody_wrote_or_did_something_is_not_forgotten(
    published: ProfileVersion, rikke: User
) -> None:
    for rows in (Edit.objects.filter(version=published), AuditEvent.objects.all()):
        assert rows.exists()
        refused_by_the_database(rows.delete)
    refused_by_the_database(lambda: Edit.objects.filter(version=published).update(by=rikke))
    refused_by_the_database(lambda: AuditEvent.objects.update(actor_email="andre@plo.test"))


def test_a_version_is_not_published_past_its_approvals(in_review: ProfileVersion, ulla: User) -> None:
    refused_by_the_database(
        lambda: PublishedVersion.objects.create(
            version=in_review,
            profile=in_review.profile,
            major=1,
            minor=0,
            patch=0,
            title="Type 2-diabetes",
            standard="1.0",
            document=in_review.document,
            content_hash=in_review.content_hash,
            published_by=ulla,
        )
    )


def _sha256(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()
