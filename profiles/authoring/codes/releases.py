"""The release of each code system that a version is read against (6.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from profiles.standard.catalogue import load_catalogue
from profiles.terminology.models import Release

from ..models import ProfileVersion, ReleasePin
from ..subjects import content_of, subject_of


@dataclass(frozen=True)
class Reading:
    """A code system as a version is read: against ``release``, while ``newest`` is the newest there is.

    ``is_pinned`` is false for a version from before releases were kept; it is read as the codes are now.
    """

    release: Release
    newest: Release
    is_pinned: bool

    @property
    def is_behind(self) -> bool:
        return self.release.number < self.newest.number


def releases_of(version: ProfileVersion) -> dict[str, int]:
    """The number of the release of each system; a system that is not named is read as it is now."""
    return pins_of(version).releases


@dataclass(frozen=True)
class Pins:
    """What a version is read against: ``releases`` by system, and the systems that have a newer one."""

    releases: dict[str, int]
    behind: frozenset[str]


def pins_of(version: ProfileVersion) -> Pins:
    """The releases that the version is read against, and where there is a newer one; one query."""
    newest = Release.objects.newest().filter(system=OuterRef("system")).values("number")
    pins = version.pins.order_by().annotate(newest=Subquery(newest))
    found = list(pins.values_list("system_id", "release__number", "newest"))
    return Pins(
        releases={system: number for system, number, _ in found},
        behind=frozenset(system for system, number, newest in found if number < newest),
    )


def pinned_in(versions: Iterable[ProfileVersion], system: str) -> dict[int, int]:
    """The number of the system's release in each version that has one, by the version's key; one query."""
    pins = ReleasePin.objects.filter(version__in=[each.pk for each in versions], system=system)
    return dict(pins.order_by().values_list("version_id", "release__number"))


def readings(version: ProfileVersion) -> list[Reading]:
    """Every code system of the version's catalogue that has a release, in that order; two queries."""
    pins = {pin.system_id: pin.release for pin in version.pins.select_related("release__system")}
    newest = newest_releases(systems_of(version))
    return [
        Reading(pins.get(system, release), release, is_pinned=system in pins)
        for system, release in newest.items()
    ]


def used_readings(version: ProfileVersion) -> list[Reading]:
    """Those of the systems that the version's code sets have rules in."""
    code_sets = subject_of(version.profile).code_sets(content_of(version))
    used = {rule.system for code_set in code_sets for rule in code_set.rules}
    return [each for each in readings(version) if each.release.system_id in used]


def newest_releases(systems: Iterable[str]) -> dict[str, Release]:
    """The newest release of each of the systems that has one, in the order given."""
    wanted = tuple(systems)
    found = {
        release.system_id: release
        for release in Release.objects.newest().filter(system__in=wanted).select_related("system")
    }
    return {system: found[system] for system in wanted if system in found}


def systems_of(version: ProfileVersion) -> tuple[str, ...]:
    """The code systems a version may use: those of its catalogue; the standard has no codes."""
    if version.profile.is_standard:
        return ()
    standard = subject_of(version.profile).standard(content_of(version))
    return tuple(system.id for system in load_catalogue(standard).code_systems)
