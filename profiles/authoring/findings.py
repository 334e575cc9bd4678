"""What stands in the way of a document or asks for a look: its lints, and references that lead nowhere.

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

from .models import ProfileVersion

UNREACHABLE, NEWER = "unreachable-profile", "newer-profile"


def findings(document: Document) -> tuple[Lint, ...]:
    """Whatever ``member_of`` cannot reach among published versions, then the lints, the gravest first."""
    unreachable = tuple(
        Lint(RULEBOOK[UNREACHABLE].severity, UNREACHABLE, problem.node, problem.message, problem.place)
        for problem in package_problems(document, package_of(document))
    )
    return (*unreachable, *lint(document, load_catalogue(document.standard)), *_outdated(document))


def _outdated(document: Document) -> Iterator[Lint]:
    """References to a version that a newer one has followed."""
    for spot in criteria(document):
        if isinstance(spot.part, MemberOf):
            newest = ProfileVersion.objects.filter(profile__slug=spot.part.profile).newest_published()
            if newest is not None and newest.semantic_number > _semantic(spot.part.version):
                yield _newer(spot, spot.part, newest.number)


def _newer(spot: Spot[Part], member: MemberOf, number: str) -> Lint:
    message = f"Version {member.version} er fulgt af {number}. Se, hvad der er ændret, og vælg en af dem."
    fix = Fix(f"Brug {number}", lambda document: put(document, (*spot.path, "version"), number), keeps=False)
    return Lint(RULEBOOK[NEWER].severity, NEWER, member.id, message, spot.pointer, fix=fix)


def _semantic(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def package_of(document: Document) -> dict[str, Document]:
    """Every published document that ``member_of`` reaches, however far, under ``profile@version`` (A17)."""
    found: dict[str, Document] = {}
    waiting = _references(document)
    while waiting:
        profile, version = waiting.pop()
        key = key_of(profile, version)
        published = ProfileVersion.objects.published().filter(profile__slug=profile, number=version).first()
        if published is not None and key not in found:
            found[key] = published.content
            waiting |= _references(published.content)
    return found


def _references(document: Document) -> set[tuple[str, str]]:
    parts = (spot.part for spot in criteria(document))
    return {(part.profile, part.version) for part in parts if isinstance(part, MemberOf)}
