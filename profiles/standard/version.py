"""Which number a changed profile may be published under: 8.3 and G3, derived and never guessed.

Major: the population can change. Minor: anything else that changes a result or what is shown. Patch: words,
sources and order only. The number that a document carries itself is no part of the comparison.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from .blank import FIRST_VERSION
from .document import CodeSet, Criterion, Document, Selection
from .meaning import Meaning, meaning_of, meaning_of_codes
from .walk import walk

Json = Mapping[str, Any]

# What is only read (G3); ``reference`` is the source of the expected number.
WORDS = frozenset(
    {
        "title",
        "label",
        "rationale",
        "references",
        "reference",
        "text",
        "why",
        "correction",
        "purpose",
        "description",
        "limitations",
        "owner",
    }
)
# Lists whose order changes no result: parts of a group, rules, filters, tokens, definitions.
WITHOUT_ORDER = frozenset({"rules", "where", "one_of", "code_sets", "parameters"})
GROUP_TYPES = frozenset({"all", "any", "at_least"})
# Properties that mean the same written and unwritten (A16, A19).
DEFAULTS = {"descendants": False, "factor": 1, "offset": 0}


class Bump(IntEnum):
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def words(self) -> str:
        """The bump for a person to read."""
        return {Bump.PATCH: "rettelse", Bump.MINOR: "mindre ændring", Bump.MAJOR: "større ændring"}[self]


def next_version(number: str, bump: Bump) -> str:
    """``next_version("1.0.0", Bump.MINOR) == "1.1.0"``."""
    major, minor, patch = (int(part) for part in number.split("."))
    return {
        Bump.MAJOR: f"{major + 1}.0.0",
        Bump.MINOR: f"{major}.{minor + 1}.0",
        Bump.PATCH: f"{major}.{minor}.{patch + 1}",
    }[bump]


def number_to_publish(published: Document | None, draft: Document) -> str:
    """The smallest number a draft may be published as, after the newest published version if there is one."""
    if published is None:
        return FIRST_VERSION
    return next_version(published.version, required_bump(published, draft)[0])


def required_bump(before: Document, after: Document) -> tuple[Bump, tuple[str, ...]]:
    """The smallest bump that the difference allows, and in Danish what makes it necessary.

    Documents without a difference give a patch without reasons.
    """
    asked = Comparison(before, after)
    for bump, questions in QUESTIONS.items():
        reasons = tuple(reason for question in questions for reason in question(asked))
        if reasons:
            return bump, reasons
    return Bump.PATCH, ()


# --- the comparison -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """Two documents, and what their difference means for the population."""

    before: Document
    after: Document

    @cached_property
    def stripped(self) -> tuple[Json, Json]:
        """Both documents without words, and without order where order plays no part."""
        before, after = (bare(each.to_json()) for each in (self.before, self.after))
        return before, after

    @cached_property
    def population_changed(self) -> bool:
        """Whether inclusion or exclusion, with the code sets they use, mean something else."""
        return any(self.criterion_changed(name) for name in POPULATION)

    @cached_property
    def structure_changed(self) -> bool:
        """Whether that is so for another reason than the code sets' own contents."""
        return self.population_changed and any(self.criterion_rewritten(name) for name in POPULATION)

    def criterion_changed(self, name: str) -> bool:
        return name in self._changed

    def criterion_rewritten(self, name: str) -> bool:
        return name in self._rewritten

    @cached_property
    def _changed(self) -> frozenset[str]:
        return self._different(code_sets_of(self.before), code_sets_of(self.after))

    @cached_property
    def _rewritten(self) -> frozenset[str]:
        return self._different({}, {})

    def _different(self, before: Mapping[str, CodeSet], after: Mapping[str, CodeSet]) -> frozenset[str]:
        """Inclusion and exclusion where they mean something else, by these contents of the code sets."""
        pairs = {
            name: (_meaning(self.before, name, before), _meaning(self.after, name, after))
            for name in POPULATION
        }
        return frozenset(name for name, (was, now) in pairs.items() if was != now)

    @cached_property
    def decisive_code_sets(self) -> frozenset[str]:
        """The code sets whose own change can change the population."""
        if not self.population_changed:
            return frozenset()
        shared = used_by_population(self.before) & used_by_population(self.after)
        before, after = code_sets_of(self.before), code_sets_of(self.after)
        defined = shared & before.keys() & after.keys()
        return frozenset(
            each for each in defined if meaning_of_codes(before[each]) != meaning_of_codes(after[each])
        )


def code_sets_of(document: Document) -> dict[str, CodeSet]:
    return {each.id: each for each in document.code_sets}


def used_by_population(document: Document) -> frozenset[str]:
    """The code sets that inclusion and exclusion use, directly or through measures and anchors."""
    roots = (document.inclusion, *([document.exclusion] if document.exclusion is not None else []))
    selections = (spot.part for root in roots for spot in walk(root) if isinstance(spot.part, Selection))
    return frozenset(each.in_ for selection in selections for each in selection.where if each.in_ is not None)


def _meaning(document: Document, name: str, code_sets: Mapping[str, CodeSet]) -> Meaning:
    criterion: Criterion | None = getattr(document, name)
    return meaning_of(criterion, code_sets) if criterion is not None else None


def bare(value: Any, *, without: Collection[str] = WORDS) -> Any:
    """A document or a part of it as JSON, without words, and without order where order plays no part."""
    if isinstance(value, list):
        return [bare(each, without=without) for each in value]
    if not isinstance(value, Mapping):
        return value
    kept = {
        name: bare(below, without=without)
        for name, below in value.items()
        if name not in without and below != []
    }
    return {
        name: _sorted(below) if _is_unordered(name, kept) else below
        for name, below in kept.items()
        if not (name in DEFAULTS and below == DEFAULTS[name])
    }


def _is_unordered(name: str, owner: Json) -> bool:
    if not isinstance(owner[name], list):
        return False
    is_parts = name == "of" and owner.get("type") in GROUP_TYPES
    is_choice = name == "value" and owner.get("operator") == "one_of"
    return name in WITHOUT_ORDER or is_parts or is_choice


def _sorted(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


# --- the questions ------------------------------------------------------------------------------

POPULATION = ("inclusion", "exclusion")
Question = Callable[[Comparison], Iterator[str]]


def _major_standard(asked: Comparison) -> Iterator[str]:
    before, after = (each.standard.partition(".")[0] for each in (asked.before, asked.after))
    if before != after:
        yield f"Profilstandarden skifter hovedversion fra {asked.before.standard} til {asked.after.standard}."


def _population(asked: Comparison) -> Iterator[str]:
    for name, words in (("inclusion", "Inklusionen"), ("exclusion", "Eksklusionen")):
        if asked.criterion_changed(name) and asked.criterion_rewritten(name):
            yield f"{words} er ændret, så hvem der er med, kan ændre sig."


def _code_sets_in_use(asked: Comparison) -> Iterator[str]:
    for code_set in asked.after.code_sets:
        if code_set.id in asked.decisive_code_sets:
            yield f"Kodesættet {code_set.title} er ændret, og populationen bruger det."


def _property(name: str, reason: str) -> Question:
    """Whether a property of the document differs in more than words and order."""

    def question(asked: Comparison) -> Iterator[str]:
        before, after = asked.stripped
        if before.get(name) != after.get(name):
            yield reason

    return question


def _anything(asked: Comparison) -> Iterator[str]:
    before, after = ({**each.to_json(), "version": None} for each in (asked.before, asked.after))
    if before != after:
        yield "Kun ord, kilder eller rækkefølge er ændret."


SAME_POPULATION = "{} har fået andre id'er eller en anden opbygning, men betyder det samme."
MINOR_REASONS = {
    "standard": "Profilen er flyttet til en anden version af profilstandarden.",
    "profile": "Profilens id er ændret.",
    "kind": "Profilens art er ændret.",
    "expected_per_thousand": "Det forventede antal patienter er ændret.",
    "inclusion": SAME_POPULATION.format("Inklusionen"),
    "exclusion": SAME_POPULATION.format("Eksklusionen"),
    "code_sets": "Kodesættene er ændret, men populationen er den samme.",
    "groups": "Grupperne er ændret.",
    "columns": "Kolonnerne er ændret.",
    "default_sort": "Sorteringen er ændret.",
    "patient_view": "Patientvisningen er ændret.",
    "actions": "Handlingerne er ændret.",
    "data_quality": "Datakvaliteten er ændret.",
    "parameters": "Parametrene er ændret.",
}
QUESTIONS: dict[Bump, tuple[Question, ...]] = {
    Bump.MAJOR: (_major_standard, _population, _code_sets_in_use),
    Bump.MINOR: tuple(_property(name, reason) for name, reason in MINOR_REASONS.items()),
    Bump.PATCH: (_anything,),
}
