"""What every format tells of a code set: its rules, the codes they mean, and what they were read against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from profiles.standard.document import CodeSet

from ..expansion import Member, Releases, decided
from ..models import CodeSystem, Concept, Release

BASE = "<base>"


class Status(StrEnum):
    """What has become of the version; the values are FHIR's."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True)
class Exported:
    """A code set as it stands in a version; ``number`` is empty in a draft.

    ``mark`` says how far to trust it. ``base`` is the address that the set itself and the standard's own
    code systems are named under. ``unseen`` are the codes, by system and key, that came in under another and
    that no person has looked at (6.3).
    """

    code_set: CodeSet
    within: str
    title: str
    number: str
    status: Status
    at: datetime
    publisher: str
    base: str
    mark: str
    releases: Releases
    unseen: Collection[tuple[str, str]] = frozenset()

    @property
    def name(self) -> str:
        """A name for files and addresses: ``type-2-diabetes-t2d-1.0.0``."""
        return "-".join(part for part in (self.within, self.code_set.id, self.number or "kladde") if part)

    @cached_property
    def decided(self) -> list[Member]:
        """The listed codes that a rule decides, in or out."""
        return decided(self.code_set.rules, self.releases)

    @property
    def members(self) -> list[Member]:
        return [each for each in self.decided if each.rule.include]

    def is_seen(self, member: Member) -> bool:
        """Whether a person has looked at the code, or named it."""
        return (member.concept.system_id, member.concept.key) not in self.unseen

    @cached_property
    def concepts(self) -> dict[tuple[str, str], Concept]:
        """The listed codes that a rule decides, by system and normalised code."""
        return {(each.concept.system_id, each.concept.key): each.concept for each in self.decided}

    @cached_property
    def systems(self) -> Mapping[str, CodeSystem]:
        """The code systems of the rules, by id."""
        return CodeSystem.objects.in_bulk({rule.system for rule in self.code_set.rules})

    def uri(self, system: str) -> str:
        """A system's canonical address; the standard's own lie below the tool's."""
        known = self.systems.get(system)
        uri = known.uri if known else f"{BASE}/CodeSystem/{system}"
        return uri.replace(BASE, self.base.rstrip("/"))

    @cached_property
    def read_against(self) -> dict[str, Release]:
        """The release that each system was read in; a system without one is not named."""
        return {release.system_id: release for release in self._releases()}

    def _releases(self) -> Iterable[Release]:
        of_systems = Release.objects.filter(system__in=self.systems).select_related("system")
        newest = {release.system_id: release for release in of_systems.newest()}
        for release in of_systems:
            if release.number == self.releases.get(release.system_id, newest[release.system_id].number):
                yield release
