"""What a person's home page shows: what waits for them, what they are writing, what was published lately.

Everything is read from the workflow's rows and the person's rights, never from a list kept by hand, so the
page cannot say something else than the buttons do. The number of queries does not grow with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Person, with_right
from profiles.authoring.models import Edit, Profile, ProfileVersion
from profiles.authoring.workflow import BY_STEP, State, Step
from profiles.publication.models import PublishedVersion
from profiles.review.models import Decision

#: How many rows a card shows; the list of profiles has the rest.
SHOWN = 6

Versions = QuerySet[ProfileVersion]


@dataclass(frozen=True)
class Task:
    """One thing that waits for a person: what, why, since when, and where to do it."""

    icon: str
    title: str
    note: str
    since: datetime
    url: str
    action: str


def waiting_for(person: User) -> list[Task]:
    """What the person is asked to do, the longest waiting first."""
    tasks = [*_changes_to_make(person), *_approvals_to_give(person), *_versions_to_publish(person)]
    return sorted(tasks, key=lambda task: task.since)


def drafts_of(person: Person) -> Versions:
    """Open versions the person may write in, newest first; ``round`` is the latest round of review."""
    editable = Profile.objects.editable_by(person)
    versions = ProfileVersion.objects.open().filter(profile__in=editable).select_related("profile")
    return versions.annotate(round=Max("rounds__number")).order_by("-changed_at", "-pk")[:SHOWN]


def published_lately() -> QuerySet[PublishedVersion]:
    """The newest published versions that are in use, of all profiles and of the standard."""
    return (
        PublishedVersion.objects.in_use().select_related("profile").order_by("-published_at", "-pk")[:SHOWN]
    )


def _approvals_to_give(person: User) -> list[Task]:
    """One task a version, also for a person who may approve it in both capacities."""
    clinical = _lacking_approval(person, Step.APPROVE_CLINICALLY, Decision.Kind.CLINICAL)
    technical = _lacking_approval(person, Step.APPROVE_TECHNICALLY, Decision.Kind.TECHNICAL)
    kinds: dict[ProfileVersion, list[str]] = {}
    for kind, versions in (("klinisk", clinical), ("teknisk", technical)):
        for version in versions:
            kinds.setdefault(version, []).append(kind)
    return [_approval_task(version, found) for version, found in kinds.items()]


def _approval_task(version: ProfileVersion, kinds: list[str]) -> Task:
    return Task(
        icon="visibility",
        title=f"{version.profile.title} venter på din gennemgang",
        note=f"Du kan godkende {' og '.join(kinds)}",
        since=version.changed_at,
        url=reverse("review:review", args=[version.profile.slug]),
        action="Gennemgå",
    )


def _lacking_approval(person: User, step: Step, kind: Decision.Kind) -> Versions:
    """Versions without an approval of the kind that the person may give, having written nothing in them."""
    standing = Decision.objects.standing().filter(version=OuterRef("pk"), kind=kind)
    own_edits = Edit.objects.filter(version=OuterRef("pk"), by=person)
    return _where_person_may(person, step).filter(~Exists(standing), ~Exists(own_edits))


def _versions_to_publish(person: User) -> list[Task]:
    return [
        Task(
            icon="how-to-reg",
            title=f"{version.profile.title} er godkendt og kan udgives",
            note="Begge godkendelser er givet",
            since=version.changed_at,
            url=reverse("review:review", args=[version.profile.slug]),
            action="Udgiv",
        )
        for version in _where_person_may(person, Step.PUBLISH)
    ]


def _changes_to_make(person: User) -> list[Task]:
    """Drafts whose latest decision asks for changes, for those who may write in them."""
    later = Decision.objects.filter(version=OuterRef("version"), pk__gt=OuterRef("pk"))
    requests = Decision.objects.filter(
        ~Exists(later),
        version__in=_where_person_may(person, Step.SUBMIT),
        outcome=Decision.Outcome.CHANGES_REQUESTED,
    )
    return [_change_task(request) for request in requests.select_related("by", "version__profile")]


def _change_task(request: Decision) -> Task:
    return Task(
        icon="feedback",
        title=f"{request.by} beder om ændringer i {request.version.profile.title}",
        note=request.reason,
        since=request.at,
        url=reverse("authoring:draft", args=[request.version.profile.slug]),
        action="Ret kladden",
    )


def _where_person_may(person: User, step: Step) -> Versions:
    """Versions in a state from which the step goes, on profiles where the person holds a right to it."""
    transition = BY_STEP[step]
    held = Q()
    for right in transition.rights:
        held |= Q(profile__in=with_right(person, right, Profile.objects.all()))
    return ProfileVersion.objects.filter(held, state__in=transition.from_).select_related("profile")


def address_of(version: ProfileVersion) -> str:
    """Where work on an open version goes on: the draft in the editor, the rest in review."""
    page = "authoring:draft" if version.state == State.DRAFT else "review:review"
    return reverse(page, args=[version.profile.slug])
