"""The versions of the profile standard, as they are served: shipped with the tool or published in it.

One number has one catalogue (``catalogue_findings`` holds that), so it makes no difference to the bytes
where a standard is known from; only what was published here has a date, notes and perhaps a withdrawal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from profiles.authoring.catalogue.content import canonical_catalogue
from profiles.authoring.models import Withdrawal
from profiles.standard.catalogue import Catalogue, load_catalogue, standards

from .models import PublishedVersion


@dataclass(frozen=True)
class KnownStandard:
    """A version of the standard; ``published`` is ``None`` for one that is shipped and not published here."""

    number: str
    published: PublishedVersion | None

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.number)

    @property
    def document(self) -> bytes:
        """The canonical bytes of the catalogue: those that were approved."""
        if self.published is not None:
            return self.published.document.encode()
        return canonical_catalogue(self.catalogue).encode()

    @property
    def content_hash(self) -> str:
        return sha256(self.document).hexdigest()

    @property
    def published_at(self) -> datetime | None:
        return self.published.published_at if self.published else None

    @property
    def note(self) -> str:
        return self.published.note if self.published else ""

    @property
    def withdrawn(self) -> Withdrawal | None:
        return self.published.withdrawn if self.published else None


def known_standards() -> list[KnownStandard]:
    """Every version, newest first; two queries."""
    rows = PublishedVersion.objects.of_the_standard().select_related("version__withdrawal")
    published = {row.standard: row for row in rows}
    return [KnownStandard(number, published.get(number)) for number in reversed(standards())]


def known_standard(number: str) -> KnownStandard | None:
    """That version, if there is one."""
    return next((each for each in known_standards() if each.number == number), None)
