"""What stands in the way of a document or asks for a look: its lints, and what it builds on elsewhere.

A document refers to other profiles at exact versions (4.4). Whether those exist is known here and not by the
language, so it is told with the lints, as an error: such a document could be evaluated by nobody (A17).
"""

from __future__ import annotations

from collections.abc import Iterator

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document, MemberOf, Part
from profiles.standard.lint import RULEBOOK, Fix, Lint, lint
from profiles.standard.surgery import put
from profiles.standard.validity.package import key_of, package_problems
from profiles.standard.walk import Spot, criteria

from .models import STANDARD, ProfileVersion

UNREACHABLE, NEWER, WITHDRAWN = "unreachable-profile", "newer-profile", "withdrawn"
UNUSABLE = "unusable-code"


def findings(document: Document) -> tuple[Lint, ...]:
    """What ``member_of`` cannot reach among published versions, what is withdrawn, then the lints."""
    unreachable = tuple(
        Lint(RULEBOOK[UNREACHABLE].severity, UNREACHABLE, problem.node, problem.message, problem.place)
        for problem in package_problems(document, package_of(document))
    )
    found = lint(document, load_catalogue(document.standard))
    return (*unreachable, *_withdrawn(document), *found, *_outdated(document))


def _outdated(document: Document) -> Iterator[Lint]:
    """References to a version that a newer one has followed."""
    for spot in criteria(document):
        if isinstance(spot.part, MemberOf):
            versions = ProfileVersion.objects.of_profiles().filter(profile__slug=spot.part.profile)
            newest = versions.in_use().newest_published()
            if newest is not None and newest.semantic_number > _semantic(spot.part.version):
                yield _newer(spot, spot.part, newest.number)


def _newer(spot: Spot[Part], member: MemberOf, number: str) -> Lint:
    message = f"Version {member.version} er fulgt af {number}. Se, hvad der er ændret, og vælg en af dem."
    fix = Fix(f"Brug {number}", lambda document: put(document, (*spot.path, "version"), number), keeps=False)
    return Lint(RULEBOOK[NEWER].severity, NEWER, member.id, message, spot.pointer, fix=fix)


def _semantic(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _withdrawn(document: Document) -> Iterator[Lint]:
    """What is withdrawn goes on working; the next version should build on something in use (G5, 9.4)."""
    yield from standard_withdrawn(document)
    for spot in criteria(document):
        if isinstance(spot.part, MemberOf) and _is_withdrawn(spot.part.profile, spot.part.version):
            named = key_of(spot.part.profile, spot.part.version)
            message = f"{named} er trukket tilbage. Vælg en anden version."
            yield Lint(RULEBOOK[WITHDRAWN].severity, WITHDRAWN, spot.node, message, spot.pointer)


def standard_withdrawn(document: Document) -> Iterator[Lint]:
    """That the standard a document is written in is no longer to be used (9.4)."""
    if _is_withdrawn(STANDARD, document.standard):
        message = f"Profilstandard {document.standard} er trukket tilbage. Se hvorfor på standardens side."
        yield Lint(RULEBOOK[WITHDRAWN].severity, WITHDRAWN, None, message, "/standard")


def _is_withdrawn(slug: str, number: str) -> bool:
    versions = ProfileVersion.objects.filter(profile__slug=slug, number=number)
    return versions.exclude(withdrawal=None).exists()


def package_of(document: Document) -> dict[str, Document]:
    """Every published document that ``member_of`` reaches, however far, under ``profile@version`` (A17)."""
    found: dict[str, Document] = {}
    waiting = references_of(document)
    while waiting:
        profile, version = waiting.pop()
        key = key_of(profile, version)
        versions = ProfileVersion.objects.of_profiles().published().select_related("profile")
        published = versions.filter(profile__slug=profile, number=version).first()
        if published is not None and key not in found:
            found[key] = published.content
            waiting |= references_of(published.content)
    return found


def references_of(document: Document) -> set[tuple[str, str]]:
    """The profiles a document refers to itself, each with its version."""
    parts = (spot.part for spot in criteria(document))
    return {(part.profile, part.version) for part in parts if isinstance(part, MemberOf)}
