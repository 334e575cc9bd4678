"""What a release of a code system means for everything that is published: who is touched, and how.

Each version is compared from the release it is read against. The codes that differ come from the rows that
begin or end between two releases, so nothing is expanded twice; queries do not grow with the profiles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import Person, may_on, people_with_each, prefetch
from accounts.rights import ProfileRight
from profiles.terminology.between import changes_between
from profiles.terminology.models import Release

from ..models import ProfileVersion, SubjectName
from .effect import SetEffect, effects
from .patients import Carried, among_test_patients, in_the_clinic
from .releases import pinned_in
from .seen import code_sets_of


@dataclass(frozen=True)
class Impact:
    """A published version and what the release does to it.

    ``before`` is the number of the release it is read against, ``None`` when it has none and follows along.
    ``draft`` is the open version of the profile, as far as the person may read it.
    """

    version: ProfileVersion
    before: int | None
    effects: tuple[SetEffect, ...]
    synthetic: int
    tests: int
    draft: ProfileVersion | None
    has_draft: bool
    may_edit: bool
    editors: tuple[User, ...]

    @property
    def codes(self) -> int:
        """In how many places a code is touched."""
        return sum(len(each.codes) for each in self.effects)


@dataclass(frozen=True)
class Impacts:
    """The whole page: those that change first, and whether there were patients to count among."""

    changed: tuple[Impact, ...]
    identical: tuple[ProfileVersion, ...]
    synthetic: Carried
    tests: Carried


def impacts(release: Release, person: Person) -> Impacts:
    """What the release does to the newest version in use of every profile and shared code set."""
    versions = in_use()
    pins = pinned_in(versions, release.system_id)
    touched = _touched(versions, pins, release)
    keys = {key for found in touched.values() for each in found for key in each.keys}
    synthetic = in_the_clinic(release.system_id, keys)
    tests = among_test_patients(release.system_id, keys)
    changed = [each for each in versions if touched[each.pk]]
    people = _People(changed, person)
    return Impacts(
        changed=tuple(
            Impact(
                version=each,
                before=pins.get(each.pk),
                effects=touched[each.pk],
                synthetic=synthetic.patients(_keys(touched[each.pk])),
                tests=tests.patients(_keys(touched[each.pk])),
                draft=people.draft_of(each),
                has_draft=people.has_draft(each),
                may_edit=people.may(ProfileRight.EDIT, each),
                editors=people.editors_of(each),
            )
            for each in changed
        ),
        identical=tuple(each for each in versions if not touched[each.pk]),
        synthetic=synthetic,
        tests=tests,
    )


def in_use() -> list[ProfileVersion]:
    """The newest published version that was not withdrawn, of every profile and shared code set."""
    published = ProfileVersion.objects.published().in_use().exclude(profile__subject=SubjectName.STANDARD)
    newest: dict[int, ProfileVersion] = {}
    for version in published.defer("document").order_by():
        known = newest.get(version.profile_id)
        if known is None or known.semantic_number < version.semantic_number:
            newest[version.profile_id] = version
    found = ProfileVersion.objects.filter(pk__in=[each.pk for each in newest.values()])
    return list(found.select_related("profile__owner").order_by("profile__title", "profile__slug"))


def _touched(
    versions: Iterable[ProfileVersion], pins: dict[int, int], release: Release
) -> dict[int, tuple[SetEffect, ...]]:
    """What each version's code sets see of the release; nothing where it is read against it or a newer."""
    before = {each.pk: min(pins.get(each.pk, release.number - 1), release.number) for each in versions}
    changes = {
        number: changes_between(release.system_id, number, release.number)
        for number in sorted(set(before.values()))
    }
    return {
        each.pk: effects(code_sets_of(each), release.system_id, changes[before[each.pk]]) for each in versions
    }


def _keys(found: Iterable[SetEffect]) -> set[str]:
    return {key for each in found for key in each.keys}


class _People:
    """Who may do something about each of the changed versions, and what is begun already."""

    def __init__(self, changed: list[ProfileVersion], person: Person) -> None:
        profiles = [each.profile for each in changed]
        prefetch(person, profiles)
        self._person = person
        self._editors = people_with_each(ProfileRight.EDIT, profiles)
        open_versions = ProfileVersion.objects.open().filter(profile__in=profiles).defer("document")
        self._open = {each.profile_id: each for each in open_versions.select_related("profile")}

    def may(self, right: ProfileRight, version: ProfileVersion) -> bool:
        return may_on(self._person, right, version.profile)

    def has_draft(self, version: ProfileVersion) -> bool:
        return version.profile_id in self._open

    def draft_of(self, version: ProfileVersion) -> ProfileVersion | None:
        return self._open.get(version.profile_id) if self.may(ProfileRight.READ, version) else None

    def editors_of(self, version: ProfileVersion) -> tuple[User, ...]:
        return self._editors.get(version.profile_id, ())
