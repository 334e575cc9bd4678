"""The number a draft would be published as (8.3): from its difference, raised by a person, never lowered."""

from __future__ import annotations

from profiles.standard.blank import FIRST_VERSION
from profiles.standard.catalogue import Catalogue
from profiles.standard.catalogue_difference import catalogue_bump, next_standard
from profiles.standard.document import Document
from profiles.standard.shared_code_set import CODE_SET_PREFIX, required_bump_of_codes
from profiles.standard.version import Bump, next_version, required_bump

from .models import LeastBump, ProfileVersion

_BUMPS = {LeastBump.PATCH: Bump.PATCH, LeastBump.MINOR: Bump.MINOR, LeastBump.MAJOR: Bump.MAJOR}


def numbered(document: Document, *, slug: str, base: ProfileVersion | None, least: LeastBump) -> Document:
    """The document under its profile's name and with the number it would be published as."""
    number = FIRST_VERSION if base is None else _next(base, document, least)
    return document.model_copy(update={"profile": slug, "version": number})


def _next(base: ProfileVersion, document: Document, least: LeastBump) -> str:
    same_name = document.model_copy(update={"profile": base.content.profile, "version": base.number})
    bump = max(required_bump(base.content, same_name)[0], _BUMPS[least])
    return next_version(base.number, bump)


def numbered_code_set(
    document: Document, *, slug: str, base: ProfileVersion | None, least: LeastBump
) -> Document:
    """A shared code set under its own name and with the number it would be published as."""
    code_set = document.code_sets[0].model_copy(update={"id": slug.removeprefix(CODE_SET_PREFIX)})
    named = document.model_copy(update={"profile": slug, "code_sets": (code_set,), "version": FIRST_VERSION})
    if base is None:
        return named
    bump = max(required_bump_of_codes(base.content, named)[0], _BUMPS[least])
    return named.model_copy(update={"version": next_version(base.number, bump)})


def numbered_standard(catalogue: Catalogue, base: ProfileVersion | None, least: LeastBump) -> Catalogue:
    """The catalogue with the number it would be published as; the very first keeps the number it came with.

    A standard has two numbers, so whatever is no major change is a minor one (9.1).
    """
    if base is None:
        return catalogue
    bump = max(catalogue_bump(base.catalogue, catalogue), _BUMPS[least])
    return catalogue.model_copy(update={"standard": next_standard(base.number, bump)})
