"""Two people at once, on two connections: one is first, the other is told, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction

from accounts.models import User
from profiles.authoring.errors import WrongState
from profiles.authoring.locking import held
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import State
from profiles.publication.actions import publish_version
from profiles.publication.models import PublishedVersion
from profiles.review import tasks
from profiles.review.actions import approve, submit_for_review, take_back
from profiles.review.errors import AlreadyApproved, ContentChanged
from profiles.review.models import Decision
from tests.versions import Kind, approve_as, edit_as, fresh

pytestmark = pytest.mark.django_db(transaction=True)
Attempt = Callable[[], object]


@pytest.fixture(autouse=True)
def nobody_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests commit, and no worker should hear of it."""
    monkeypatch.setattr(tasks.tell_everyone, "delay", lambda *_: None)


def at_once(*attempts: Attempt) -> list[object]:
    """What each attempt came to, when all of them start together on connections of their own."""
    together = Barrier(len(attempts))

    def start(attempt: Attempt) -> object:
        together.wait(timeout=10)
        return outcome_of(attempt)

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(start, attempts))


def outcome_of(attempt: Attempt) -> object:
    """What the attempt gave, or the exception it raised; its connection is closed."""
    try:
        return attempt()
    except Exception as refusal:
        return refusal
    finally:
        connection.close()


def while_held(version: ProfileVersion, attempt: Attempt, *meanwhile: Attempt) -> object:
    """What the attempt comes to when it has to wait for a transaction in which others were first."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            held(version)
            waiting: Future[object] = pool.submit(outcome_of, attempt)
            until_somebody_waits()
            for each in meanwhile:
                each()
        return waiting.result(timeout=20)


def until_somebody_waits() -> None:
    """Until another connection waits for this one; then the two are certain to meet."""
    asked = (
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    )
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
        sleep(0.05)
    pytest.fail("nobody came to wait")


def kinds(outcomes: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def test_of_two_publications_at_once_one_is_refused(approved: ProfileVersion, ulla: User) -> None:
    seen = approved.content_hash
    outcomes = at_once(*[lambda: publish_version(version=approved, by=ulla, content_hash=seen)] * 2)
    assert kinds(outcomes) == ["PublishedVersion", "WrongState"]
    assert PublishedVersion.objects.count() == 1


def test_of_two_submissions_at_once_one_is_refused(draft: ProfileVersion, anna: User) -> None:
    outcomes = at_once(*[lambda: submit_for_review(version=draft, by=anna)] * 2)
    assert kinds(outcomes) == ["Round", "WrongState"]
    assert [each.number for each in draft.rounds.all()] == [1]


def test_of_two_approvals_of_one_kind_at_once_one_is_refused(in_review: ProfileVersion, rikke: User) -> None:
    outcomes = at_once(*[lambda: approve_as(in_review, rikke, Kind.CLINICAL)] * 2)
    assert kinds(outcomes) == [AlreadyApproved.__name__, Decision.__name__]


def test_a_clinical_and_a_technical_approval_at_once_make_it_approved(
    in_review: ProfileVersion, rikke: User, tekla: User
) -> None:
    outcomes = at_once(
        lambda: approve_as(in_review, rikke, Kind.CLINICAL),
        lambda: approve_as(in_review, tekla, Kind.TECHNICAL),
    )
    assert kinds(outcomes) == ["Decision", "Decision"]
    assert fresh(in_review).state == State.APPROVED


def test_an_approval_that_waits_while_the_version_is_taken_back_is_refused(
    in_review: ProfileVersion, anna: User, rikke: User
) -> None:
    seen = in_review.content_hash
    outcome = while_held(
        in_review,
        lambda: approve(version=in_review, by=rikke, kind=Kind.CLINICAL, content_hash=seen),
        lambda: take_back(version=in_review, by=anna, reason="Et øjeblik"),
    )
    assert isinstance(outcome, WrongState)
    assert not Decision.objects.exists()


def test_an_approval_that_waits_while_the_version_is_edited_and_sent_again_is_refused(
    in_review: ProfileVersion, anna: User, rikke: User
) -> None:
    seen = in_review.content_hash
    other = in_review.content.model_copy(update={"description": "Noget andet"})
    outcome = while_held(
        in_review,
        lambda: approve(version=in_review, by=rikke, kind=Kind.CLINICAL, content_hash=seen),
        lambda: take_back(version=in_review, by=anna, reason="Et øjeblik"),
        lambda: edit_as(in_review, anna, other),
        lambda: submit_for_review(version=in_review, by=anna),
    )
    assert isinstance(outcome, ContentChanged)
    assert not Decision.objects.exists()


def test_a_publication_that_waits_while_the_version_is_taken_back_is_refused(
    approved: ProfileVersion, anna: User, ulla: User
) -> None:
    seen = approved.content_hash
    outcome = while_held(
        approved,
        lambda: publish_version(version=approved, by=ulla, content_hash=seen),
        lambda: take_back(version=approved, by=anna, reason="Et øjeblik"),
    )
    assert isinstance(outcome, WrongState)
    assert not PublishedVersion.objects.exists()


def test_a_save_that_waits_while_the_draft_is_submitted_is_refused(draft: ProfileVersion, anna: User) -> None:
    other = draft.content.model_copy(update={"description": "For sent"})
    outcome = while_held(
        draft,
        lambda: edit_as(draft, anna, other),
        lambda: submit_for_review(version=draft, by=anna),
    )
    assert isinstance(outcome, WrongState)
    assert fresh(draft).content.description != "For sent"
