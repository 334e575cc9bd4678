"""Texts that a person needs and that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import (
    Action,
    CodeSet,
    Column,
    Document,
    Flag,
    Parameter,
    Part,
    QualityQuery,
    Reference,
    Section,
    Subgroup,
    Table,
    TextEntry,
    Trend,
)
from ..walk import Spot
from .finding import Lint, found
from .study import Study

TEXTS: dict[type[Part], tuple[str, ...]] = {
    Document: ("title", "purpose", "owner"),
    Reference: ("title",),
    CodeSet: ("title",),
    Subgroup: ("title",),
    Column: ("title",),
    Flag: ("text",),
    Section: ("title",),
    Trend: ("title",),
    Table: ("title",),
    TextEntry: ("text",),
    Action: ("title", "text"),
    QualityQuery: ("title", "why", "correction"),
    Parameter: ("title",),
}
CALLED = {
    "title": "en titel",
    "purpose": "et formål",
    "owner": "en ejer",
    "text": "en tekst",
    "why": "en begrundelse",
    "correction": "et forslag til rettelse",
}


def texts_are_written(spot: Spot[Part], _: Study) -> Iterator[Lint]:
    """A title, a purpose, the words of a flag (7.2): empty texts leave a person without them."""
    names = next(names for kind, names in TEXTS.items() if isinstance(spot.part, kind))
    for name in names:
        if not getattr(spot.part, name).strip():
            yield found(
                spot,
                "empty-text",
                f"Her mangler {CALLED[name]}. Skriv den, før profilen sendes videre.",
                name,
            )


CHECKS = tuple((kind, (texts_are_written,)) for kind in TEXTS)
