"""Whom an announcement concerns: people with a part in the profile, never the one who did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import people_with
from accounts.rights import ProfileRight
from profiles.authoring.models import ProfileVersion

from .announcements import Happening
from .models import Comment, Decision, Round


@dataclass(frozen=True)
class News:
    """What happened, to which version, whom it may concern, and the row that the text tells of."""

    version: ProfileVersion
    audience: QuerySet[User]
    about: Round | Comment | Decision | ProfileVersion


def news(happening: Happening, pk: int) -> News:
    """The news behind an announcement. Raises ``DoesNotExist`` where there is none."""
    return _NEWS[happening](pk)


def recipients(told: News, *, by_pk: int) -> QuerySet[User]:
    """Those of the audience who may still read the profile's drafts, without the one who did it."""
    readers = people_with(ProfileRight.READ, told.version.profile)
    return told.audience.filter(pk__in=readers.values("pk")).exclude(pk=by_pk).distinct()


def _round(pk: int) -> News:
    about = Round.objects.select_related("version__profile").get(pk=pk)
    return News(about.version, _reviewers(about.version), about)


def _commented(pk: int) -> News:
    about = Comment.objects.select_related("version__profile").get(pk=pk)
    thread = Comment.objects.filter(Q(pk=about.parent_id or about.pk) | Q(parent=about.parent_id or about.pk))
    written = Q(pk__in=about.version.edits.values("by"))
    return News(about.version, User.objects.filter(written | Q(pk__in=thread.values("author"))), about)


def _decided(pk: int) -> News:
    about = Decision.objects.select_related("version__profile").get(pk=pk)
    return News(about.version, _authors(about.version), about)


def _published(pk: int) -> News:
    about = ProfileVersion.objects.select_related("profile").get(pk=pk)
    return News(about, User.objects.filter(_is_in(_authors(about)) | _is_in(_reviewers(about))), about)


def _reviewers(version: ProfileVersion) -> QuerySet[User]:
    clinical, technical = (
        people_with(right, version.profile)
        for right in (ProfileRight.REVIEW_CLINICALLY, ProfileRight.REVIEW_TECHNICALLY)
    )
    return User.objects.filter(_is_in(clinical) | _is_in(technical))


def _authors(version: ProfileVersion) -> QuerySet[User]:
    """Those who may edit the profile, and those who have written in the version."""
    written = Q(pk__in=version.edits.values("by"))
    return User.objects.filter(_is_in(people_with(ProfileRight.EDIT, version.profile)) | written)


def _is_in(people: QuerySet[User]) -> Q:
    return Q(pk__in=people.values("pk"))


_NEWS: dict[Happening, Callable[[int], News]] = {
    Happening.SUBMITTED: _round,
    Happening.TAKEN_BACK: _round,
    Happening.COMMENTED: _commented,
    Happening.DECIDED: _decided,
    Happening.PUBLISHED: _published,
    Happening.WITHDRAWN: _published,
}
