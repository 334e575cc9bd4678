"""A code set named in an address: ``kodesaet-demens@1.0.0``, ``type-2-diabetes@draft/t2d``.

A published version may be named by whoever may read published profiles; ``draft`` is the open version, for
those who may read drafts. What one may not know of is not found.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.permissions import Person
from profiles.standard.document import CodeSet

from ..models import ProfileVersion

DRAFT = "draft"


@dataclass(frozen=True)
class Side:
    """A code set in a version, and the name by which it was asked for."""

    name: str
    version: ProfileVersion
    code_set: CodeSet

    @property
    def is_open(self) -> bool:
        return self.version.is_open

    @property
    def title(self) -> str:
        """``Demens 1.0.0``, ``Demens, kladde``, ``Type 2-diabetes i KOL 1.0.0``."""
        number = "kladde" if self.is_open else self.version.number
        if self.version.profile.is_code_set:
            return f"{self.code_set.title} {number}"
        return f"{self.code_set.title} i {self.version.profile.title} {number}"


def side(name: str, person: Person) -> Side | None:
    """The code set of that name, as far as the person may know of it."""
    address, _, chosen = name.partition("/")
    slug, _, number = address.partition("@")
    version = _version(slug, number, person)
    if version is None or version.profile.is_standard:
        return None
    sets = version.content.code_sets
    wanted = sets[:1] if version.profile.is_code_set else [each for each in sets if each.id == chosen]
    return next((Side(name, version, each) for each in wanted), None)


def name_of(version: ProfileVersion, code_set: str = "") -> str:
    """The name of a code set in an address."""
    number = DRAFT if version.is_open else version.number
    chosen = "" if version.profile.is_code_set else f"/{code_set}"
    return f"{version.profile.slug}@{number}{chosen}"


def _version(slug: str, number: str, person: Person) -> ProfileVersion | None:
    versions = ProfileVersion.objects.select_related("profile").filter(profile__slug=slug)
    if number == DRAFT:
        return versions.open().readable_by(person).first()
    return versions.published().filter(number=number).first()
