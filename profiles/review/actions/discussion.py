"""Comments on places of a version, their replies, and whether they are resolved."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.events import Event
from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.authoring.subjects import content_of
from profiles.authoring.trail import record_about
from profiles.review.announcements import Happening, announce
from profiles.review.errors import CommentIsSettled, NoSuchPlace
from profiles.review.guards import held_for_discussion, must_say
from profiles.review.models import Comment
from profiles.review.places import WHOLE, sentences


@transaction.atomic
def comment_on(*, version: ProfileVersion, by: User, node: str, body: str) -> Comment:
    """Start a thread at a place, or about the whole profile; it keeps the sentence as it reads now."""
    locked = held_for_discussion(version, by)
    sentence = _sentence_at(locked, node)
    return _write(Comment(version=locked, node=node, sentence=sentence, body=must_say(body)), by=by)


@transaction.atomic
def reply(*, comment: Comment, by: User, body: str) -> Comment:
    """Answer in a thread. A reply to a reply is a reply in the same thread."""
    locked = held_for_discussion(comment.version, by)
    thread = comment.parent or comment
    answer = Comment(
        version=locked, node=thread.node, sentence=thread.sentence, body=must_say(body), parent=thread
    )
    return _write(answer, by=by)


@transaction.atomic
def resolve_comment(*, comment: Comment, by: User) -> Comment:
    """Mark a thread as resolved."""
    thread = _thread(comment, by)
    if thread.resolved_at is not None:
        raise CommentIsSettled(resolved=True)
    thread.resolved_by, thread.resolved_at = by, timezone.now()
    return _save(thread, by=by, event=Event.COMMENT_RESOLVED)


@transaction.atomic
def reopen_comment(*, comment: Comment, by: User) -> Comment:
    """Open a resolved thread again."""
    thread = _thread(comment, by)
    if thread.resolved_at is None:
        raise CommentIsSettled(resolved=False)
    thread.resolved_by, thread.resolved_at = None, None
    return _save(thread, by=by, event=Event.COMMENT_REOPENED)


def _sentence_at(version: ProfileVersion, node: str) -> str:
    if node == WHOLE:
        return ""
    found = sentences(content_of(version)).get(node)
    if found is None:
        raise NoSuchPlace
    return found


def _thread(comment: Comment, by: User) -> Comment:
    """The thread as it stands now, its version locked."""
    held_for_discussion(comment.version, by)
    return Comment.objects.select_related("version__profile").get(pk=comment.parent_id or comment.pk)


def _write(comment: Comment, *, by: User) -> Comment:
    comment.author = by
    _save(comment, by=by, event=Event.COMMENT_MADE)
    announce(Happening.COMMENTED, comment.pk, by=by)
    return comment


def _save(comment: Comment, *, by: User, event: Event) -> Comment:
    comment._history_user = by  # type: ignore[attr-defined]
    comment.save()
    record_about(event, comment.version, by=by, comment=comment.pk, node=comment.node)
    return comment
