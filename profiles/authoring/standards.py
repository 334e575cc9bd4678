"""The versions of the profile standard that were published in the tool, for everyone who asks for a standard.

The language asks here for every standard that is not shipped with it (``serve_standards_from``), so a
standard is known in every process the moment it is published.
"""

from __future__ import annotations

from collections.abc import Iterable

from profiles.standard.catalogue import in_order, standards

from .models import ProfileVersion

#: What a profile is written in where no standard has been published in the tool yet: it is shipped with it.
SHIPPED = "1.0"


class PublishedStandards:
    """The source of standards that the language is given when the tool starts."""

    def standards(self) -> Iterable[str]:
        """The numbers of the published versions, withdrawn ones too: they never stop being readable (9.4)."""
        return ProfileVersion.objects.of_the_standard().published().values_list("number", flat=True)

    def catalogue(self, standard: str) -> str | None:
        """The catalogue as it was approved."""
        published = ProfileVersion.objects.of_the_standard().published().filter(number=standard)
        return published.values_list("document", flat=True).first()


def in_force() -> tuple[str, ...]:
    """The standards a draft may be written in, oldest first: published and not withdrawn (9.4)."""
    published = ProfileVersion.objects.of_the_standard().published().in_use()
    numbers = published.values_list("number", flat=True)
    return tuple(sorted(numbers, key=in_order)) or (SHIPPED,)


def not_withdrawn() -> tuple[str, ...]:
    """The standards that can be used at all, oldest first: those that are shipped, and those in force."""
    withdrawn = ProfileVersion.objects.of_the_standard().exclude(withdrawal=None)
    gone = set(withdrawn.values_list("number", flat=True))
    return tuple(each for each in standards() if each not in gone) or (SHIPPED,)


def newest_in_force() -> str:
    """The standard that a new profile is written in."""
    return in_force()[-1]
