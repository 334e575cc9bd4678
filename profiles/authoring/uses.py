"""Where a code set, a source or a parameter is used, so that nothing in use is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from profiles.standard.document import Document, Expected, Filter, Node, ParameterValue, Part, Rule
from profiles.standard.identifiers import Namespace
from profiles.standard.narrative import Narrative
from profiles.standard.walk import Spot, walk

from .sections import Section, section_of


@dataclass(frozen=True)
class Use:
    """A place that uses something: its id, the section it stands in, and what it says."""

    node: str
    section: Section
    words: str


def uses(document: Document, narrative: Narrative, namespace: Namespace, wanted: str) -> tuple[Use, ...]:
    """Every place that uses the code set, source or parameter with that id, each place once."""
    said = narrative.by_node()
    found: dict[str, Use] = {}
    for spot in walk(document, without=(Rule,)):
        if _uses(spot, namespace, wanted):
            node = spot.node or ""
            section = section_of(spot.section)
            words = said[node].text if node in said else str(getattr(spot.part, "title", section.title))
            found.setdefault(node, Use(node, section, words))
    return tuple(found.values())


def _uses(spot: Spot[Part], namespace: Namespace, wanted: str) -> bool:
    if namespace is Namespace.CODE_SETS:
        return isinstance(spot.part, Filter) and spot.part.in_ == wanted
    if namespace is Namespace.REFERENCES:
        return wanted in _references(spot.part)
    return any(isinstance(each, ParameterValue) and each.parameter == wanted for each in _values(spot.part))


def _references(part: Part) -> tuple[str | None, ...]:
    if isinstance(part, Expected):
        return (part.reference,)
    return part.references if isinstance(part, Node) else ()


def _values(part: Part) -> Iterator[Any]:
    """The value a part compares with; a list gives its members too."""
    value = getattr(part, "value", None)
    yield value
    if isinstance(value, tuple):
        yield from value
