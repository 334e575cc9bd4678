"""A profile's logic in English, for readers outside Denmark.

The sentences are made from the document. Names and texts that people wrote stay in the language they are in.
"""

from __future__ import annotations

from dataclasses import dataclass

from profiles.authoring.lines import Line, Lines
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.narrative import Narrative, Sentence, narrate
from profiles.standard.narrative.english import ENGLISH

Titled = tuple[str, Sentence]


@dataclass(frozen=True)
class Reading:
    """``population`` are headed criteria trees; ``sections`` are headed sentences, each with its part's title
    where the sentence does not say it.
    """

    told: Narrative
    population: tuple[tuple[str, Line], ...]
    sections: tuple[tuple[str, tuple[Titled, ...]], ...]


def in_english(document: Document) -> Reading:
    told = narrate(document, load_catalogue(document.standard), language=ENGLISH)
    lines = Lines(document, told)
    criteria = {"Inclusion": document.inclusion, "Exclusion": document.exclusion}
    return Reading(
        told=told,
        population=tuple((heading, lines.of(each)) for heading, each in criteria.items() if each is not None),
        sections=_sections(told, _titles(document)),
    )


def _sections(told: Narrative, titles: dict[str, str]) -> tuple[tuple[str, tuple[Titled, ...]], ...]:
    sections = {
        "Code sets": told.code_sets,
        "Groups": told.groups,
        "Columns": told.columns,
        "Patient view": told.patient_view,
        "Actions": told.actions,
        "Data quality": told.data_quality,
        "Parameters": told.parameters,
    }
    return tuple(
        (heading, tuple((titles.get(each.node or "", ""), each) for each in sentences))
        for heading, sentences in sections.items()
        if sentences
    )


def _titles(document: Document) -> dict[str, str]:
    clinic = (document.groups, document.columns, document.actions, document.data_quality)
    return {part.id: part.title for parts in clinic for part in parts}
