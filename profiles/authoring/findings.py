"""What stands in the way of a document or asks for a look: its lints, and references that lead nowhere.

A document refers to other profiles at exact versions (4.4). Whether those exist is known here and not by the
language, so it is told with the lints, as an error: such a document could be evaluated by nobody (A17).
"""

from __future__ import annotations

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document, MemberOf
from profiles.standard.lint import Lint, Severity, lint
from profiles.standard.validity.package import key_of, package_problems
from profiles.standard.walk import criteria

from .models import ProfileVersion

UNREACHABLE = "unreachable-profile"


def findings(document: Document) -> tuple[Lint, ...]:
    """Whatever ``member_of`` cannot reach among published versions, then the lints, the gravest first."""
    unreachable = tuple(
        Lint(Severity.ERROR, UNREACHABLE, problem.node, problem.message, problem.place)
        for problem in package_problems(document, package_of(document))
    )
    return (*unreachable, *lint(document, load_catalogue(document.standard)))


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
