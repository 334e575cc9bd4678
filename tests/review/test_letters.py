"""Who is told what by e-mail, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts import actions as accounts_actions
from accounts.models import User
from accounts.permissions import people_with
from accounts.rights import ProfileRight, Role
from profiles.authoring.models import ProfileVersion
from profiles.review import tasks
from profiles.review.actions import comment_on, reply, submit_for_review, take_back
from profiles.review.announcements import Happening
from profiles.review.letters import write
from tests.people import MakePerson
from tests.versions import Kind, approve_as, fresh, publish_as, request_as

Told = Callable[[], AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Told:
    """A block after which everything announced in it has been done here instead of by the worker."""
    for task in (tasks.tell_everyone, tasks.tell):
        monkeypatch.setattr(task, "delay", task.run)
    return lambda: django_capture_on_commit_callbacks(execute=True)


def recipients() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_submission_is_told_to_the_reviewers(
    draft: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User, told: Told
) -> None:
    with told():
        submit_for_review(version=draft, by=anna, note="Vores hemmelige besked")
    assert recipients() == sorted([rikke.email, tekla.email])
    [letter, _] = mail.outbox
    assert letter.subject == "Type 2-diabetes venter på din gennemgang"
    assert "Anna Author har sendt Type 2-diabetes til gennemgang, runde 1." in letter.body
    assert "http://127.0.0.1:8000/profiles/type-2-diabetes/review/" in letter.body
    assert "hemmelige" not in letter.body


def test_nobody_is_told_of_what_was_not_committed(
    draft: ProfileVersion, anna: User, rikke: User, told: Told
) -> None:
    with told(), transaction.atomic():
        submit_for_review(version=draft, by=anna)
        transaction.set_rollback(True)
    assert recipients() == []


def test_a_comment_is_told_to_those_who_wrote(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User, told: Told
) -> None:
    with told():
        made = comment_on(version=in_review, by=rikke, node="adult", body="Hvorfor 18?")
    assert recipients() == [anna.email]
    assert f"/review/#comment-{made.pk}" in mail.outbox[0].body
    assert "Hvorfor 18?" not in mail.outbox[0].body


def test_a_reply_is_told_to_the_thread_and_those_who_wrote(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User, told: Told
) -> None:
    thread = comment_on(version=in_review, by=rikke, node="adult", body="Hvorfor 18?")
    reply(comment=thread, by=tekla, body="Godt spørgsmål")
    with told():
        reply(comment=thread, by=anna, body="Det står i kilden")
    assert recipients() == sorted([rikke.email, tekla.email])


def test_a_decision_is_told_to_those_who_write(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User, told: Told
) -> None:
    with told():
        approve_as(in_review, rikke, Kind.CLINICAL)
    assert recipients() == [anna.email]
    assert mail.outbox[0].subject == "Type 2-diabetes er godkendt klinisk"


def test_the_second_approval_says_that_it_can_be_published(
    in_review: ProfileVersion, rikke: User, tekla: User, told: Told
) -> None:
    approve_as(in_review, rikke, Kind.CLINICAL)
    with told():
        approve_as(in_review, tekla, Kind.TECHNICAL)
    assert "versionen kan udgives som 1.0.0" in mail.outbox[0].body


def test_a_request_for_changes_says_that_it_is_a_draft_again(
    in_review: ProfileVersion, rikke: User, told: Told
) -> None:
    with told():
        request_as(in_review, rikke, Kind.CLINICAL, "Se vinduet")
    assert mail.outbox[0].subject == "Der er bedt om ændringer i Type 2-diabetes"
    assert "igen en kladde" in mail.outbox[0].body


def test_reviewers_are_told_when_the_version_is_taken_back(
    in_review: ProfileVersion, anna: User, rikke: User, tekla: User, told: Told
) -> None:
    with told():
        take_back(version=in_review, by=anna, reason="Et øjeblik")
    assert recipients() == sorted([rikke.email, tekla.email])


def test_publication_is_told_to_those_who_write_and_review(
    approved: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User, told: Told
) -> None:
    with told():
        publish_as(approved, ulla)
    assert recipients() == sorted([anna.email, rikke.email, tekla.email])
    assert mail.outbox[0].subject == "Type 2-diabetes 1.0.0 er udgivet"


def test_people_who_are_no_longer_active_are_not_told(
    draft: ProfileVersion, anna: User, rikke: User, tekla: User, asta: User, told: Told
) -> None:
    accounts_actions.deactivate(person=rikke, by=asta)
    with told():
        submit_for_review(version=draft, by=anna)
    assert recipients() == [tekla.email]


def test_those_who_may_no_longer_read_the_profile_are_not_told(
    in_review: ProfileVersion, rikke: User, tekla: User, asta: User, told: Told
) -> None:
    thread = comment_on(version=in_review, by=rikke, node="adult", body="Hvorfor 18?")
    accounts_actions.set_roles(person=rikke, roles=[Role.READER], by=asta)
    with told():
        reply(comment=thread, by=tekla, body="Ja")
    assert rikke.email not in recipients()


def test_a_task_that_runs_twice_writes_once(
    in_review: ProfileVersion, anna: User, rikke: User, told: Told
) -> None:
    made = comment_on(version=in_review, by=rikke, node="adult", body="Hvorfor 18?")
    once = uuid4().hex
    with told():
        for _ in range(2):
            tasks.tell_everyone(Happening.COMMENTED, made.pk, rikke.pk, once)
    assert recipients() == [anna.email]


@pytest.mark.parametrize("right", [ProfileRight.REVIEW_CLINICALLY, ProfileRight.READ])
def test_people_with_a_right_hold_it_personally_or_through_a_role(
    draft: ProfileVersion, anna: User, rikke: User, gunnar: User, right: ProfileRight
) -> None:
    accounts_actions.grant_right(right=right, to=gunnar, on=draft.profile, by=anna)
    assert {rikke, gunnar} <= set(people_with(right, draft.profile))


def test_a_subject_is_one_line_whatever_the_title(
    in_review: ProfileVersion, anna: User, rikke: User, make_person: MakePerson
) -> None:
    letter = write(Happening.SUBMITTED, in_review.rounds.get().pk, by=anna, to=rikke)
    assert "\n" not in letter.subject
    assert "&" not in letter.body.replace("&quot;", "")
    assert fresh(in_review).content.title in letter.subject
