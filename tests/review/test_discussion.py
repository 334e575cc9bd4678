"""Comments at places, replies, and whether they are resolved."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.events import Event
from accounts.models import AuditEvent, User
from cockpit.demo.content import first_document
from profiles.authoring.errors import HoldsCprNumber, WrongState
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import comment_on, reopen_comment, reply, resolve_comment, submit_for_review
from profiles.review.errors import CommentIsSettled, NoSuchPlace, NothingSaid
from profiles.review.models import Comment
from profiles.review.places import WHOLE, sentences
from profiles.review.threads import talk_of
from profiles.standard.document import Document
from profiles.standard.tree import nodes, remove, spot_of, wrap
from tests.versions import Kind, edit_as, fresh, request_as

PLACE = "contact-diagnosis"


def comment(version: ProfileVersion, by: User, node: str = PLACE, body: str = "Er en enkelt nok?") -> Comment:
    return comment_on(version=version, by=by, node=node, body=body)


def test_a_comment_keeps_the_sentence_it_was_about(in_review: ProfileVersion, rikke: User) -> None:
    made = comment(in_review, rikke)
    assert made.sentence == "Har en kontaktdiagnose i Type 2-diabetes"
    assert (made.node, made.author, made.body) == (PLACE, rikke, "Er en enkelt nok?")


def test_everything_with_an_id_in_a_document_is_a_place() -> None:
    document = first_document()
    known = sentences(document)
    for spot in nodes(document):
        own = spot.section in {"code_sets", "references", "parameters"}
        assert (f"{spot.section}/{spot.node}" if own else spot.node) in known


def test_a_code_set_and_a_criterion_of_one_name_are_two_places() -> None:
    document = first_document()
    code_set = document.code_sets[0].model_copy(update={"id": "adult"})
    known = sentences(document.model_copy(update={"code_sets": (*document.code_sets, code_set)}))
    assert known["adult"] == "Alder er mindst 18 år"
    assert known["code_sets/adult"].startswith("Type 2-diabetes")


def test_the_profile_as_a_whole_can_be_commented(in_review: ProfileVersion, rikke: User) -> None:
    assert comment(in_review, rikke, node=WHOLE).sentence == ""


def test_a_place_the_version_does_not_have_cannot_be_commented(
    in_review: ProfileVersion, rikke: User
) -> None:
    with pytest.raises(NoSuchPlace):
        comment(in_review, rikke, node="no-such-node")
    assert not in_review.comments.exists()


@pytest.mark.parametrize(("body", "refusal"), [(" ", NothingSaid), ("Se på 010101-1234", HoldsCprNumber)])
def test_a_comment_says_something_and_names_no_patient(
    in_review: ProfileVersion, rikke: User, body: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        comment(in_review, rikke, body=body)
    thread = comment(in_review, rikke)
    with pytest.raises(refusal):
        reply(comment=thread, by=rikke, body=body)
    assert in_review.comments.count() == 1


def test_a_test_number_of_medcom_may_be_named(in_review: ProfileVersion, rikke: User) -> None:
    assert comment(in_review, rikke, body="Prøv med 020160-9995").pk


def test_a_stranger_cannot_take_part(in_review: ProfileVersion, rikke: User, gunnar: User) -> None:
    thread = comment(in_review, rikke)
    for attempt in (
        lambda: comment(in_review, gunnar),
        lambda: reply(comment=thread, by=gunnar, body="Hej"),
        lambda: resolve_comment(comment=thread, by=gunnar),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_someone_who_only_reads_drafts_cannot_take_part(in_review: ProfileVersion, asta: User) -> None:
    with pytest.raises(PermissionDenied):
        comment(in_review, asta)


def test_a_reply_to_a_reply_stands_in_the_same_thread(
    in_review: ProfileVersion, rikke: User, anna: User
) -> None:
    thread = comment(in_review, rikke)
    answer = reply(comment=thread, by=anna, body="Ja")
    second = reply(comment=answer, by=rikke, body="Tak")
    assert second.parent == thread
    [only] = talk_of(in_review, sentences(in_review.content)).threads
    assert [each.body for each in only.replies] == ["Ja", "Tak"]


def test_resolving_says_who_and_opening_again_forgets_it(
    in_review: ProfileVersion, rikke: User, anna: User
) -> None:
    thread = comment(in_review, rikke)
    resolved = resolve_comment(comment=thread, by=anna)
    assert (resolved.resolved_by, in_review.comments.unresolved().count()) == (anna, 0)
    reopened = reopen_comment(comment=thread, by=rikke)
    assert (reopened.resolved_by, reopened.resolved_at) == (None, None)
    kinds = AuditEvent.objects.filter(details__comment=thread.pk).values_list("kind", flat=True)
    assert set(kinds) == {Event.COMMENT_MADE, Event.COMMENT_RESOLVED, Event.COMMENT_REOPENED}


def test_resolving_twice_is_refused_by_name(in_review: ProfileVersion, rikke: User) -> None:
    thread = comment(in_review, rikke)
    with pytest.raises(CommentIsSettled, match="allerede åben"):
        reopen_comment(comment=thread, by=rikke)
    resolve_comment(comment=thread, by=rikke)
    with pytest.raises(CommentIsSettled, match="allerede løst"):
        resolve_comment(comment=thread, by=rikke)


def test_nothing_is_said_about_a_version_that_is_published(published: ProfileVersion, rikke: User) -> None:
    with pytest.raises(WrongState):
        comment(published, rikke)


def test_comments_follow_their_place_into_the_next_round(
    in_review: ProfileVersion, rikke: User, anna: User
) -> None:
    thread = comment(in_review, rikke)
    request_as(in_review, rikke, Kind.CLINICAL, "Se kommentaren")
    moved = wrap(in_review.content, PLACE, "all")
    edit_as(in_review, anna, _renamed(moved))
    submit_for_review(version=in_review, by=anna)
    now = fresh(in_review)
    [found] = talk_of(now, sentences(now.content)).at(PLACE).threads
    assert found.comment == thread


def test_a_comment_on_something_removed_keeps_its_old_sentence_and_is_shown_by_itself(
    in_review: ProfileVersion, rikke: User, anna: User
) -> None:
    comment(in_review, rikke)
    request_as(in_review, rikke, Kind.CLINICAL, "Fjern den")
    edit_as(in_review, anna, remove(in_review.content, PLACE))
    now = fresh(in_review)
    talk = talk_of(now, sentences(now.content))
    [gone] = talk.gone
    assert (gone.place, gone.threads[0].comment.sentence) == (
        PLACE,
        "Har en kontaktdiagnose i Type 2-diabetes",
    )


def _renamed(document: Document) -> Document:
    """The document with another sentence at the place."""
    spot = spot_of(document, PLACE)
    assert spot.part is not None
    return document.model_copy(update={"title": "Type 2-diabetes, anden udgave"})
