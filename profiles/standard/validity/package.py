"""A package: every document that ``member_of`` reaches is there, and none reaches itself (4.4, A17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..document import Document, MemberOf, Rule
from ..problem import Problem
from ..walk import Spot, walk


def key_of(profile: str, version: str) -> str:
    """The name of a document in a package: ``profile@version``."""
    return f"{profile}@{version}"


def package_problems(document: Document, package: Mapping[str, Document]) -> tuple[Problem, ...]:
    """What ``member_of`` cannot reach, or reaches in a circle; the places are the document's own."""
    own = key_of(document.profile, document.version)
    return tuple(
        problem for spot in _members(document) for problem in _reference_problems(spot, own, package)
    )


def _members(document: Document) -> Iterator[Spot[MemberOf]]:
    for spot in walk(document, without=(Rule,)):
        if isinstance(spot.part, MemberOf):
            yield Spot(spot.part, spot.path, spot.ancestors)


def _reference_problems(spot: Spot[MemberOf], own: str, package: Mapping[str, Document]) -> Iterator[Problem]:
    start = key_of(spot.part.profile, spot.part.version)
    absent, circular = _reach(start, (own,), package)
    for key in absent:
        yield spot.problem(f"Profilen {key}, som der henvises til, mangler.")
    if circular:
        yield spot.problem(f"Henvisningen til {start} fører tilbage i en ring.")


def _reach(key: str, above: tuple[str, ...], package: Mapping[str, Document]) -> tuple[set[str], bool]:
    """The absent documents below a reference, and whether a chain from it comes back to itself."""
    if key in above:
        return set(), True
    document = package.get(key)
    if document is None:
        return {key}, False
    absent, circular = set[str](), False
    for spot in _members(document):
        below = _reach(key_of(spot.part.profile, spot.part.version), (*above, key), package)
        absent, circular = absent | below[0], circular or below[1]
    return absent, circular
