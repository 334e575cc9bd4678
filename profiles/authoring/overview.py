"""A profile in a list: what is published, and what is being worked on, as far as the person may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.permissions import Person, may_on, prefetch
from accounts.rights import ProfileRight

from .models import Profile, ProfileVersion
from .workflow import State


@dataclass(frozen=True)
class Overview:
    """``open`` is ``None`` for a person who may not read drafts of the profile."""

    profile: Profile
    published: ProfileVersion | None
    open: ProfileVersion | None

    @property
    def changed(self) -> ProfileVersion | None:
        """The version that was touched last of those that are shown."""
        shown = [version for version in (self.open, self.published) if version]
        return max(shown, key=lambda version: version.changed_at, default=None)


def overviews(profiles: Iterable[Profile], person: Person) -> list[Overview]:
    """Overviews of profiles loaded ``with_versions``; the person's rights are asked for once."""
    listed = list(profiles)
    prefetch(person, listed)
    return [_overview(profile, person) for profile in listed]


def _overview(profile: Profile, person: Person) -> Overview:
    versions: list[ProfileVersion] = profile.shown_versions  # type: ignore[attr-defined]
    published = [version for version in versions if version.state == State.PUBLISHED]
    being_written = next((version for version in versions if version.is_open), None)
    return Overview(
        profile=profile,
        published=max(published, key=lambda version: version.semantic_number, default=None),
        open=being_written if may_on(person, ProfileRight.READ, profile) else None,
    )
