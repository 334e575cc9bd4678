"""The discussion of a version, laid out at the places of its content as it is now.

Every thread has a number, counted in the order they were begun; a place has the threads about it. A thread
about something the version no longer has keeps the sentence it was about and is shown by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from profiles.authoring.models import ProfileVersion

from .forms import CommentForm
from .models import Comment
from .places import WHOLE


@dataclass(frozen=True)
class Thread:
    """A comment with its number, its replies, and the form that a reply was refused in."""

    number: int
    comment: Comment
    replies: tuple[Comment, ...]
    is_open: bool
    form: CommentForm | None = None


@dataclass(frozen=True)
class Spot:
    """A place that may be commented: its threads, and the form that a comment was refused in."""

    place: str
    threads: tuple[Thread, ...] = ()
    form: CommentForm | None = None

    @property
    def element(self) -> str:
        """The place as part of an element id."""
        return self.place.replace("/", ".") or "whole"


@dataclass(frozen=True)
class Refused:
    """A comment (``thread`` is None) or reply that could not be written, with what was typed."""

    form: CommentForm
    place: str
    thread: int | None = None


@dataclass(frozen=True)
class Talk:
    """All threads of a version; ``known`` are the places its content has."""

    threads: tuple[Thread, ...]
    known: Collection[str]
    refused: Refused | None = None
    _by_place: dict[str, list[Thread]] = field(init=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for thread in self.threads:
            self._by_place[thread.comment.node].append(thread)

    def at(self, place: str, *within: str) -> Spot:
        """The spot of a place, with its threads and those of the places whose words it says."""
        refused = self.refused
        mine = refused is not None and refused.thread is None and refused.place == place
        form = refused.form if refused is not None and mine else None
        threads = (thread for each in (place, *within) for thread in self._by_place.get(each, ()))
        return Spot(place, tuple(threads), form)

    @property
    def whole(self) -> Spot:
        """The spot of the profile as a whole."""
        return self.at(WHOLE)

    @property
    def gone(self) -> tuple[Spot, ...]:
        """The places that threads are about and the content no longer has."""
        lost = [place for place in self._by_place if place != WHOLE and place not in self.known]
        return tuple(self.at(place) for place in lost)

    @property
    def open_count(self) -> int:
        return sum(thread.is_open for thread in self.threads)

    @property
    def resolved_count(self) -> int:
        return len(self.threads) - self.open_count


def talk_of(version: ProfileVersion, known: Collection[str], refused: Refused | None = None) -> Talk:
    """The discussion of a version, in two queries however long it is."""
    comments = version.comments.select_related("author__organisation", "resolved_by").order_by("id")
    replies: dict[int, list[Comment]] = defaultdict(list)
    begun: list[Comment] = []
    for comment in comments:
        (begun if comment.parent_id is None else replies[comment.parent_id]).append(comment)
    return Talk(tuple(_threads(begun, replies, refused)), known, refused)


def _threads(
    begun: Iterable[Comment], replies: dict[int, list[Comment]], refused: Refused | None
) -> Iterable[Thread]:
    for number, comment in enumerate(begun, start=1):
        form = refused.form if refused is not None and refused.thread == comment.pk else None
        yield Thread(number, comment, tuple(replies[comment.pk]), comment.resolved_at is None, form)
