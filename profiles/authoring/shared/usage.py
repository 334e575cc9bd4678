"""Where shared code sets are used: in which profiles, as far as a person may know of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.permissions import Person

from ..models import Profile, ProfileVersion, SharedUse
from ..workflow import OPEN_STATES, State


@dataclass(frozen=True)
class Using:
    """A version of a profile that uses a version of a shared code set."""

    version: ProfileVersion
    shared: ProfileVersion

    @property
    def profile(self) -> Profile:
        return self.version.profile


def used_in(code_sets: Iterable[Profile], person: Person) -> dict[int, list[Using]]:
    """By shared code set: each profile's newest published version that uses it, and the open one; a query."""
    readable = Profile.objects.readable_by(person).values("pk")
    known = Q(version__state=State.PUBLISHED) | Q(
        version__state__in=OPEN_STATES, version__profile__in=readable
    )
    uses = SharedUse.objects.filter(known, shared__profile__in=[*code_sets])
    found: dict[int, list[Using]] = defaultdict(list)
    listed = uses.select_related("version__profile", "shared__profile")
    for use in _in_order(listed.defer("version__document", "shared__document")):
        using = Using(use.version, use.shared)
        if not any(_is_followed(using, each) for each in found[use.shared.profile_id]):
            found[use.shared.profile_id].append(using)
    return dict(found)


def _in_order(uses: Iterable[SharedUse]) -> list[SharedUse]:
    by_number = sorted(uses, key=lambda use: use.version.semantic_number, reverse=True)
    return sorted(by_number, key=lambda use: use.version.profile.title)


def _is_followed(using: Using, newer: Using) -> bool:
    return using.profile == newer.profile and using.version.is_open == newer.version.is_open
